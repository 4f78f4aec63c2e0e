/// RFC 3533 and 7845: one stream of Opus, its comments replaced by none.
enum OggVoice {
  private struct Page {
    var range: Range<Int>
    var body: Range<Int>
    var flags: UInt8
    var granule: UInt64
    var endsPacket: Bool
  }

  static func clean(
    _ bytes: [UInt8]
  ) throws(VoiceCleaner.Fault) -> ([UInt8], Double?) {
    let file = VoiceBytes(bytes: bytes)
    let pages = try pages(of: file)
    guard pages.count > 2, let head = pages.first, head.flags & 2 != 0, head.endsPacket,
      head.body.count >= 19, file.text(head.body.lowerBound, 8) == "OpusHead",
      file.text(pages[1].body.lowerBound, 8) == "OpusTags",
      let skip = file.little(head.body.lowerBound + 10, 2),
      // The comments end a page, whatever their length.
      let last = pages.indices.dropFirst().first(where: { pages[$0].endsPacket }),
      last + 1 < pages.count
    else { throw .notAVoice }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    append(Array(bytes[head.range]), number: 0, to: &result)
    var tags = Array(bytes[pages[1].range].prefix(26)) + [1, 16]
    tags[5] = 0
    tags.append(contentsOf: Array("OpusTags".utf8) + [UInt8](repeating: 0, count: 8))
    append(tags, number: 1, to: &result)
    for (offset, page) in pages[(last + 1)...].enumerated() {
      append(Array(bytes[page.range]), number: offset + 2, to: &result)
    }
    let end = pages.map(\.granule).filter { $0 != .max }.max() ?? 0
    return (result, Double(end > skip ? end - skip : 0) / 48_000)
  }

  private static func pages(of file: VoiceBytes) throws(VoiceCleaner.Fault) -> [Page] {
    var pages: [Page] = []
    let stream = file.little(14, 4)
    var at = 0
    while at < file.bytes.count {
      guard file.text(at, 4) == "OggS", file.big(at + 4, 1) == 0, let flags = file.big(at + 5, 1),
        let granule = file.little(at + 6, 8), let segments = file.big(at + 26, 1),
        at + 27 + Int(segments) <= file.bytes.count
      else { throw .notAVoice }
      // A second stream is a film, or something hidden beside the sound.
      guard file.little(at + 14, 4) == stream else { throw .isFilm }
      let lengths = file.bytes[(at + 27)..<(at + 27 + Int(segments))]
      let start = at + 27 + lengths.count
      let end = start + lengths.reduce(0) { $0 + Int($1) }
      guard end <= file.bytes.count else { throw .notAVoice }
      pages.append(
        Page(
          range: at..<end, body: start..<end, flags: UInt8(flags), granule: granule,
          endsPacket: lengths.last.map { $0 < 255 } ?? false))
      at = end
    }
    return pages
  }

  private static func append(_ page: [UInt8], number: Int, to result: inout [UInt8]) {
    var page = page
    for index in 0..<4 {
      page[18 + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
      page[22 + index] = 0
    }
    let sum = checksum(page)
    for index in 0..<4 { page[22 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
    result += page
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0) { sum, byte in
      table[Int(UInt8(truncatingIfNeeded: sum >> 24) ^ byte)] ^ (sum << 8)
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index) << 24) { sum, _ in
      sum & 0x8000_0000 != 0 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1
    }
  }
}
