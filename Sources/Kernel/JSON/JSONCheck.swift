/// What a JSON body must be before it is decoded (RFC 8259): one value in UTF-8, not nested without
/// end, no name twice in an object, no text that one of the engines cannot keep.
///
/// Foundation's decoder also takes UTF-16 and of two members of one name an arbitrary one.
struct JSONCheck {
  enum Fault: Error, Hashable {
    /// Where it stops being JSON, in bytes.
    case broken(Int)
    case noUTF8
    case tooDeep
    case twice(String)
    /// U+0000, which one of the engines cannot keep.
    case nul
    /// Half a character outside the first plane.
    case half
  }

  /// More than any body of ours needs, far less than any stack holds.
  static let mostDeep = 32

  private let bytes: [UInt8]
  private var place = 0

  static func check(_ bytes: [UInt8]) throws(Fault) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .noUTF8 }
    var check = JSONCheck(bytes: bytes)
    try check.value(depth: 0)
    check.skipSpace()
    guard check.place == bytes.count else { throw .broken(check.place) }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Fault) {
    guard depth < Self.mostDeep else { throw .tooDeep }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): try object(depth)
    case UInt8(ascii: "["): try list(depth)
    case UInt8(ascii: "\""): _ = try text()
    default: try word()
    }
  }

  private mutating func object(_ depth: Int) throws(Fault) {
    place += 1
    var names: Set<[UInt8]> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw .broken(place) }
      let name = try text()
      guard names.insert(name).inserted else {
        throw .twice(String(decoding: name, as: UTF8.self))
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw .broken(place) }
      try value(depth: depth + 1)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw .broken(place) }
  }

  private mutating func list(_ depth: Int) throws(Fault) {
    place += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return }
    repeat {
      try value(depth: depth + 1)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw .broken(place) }
  }

  /// The characters between the quotes, escapes read.
  private mutating func text() throws(Fault) -> [UInt8] {
    place += 1
    var read: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return read
      case UInt8(ascii: "\\"): try escape(into: &read)
      case 0..<32: throw .broken(place - 1)
      default: read.append(byte)
      }
    }
    throw .broken(place)
  }

  private mutating func escape(into read: inout [UInt8]) throws(Fault) {
    guard let byte = next else { throw .broken(place) }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): read.append(byte)
    case UInt8(ascii: "b"): read.append(8)
    case UInt8(ascii: "f"): read.append(12)
    case UInt8(ascii: "n"): read.append(10)
    case UInt8(ascii: "r"): read.append(13)
    case UInt8(ascii: "t"): read.append(9)
    case UInt8(ascii: "u"): read += String(try scalar()).utf8
    default: throw .broken(place - 1)
    }
  }

  private mutating func scalar() throws(Fault) -> Unicode.Scalar {
    var code = try hexQuad()
    if code & 0xFC00 == 0xD800, take(UInt8(ascii: "\\")) {
      guard take(UInt8(ascii: "u")) else { throw .half }
      let low = try hexQuad()
      guard low & 0xFC00 == 0xDC00 else { throw .half }
      code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
    }
    guard code != 0 else { throw .nul }
    guard let scalar = Unicode.Scalar(code) else { throw .half }
    return scalar
  }

  /// Four hexadecimal digits.
  private mutating func hexQuad() throws(Fault) -> UInt32 {
    guard place + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw .broken(place) }
    place += 4
    return code
  }

  /// A number, `true`, `false` or `null`: what it means, the decoder says.
  private mutating func word() throws(Fault) {
    let start = place
    while let byte = next, byte > 32, !",]}:{[\"".utf8.contains(byte) { place += 1 }
    guard place > start else { throw .broken(place) }
  }
}

extension JSONCheck.Fault: ProblemConvertible {
  var problem: Problem {
    switch self {
    case .broken: Problem(.malformed)
    case .noUTF8: Problem(.malformed, "problem.encoding")
    case .tooDeep: Problem(.malformed, "problem.json-deep")
    case .twice(let name):
      Problem(.malformed, "problem.json-twice", values: ["name": String(name.prefix(60))])
    case .nul: Problem(.malformed, "problem.nul")
    case .half: Problem(.malformed, "problem.half-character")
    }
  }
}
