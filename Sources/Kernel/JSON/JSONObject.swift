/// An object being written.
struct JSONObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let buffer: JSONBuffer
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  private func node(_ key: any CodingKey) -> JSONNode {
    buffer.key(key.stringValue, at: depth)
    return JSONNode(buffer: buffer, depth: depth)
  }

  func encodeNil(forKey key: Key) { node(key).encodeNil() }
  func encode(_ value: String, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: Bool, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: Double, forKey key: Key) throws { try node(key).encode(value) }
  func encode(_ value: Float, forKey key: Key) throws { try node(key).encode(value) }
  func encode(_ value: Int, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: Int8, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: Int16, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: Int32, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: Int64, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: UInt, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: UInt8, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: UInt16, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: UInt32, forKey key: Key) { node(key).encode(value) }
  func encode(_ value: UInt64, forKey key: Key) { node(key).encode(value) }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try node(key).encode(value) }

  func nestedContainer<Inner: CodingKey>(
    keyedBy: Inner.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Inner> {
    node(key).container(keyedBy: Inner.self)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    node(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder {
    buffer.key("super", at: depth)
    return JSONNode(buffer: buffer, depth: depth)
  }

  func superEncoder(forKey key: Key) -> any Encoder { node(key) }
}
