/// A list being written.
struct JSONList: UnkeyedEncodingContainer {
  let buffer: JSONBuffer
  let depth: Int
  private(set) var count = 0

  init(buffer: JSONBuffer, depth: Int) {
    self.buffer = buffer
    self.depth = depth
  }

  var codingPath: [any CodingKey] { [] }

  private mutating func node() -> JSONNode {
    count += 1
    buffer.next(at: depth)
    return JSONNode(buffer: buffer, depth: depth)
  }

  mutating func encodeNil() { node().encodeNil() }
  mutating func encode<T: Encodable>(_ value: T) throws { try node().encode(value) }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy: Inner.Type
  ) -> KeyedEncodingContainer<Inner> {
    node().container(keyedBy: Inner.self)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    node().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { node() }
}
