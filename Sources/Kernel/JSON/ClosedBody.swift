/// A JSON object of a shape and nothing beside it.
///
/// A member that is misspelt would otherwise be passed over, and what it should have said would be
/// what holds when nothing is said.
public struct ClosedBody<Shape: Decodable>: Decodable {
  public let value: Shape

  /// - Throws: `DecodingError`, or a `Problem` naming the members that the shape does not have.
  public init(from decoder: any Decoder) throws { value = try Shape(from: MemberCheck(decoder)) }
}

extension ClosedBody: Sendable where Shape: Sendable {}

/// Lets a shape name its members, and looks for others beside them.
private struct MemberCheck: Decoder {
  private let base: any Decoder

  init(_ base: any Decoder) { self.base = base }

  var codingPath: [any CodingKey] { base.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let strangers = try base.container(keyedBy: MemberName.self).allKeys.map(\.stringValue)
      .filter { Key(stringValue: $0) == nil }.sorted()
    guard strangers.isEmpty else { throw Problem(unknown: strangers, at: codingPath) }
    return try base.container(keyedBy: type)
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try base.unkeyedContainer() }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    try base.singleValueContainer()
  }
}

/// Any member at all.
private struct MemberName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
