/// The place where one value is written.
struct JSONNode: Encoder, SingleValueEncodingContainer {
  let buffer: JSONBuffer
  let depth: Int

  /// Our shapes are small and known, so errors say no path.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    buffer.open(UInt8(ascii: "{"), UInt8(ascii: "}"), at: depth)
    return KeyedEncodingContainer(JSONObject<Key>(buffer: buffer, depth: depth + 1))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    buffer.open(UInt8(ascii: "["), UInt8(ascii: "]"), at: depth)
    return JSONList(buffer: buffer, depth: depth + 1)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() { buffer.writeNull() }
  func encode(_ value: String) { buffer.write(value) }
  func encode(_ value: Bool) { buffer.write(value) }
  func encode(_ value: Double) throws { try buffer.write(value) }
  func encode(_ value: Float) throws { try buffer.write(value) }
  func encode(_ value: Int) { buffer.write(value) }
  func encode(_ value: Int8) { buffer.write(value) }
  func encode(_ value: Int16) { buffer.write(value) }
  func encode(_ value: Int32) { buffer.write(value) }
  func encode(_ value: Int64) { buffer.write(value) }
  func encode(_ value: UInt) { buffer.write(value) }
  func encode(_ value: UInt8) { buffer.write(value) }
  func encode(_ value: UInt16) { buffer.write(value) }
  func encode(_ value: UInt32) { buffer.write(value) }
  func encode(_ value: UInt64) { buffer.write(value) }
  func encode<T: Encodable>(_ value: T) throws { try buffer.encode(value) }
}
