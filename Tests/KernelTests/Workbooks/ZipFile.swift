/// ZIP archives made by hand, so that tests can hold what no honest program writes.
struct ZipFile {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// `packed`: a deflate stream of `size` bytes; nil stores the content as it is.
  mutating func add(_ name: String, _ content: [UInt8], packed size: Int? = nil) {
    let head: [UInt8] =
      le(20, 2) + le(0, 2) + le(size == nil ? 0 : 8, 2) + le(0, 4)
      + le(size == nil ? Int(Self.crc(content)) : 0, 4) + le(content.count, 4)
      + le(size ?? content.count, 4) + le(name.utf8.count, 2) + le(0, 2)
    directory +=
      [0x50, 0x4B, 1, 2] + le(20, 2) + head + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4)
      + le(bytes.count, 4) + Array(name.utf8)
    bytes += [0x50, 0x4B, 3, 4] + head + Array(name.utf8) + content
    count += 1
  }

  mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

  var finished: [UInt8] {
    bytes + directory + [0x50, 0x4B, 5, 6] + le(0, 4) + le(count, 2) + le(count, 2)
      + le(directory.count, 4) + le(bytes.count, 4) + le(0, 2)
  }

  private func le(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
      }
    }
  }

  /// A workbook around its sheet.
  static func workbook(sheet: String, strings: String? = nil) -> [UInt8] {
    var zip = frame()
    if let strings { zip.add("xl/sharedStrings.xml", strings) }
    zip.add("xl/worksheets/sheet1.xml", sheet)
    return zip.finished
  }

  static func frame() -> ZipFile {
    var zip = ZipFile()
    zip.add(
      "xl/workbook.xml",
      "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='rId1'/></sheets></workbook>")
    zip.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>")
    return zip
  }

  /// A deflate stream (fixed codes) of one blank and then 258 more for each `times`.
  static func blanks(times: Int) -> (packed: [UInt8], size: Int) {
    var bits: [Bool] = [true, true, false]
    // The blank: code 0x30 + 32, highest bit first.
    bits += (0..<8).reversed().map { 0x50 >> $0 & 1 == 1 }
    // Length 258 is code 285, 11000101; distance 1 is 00000.
    let again = (0..<8).reversed().map { 0xC5 >> $0 & 1 == 1 } + Array(repeating: false, count: 5)
    for _ in 0..<times { bits += again }
    bits += Array(repeating: false, count: 7)
    var packed: [UInt8] = []
    for start in stride(from: 0, to: bits.count, by: 8) {
      packed.append(
        (0..<min(8, bits.count - start)).reduce(0) { byte, bit in
          bits[start + bit] ? byte | 1 << bit : byte
        })
    }
    return (packed, 1 + 258 * times)
  }
}
