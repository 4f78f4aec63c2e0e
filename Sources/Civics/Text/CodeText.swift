/// A number or code people are known by: checked text that travels as that text.
///
/// `init?(rawValue:)` accepts the canonical form only, for what we stored ourselves and for the
/// wire. What a person typed goes through the type's throwing initialiser, which says what is wrong.
public protocol CodeText: RawRepresentable<String>, Hashable, Codable, Sendable {}

extension CodeText {
  /// Reads the canonical form; the refusal never repeats the value, which may be personal.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(rawValue: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "the text is not a valid \(Self.self)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
