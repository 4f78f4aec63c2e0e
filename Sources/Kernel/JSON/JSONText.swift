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
