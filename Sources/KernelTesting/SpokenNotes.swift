/// Recordings built box by box, with the room for what must not be kept; the sound is nonsense.
public enum SpokenNotes {
  public static let place = "+39.9042+116.4074/"

  /// Matroska as browsers write it, its segment and cluster of open length.
  public static func webm(
    extra: [UInt8] = [], track: [UInt8] = [], isFilm: Bool = false, milliseconds: UInt16 = 900
  ) -> [UInt8] {
    let entry =
      element([0xD7], [1]) + element([0x83], [isFilm ? 1 : 2])
      + element([0x86], Array((isFilm ? "V_VP8" : "A_OPUS").utf8)) + track
    let info =
      element([0x2A, 0xD7, 0xB1], [0x0F, 0x42, 0x40])
      + element([0x4D, 0x80], Array("MyPhone".utf8))
      + element([0x57, 0x41], Array("Browser".utf8))
    let last = [UInt8(milliseconds >> 8), UInt8(milliseconds & 0xFF)]
    return element([0x1A, 0x45, 0xDF, 0xA3], element([0x42, 0x82], Array("webm".utf8)))
      + [0x18, 0x53, 0x80, 0x67] + open + element([0x15, 0x49, 0xA9, 0x66], info)
      + element([0x16, 0x54, 0xAE, 0x6B], element([0xAE], entry)) + extra
      + [0x1F, 0x43, 0xB6, 0x75] + open + element([0xE7], [0])
      + element([0xA3], [0x81, 0, 0, 0x80, 1, 2, 3])
      + element([0xA3], [0x81] + last + [0x80, 4, 5, 6])
  }

  private static let open: [UInt8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]

  public static func element(_ id: [UInt8], _ body: [UInt8]) -> [UInt8] {
    id + [0x40 | UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
  }

  /// MP4 of one track; `moov` and `end` take further boxes.
  public static func mp4(
    handler: String = "soun", seconds: UInt32 = 2, moov: [UInt8] = [], end: [UInt8] = []
  ) -> [UInt8] {
    let times: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    let mvhd = zeros(4) + times + word(1000) + word(seconds * 1000) + zeros(80)
    let tkhd = zeros(4) + times + zeros(72)
    let mdhd = zeros(4) + times + word(1000) + word(seconds * 1000) + zeros(4)
    let hdlr = zeros(8) + Array(handler.utf8) + zeros(12) + Array("My phone\0".utf8)
    let sound = zeros(6) + [0, 1] + zeros(20)
    let stsd = zeros(4) + word(1) + box("mp4a", sound + box("esds", [1, 2, 3, 4]))
    let minf = box("stbl", box("stsd", stsd) + box("stts", zeros(8)))
    let mdia = box("mdhd", mdhd) + box("hdlr", hdlr) + box("minf", minf)
    return box("ftyp", Array("M4A ".utf8) + zeros(4))
      + box(
        "moov", box("mvhd", mvhd) + box("trak", box("tkhd", tkhd) + box("mdia", mdia)) + moov)
      + box("mdat", [9, 8, 7, 6]) + end
  }

  public static func box(_ name: String, _ body: [UInt8]) -> [UInt8] {
    word(UInt32(body.count + 8)) + Array(name.utf8) + body
  }

  /// Opus in Ogg; the comments fill as many pages as they need.
  public static func ogg(
    comment: [UInt8] = [], seconds: UInt64 = 2, secondStream: Bool = false
  ) -> [UInt8] {
    let head = Array("OpusHead".utf8) + [1, 1, 0x38, 1, 0x80, 0xBB, 0, 0, 0, 0, 0]
    var tags = Array("OpusTags".utf8) + zeros(4) + [1, 0, 0, 0] + comment
    var pages = page(head, flags: 2, number: 0)
    var number: UInt8 = 1
    while tags.count >= 255 * 255 {
      pages += page(Array(tags.prefix(255 * 255)), flags: 0, number: number, endsPacket: false)
      tags.removeFirst(255 * 255)
      number += 1
    }
    pages += page(tags, flags: number > 1 ? 1 : 0, number: number)
    if secondStream { pages += page([1, 2], flags: 2, number: 0, stream: 8) }
    return pages
      + page([1, 2, 3, 4], flags: 4, number: number + 1, granule: seconds * 48_000 + 312)
  }

  private static func page(
    _ body: [UInt8], flags: UInt8, number: UInt8, granule: UInt64 = 0, stream: UInt8 = 7,
    endsPacket: Bool = true
  ) -> [UInt8] {
    var lengths = [UInt8](repeating: 255, count: body.count / 255)
    if endsPacket { lengths.append(UInt8(body.count % 255)) }
    return Array("OggS".utf8) + [0, flags]
      + (0..<8).map { UInt8(truncatingIfNeeded: granule >> (8 * UInt64($0))) }
      + [stream, 0, 0, 0, number, 0, 0, 0] + zeros(4) + [UInt8(lengths.count)] + lengths + body
  }

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  private static func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
  }
}
