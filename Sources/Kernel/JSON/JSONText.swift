import Foundation

/// JSON as text, in a fixed order so that equal values give equal text.
///
/// Fields stand in the order in which their type encodes them, dictionaries sorted by key.
public enum JSONText {
  public static func encode(_ value: some Encodable) throws -> String {
    String(decoding: try JSONBuffer.bytes(of: value), as: UTF8.self)
  }

  public static func decode<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

extension JSONText {
  /// Whether a string in the text holds U+0000, which neither engine keeps as a character.
  ///
  /// A bare zero byte counts: it stands in no JSON but that of another encoding than UTF-8.
  static func holdsNUL(_ bytes: some Collection<UInt8>) -> Bool {
    var escape: [UInt8]?
    for byte in bytes {
      guard byte != 0 else { return true }
      guard var found = escape else {
        if byte == UInt8(ascii: "\\") { escape = [] }
        continue
      }
      found.append(byte)
      if found == Array("u0000".utf8) { return true }
      escape = Array("u000".utf8).starts(with: found) ? found : nil
    }
    return false
  }
}
