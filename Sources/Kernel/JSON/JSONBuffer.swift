/// JSON being written: bytes in order and the brackets still to be closed.
///
/// Foundation's encoder first builds a tree of boxed values; a page of twenty cases spent more time
/// in it than in the database (measured: 8 times as long). This one writes as it is told.
///
/// The memory is our own because an array in a class is checked for overlapping access at every
/// byte. Unchecked pointers stay in this file.
final class JSONBuffer {
  private var memory: UnsafeMutableRawPointer
  private var room = 1024
  private(set) var count = 0
  private var closing: [UInt8] = []

  init() { memory = .allocate(byteCount: room, alignment: 1) }
  deinit { memory.deallocate() }

  /// The whole value; what a type leaves out because it is nil is not written.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let buffer = JSONBuffer()
    try buffer.encode(value)
    return Array(UnsafeRawBufferPointer(start: buffer.memory, count: buffer.count))
  }

  var depth: Int { closing.count }

  private func append(_ byte: UInt8) {
    if count == room { grow(by: 1) }
    memory.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    if room - count < bytes.count { grow(by: bytes.count) }
    (memory + count).copyMemory(from: start, byteCount: bytes.count)
    count += bytes.count
  }

  private func append(ascii text: some StringProtocol) {
    for byte in text.utf8 { append(byte) }
  }

  private func grow(by more: Int) {
    room = max(room * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 1)
    larger.copyMemory(from: memory, byteCount: count)
    memory.deallocate()
    memory = larger
  }

  /// Opens an object or list at `depth`, unless it is open already.
  func open(_ first: UInt8, _ last: UInt8, at depth: Int) {
    guard closing.count <= depth || closing[depth] != last else { return close(to: depth + 1) }
    close(to: depth)
    append(first)
    closing.append(last)
  }

  func close(to depth: Int) {
    while closing.count > depth { append(closing.removeLast()) }
  }

  /// The comma before the next element of what is open at `depth`.
  func next(at depth: Int) {
    close(to: depth)
    guard count > 0 else { return }
    let last = memory.load(fromByteOffset: count - 1, as: UInt8.self)
    if last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { append(UInt8(ascii: ",")) }
  }

  func key(_ name: String, at depth: Int) {
    next(at: depth)
    write(name)
    append(UInt8(ascii: ":"))
  }

  func encode<T: Encodable>(_ value: T) throws {
    if T.self == String.self { return write(unsafeBitCast(value, to: String.self)) }
    if let pairs = value as? any SortedPairs { return try pairs.write(to: self) }
    let (depth, start) = (closing.count, count)
    try value.encode(to: JSONNode(buffer: self, depth: depth))
    close(to: depth)
    if count == start { append(ascii: "{}") }
  }

  func write(_ text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for (index, byte) in utf8.enumerated() where byte < 32 || byte == 34 || byte == 92 {
        append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(utf8)[start..<index]))
        escape(byte)
        start = index + 1
      }
      append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(utf8)[start...]))
    }
    append(UInt8(ascii: "\""))
  }

  private func escape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case 8: append(UInt8(ascii: "b"))
    case 9: append(UInt8(ascii: "t"))
    case 10: append(UInt8(ascii: "n"))
    case 12: append(UInt8(ascii: "f"))
    case 13: append(UInt8(ascii: "r"))
    case 34, 92: append(byte)
    default: append(ascii: "u00" + Hex.encode([byte]))
    }
  }

  func write(_ number: some BinaryInteger) { append(ascii: String(number)) }
  func write(_ flag: Bool) { append(ascii: flag ? "true" : "false") }
  func writeNull() { append(ascii: "null") }

  /// - Throws: `EncodingError` for what JSON has no word for.
  func write(_ number: some BinaryFloatingPoint & CustomStringConvertible) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: [], debugDescription: "not a finite number"))
    }
    let text = number.description
    append(ascii: text.hasSuffix(".0") ? text.dropLast(2) : text[...])
  }
}

/// A dictionary with text keys: written in the keys' order.
protocol SortedPairs {
  func write(to buffer: JSONBuffer) throws
}

extension Dictionary: SortedPairs where Key == String, Value: Encodable {
  func write(to buffer: JSONBuffer) throws {
    let depth = buffer.depth
    buffer.open(UInt8(ascii: "{"), UInt8(ascii: "}"), at: depth)
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      buffer.key(key, at: depth + 1)
      try buffer.encode(value)
    }
    buffer.close(to: depth)
  }
}
