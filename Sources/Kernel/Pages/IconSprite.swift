/// The icon symbols, and the few of them that a page needs.
///
/// Inlined once per page with the symbols it names: about 2.5 KB before compression, no second
/// request, and the icons are there with the first paint.
public struct IconSprite: Sendable {
  private let symbols: [String: String]

  /// Reads `<symbol id="i-…">…</symbol>` elements.
  public init(_ svg: String) {
    var symbols: [String: String] = [:]
    var rest = svg[...]
    while let open = rest.firstRange(of: "<symbol id=\"i-"),
      let close = rest[open.upperBound...].firstRange(of: "</symbol>")
    {
      if let quote = rest[open.upperBound...].firstIndex(of: "\"") {
        let name = String(rest[open.upperBound..<quote])
        symbols[name] = String(rest[open.lowerBound..<close.upperBound])
      }
      rest = rest[close.upperBound...]
    }
    self.symbols = symbols
  }

  public static let embedded = IconSprite(
    String(decoding: PackageResources.icons_svg, as: UTF8.self))

  public var names: [String] { symbols.keys.sorted() }

  /// Names of the icons `html` uses, in order of first use.
  static func used(in html: String) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    var rest = html.utf8[...]
    let mark = Array("href=\"i-".utf8)
    while let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      let before = rest[rest.startIndex..<hash].suffix(6)
      rest = rest[rest.index(after: hash)...]
      guard before.elementsEqual(mark.prefix(6)), rest.starts(with: mark.suffix(2)) else {
        continue
      }
      let name = String(rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }) ?? ""
      if seen.insert(name).inserted { names.append(name) }
    }
    return names
  }

  /// A hidden SVG with the symbols that `html` uses.
  func markup(for html: String) -> String {
    let needed = Self.used(in: html).compactMap { symbols[$0] }.joined()
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sprite\" width=\"0\" height=\"0\" "
      + "aria-hidden=\"true\" focusable=\"false\">\(needed)</svg>"
  }
}
