/// One tag of a page and the text behind it: enough to read our own pages, no browser.
public struct HTMLTag: Sendable {
  /// Lower case; closing tags begin with a slash.
  public let name: String
  public let attributes: [String: String]
  /// Up to the next tag, entities read.
  public let text: String

  public subscript(attribute: String) -> String? { attributes[attribute] }
  public func has(_ attribute: String) -> Bool { attributes[attribute] != nil }

  /// All tags in their order; our templates escape `<` and `>` everywhere else.
  public static func all(in html: [UInt8]) -> [HTMLTag] {
    html.split(separator: UInt8(ascii: "<")).compactMap { piece in
      guard let end = piece.firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let head = piece[..<end]
      let name = head.prefix { !isSpace($0) && ($0 != 47 || $0 == head.first) }
      return HTMLTag(
        name: String(decoding: name, as: UTF8.self).lowercased(),
        attributes: attributes(head.dropFirst(name.count)),
        text: read(String(decoding: piece[(end + 1)...], as: UTF8.self)))
    }
  }

  private static func attributes(_ bytes: ArraySlice<UInt8>) -> [String: String] {
    var found: [String: String] = [:]
    var rest = bytes
    while true {
      rest = rest.drop { isSpace($0) || $0 == 47 }
      let name = rest.prefix { !isSpace($0) && $0 != 61 && $0 != 47 }
      guard !name.isEmpty else { return found }
      rest = rest.dropFirst(name.count)
      var value: ArraySlice<UInt8> = []
      if rest.starts(with: [61, 34]) {
        rest = rest.dropFirst(2)
        value = rest.prefix { $0 != 34 }
        rest = rest.dropFirst(value.count + 1)
      }
      let key = String(decoding: name, as: UTF8.self).lowercased()
      found[key] = found[key] ?? read(String(decoding: value, as: UTF8.self))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static func read(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
