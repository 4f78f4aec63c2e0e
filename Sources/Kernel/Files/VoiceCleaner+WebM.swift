/// RFC 8794 and 9559: elements that are not known become `Void` of the same length.
struct WebMVoice {
  private var file: VoiceBytes
  private var tracks = 0
  private var scale: UInt64 = 1_000_000
  private var said: Double = 0
  private var cluster: UInt64 = 0
  private var heard: UInt64 = 0

  private struct Element {
    let id: UInt64
    let start: Int
    let body: Range<Int>
    /// Its length was left open, as live recorders do.
    let isOpen: Bool
  }

  private enum ID {
    static let header: UInt64 = 0x1A45_DFA3
    static let segment: UInt64 = 0x1853_8067
    static let info: UInt64 = 0x1549_A966
    static let tracks: UInt64 = 0x1654_AE6B
    static let track: UInt64 = 0xAE
    static let cluster: UInt64 = 0x1F43_B675
    static let group: UInt64 = 0xA0
    static let void: UInt8 = 0xEC
  }

  /// By the element they may stand in.
  private static let known: [UInt64: Set<UInt64>] = [
    0: [ID.header, ID.segment],
    ID.header: [0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285],
    ID.segment: [ID.info, ID.tracks, ID.cluster, 0x114D_9B74, 0x1C53_BB6B],
    ID.info: [0x2A_D7B1, 0x4489, 0x4D80, 0x5741], ID.tracks: [ID.track],
    ID.track: [
      0xD7, 0x73C5, 0x83, 0x86, 0x63A2, 0x56AA, 0x56BB, 0x23_E383, 0xE1, 0xB9, 0x88, 0x55AA, 0x9C,
      0x6DE7, 0x6DF8, 0x55EE, 0xAA, 0xE0,
    ],
    ID.cluster: [0xE7, 0xA3, ID.group, 0xA7, 0xAB], ID.group: [0xA1, 0x9B, 0xFB, 0x75A2],
  ]

  static func clean(
    _ bytes: [UInt8]
  ) throws(VoiceCleaner.Fault) -> ([UInt8], Double?) {
    var voice = WebMVoice(file: VoiceBytes(bytes: bytes))
    try voice.walk(0..<bytes.count, in: 0)
    guard voice.tracks > 0 else { throw .notAVoice }
    let units = max(voice.said, Double(voice.heard))
    return (voice.file.bytes, units * Double(voice.scale) / 1e9)
  }

  private init(file: VoiceBytes) { self.file = file }

  /// Walks what stands in `parent`; returns where it ended, which an open cluster alone decides.
  @discardableResult
  private mutating func walk(
    _ range: Range<Int>, in parent: UInt64, isOpen: Bool = false
  ) throws(VoiceCleaner.Fault) -> Int {
    var at = range.lowerBound
    while at < range.upperBound {
      let element = try element(at, to: range.upperBound)
      let isKnown = Self.known[parent]?.contains(element.id) == true
      // What belongs to the segment ends a cluster whose length was left open.
      if isOpen, parent == ID.cluster, !isKnown, element.id > 0xFF_FFFF { return at }
      if !isKnown {
        guard !element.isOpen else { throw .notAVoice }
        try empty(element.start..<element.body.upperBound)
        at = element.body.upperBound
      } else if Self.known[element.id] != nil {
        guard !element.isOpen || element.id == ID.segment || element.id == ID.cluster else {
          throw .notAVoice
        }
        at = try walk(element.body, in: element.id, isOpen: element.isOpen)
        if element.id == ID.track { tracks += 1 }
      } else {
        guard !element.isOpen else { throw .notAVoice }
        try take(element, in: parent)
        at = element.body.upperBound
      }
    }
    return at
  }

  private mutating func take(
    _ element: Element, in parent: UInt64
  ) throws(VoiceCleaner.Fault) {
    let (start, count) = (element.body.lowerBound, element.body.count)
    switch (parent, element.id) {
    // The names of the programs have to be there; what they say does not.
    case (ID.info, 0x4D80), (ID.info, 0x5741): file.fill(element.body, with: 0x20)
    case (ID.info, 0x2A_D7B1): scale = file.big(start, count) ?? 0
    case (ID.info, 0x4489):
      guard let bits = file.big(start, count), count == 4 || count == 8 else { throw .notAVoice }
      let value =
        count == 4 ? Double(Float(bitPattern: UInt32(bits))) : Double(bitPattern: bits)
      guard value.isFinite, value >= 0 else { throw .notAVoice }
      said = value
    case (ID.track, 0x83): guard file.big(start, count) == 2 else { throw .isFilm }
    case (ID.track, 0xE0): throw .isFilm
    case (ID.track, 0x86):
      guard file.text(start, min(count, 2)) == "A_" else { throw .notAVoice }
    case (ID.track, 0xE1), (ID.track, 0x63A2): guard count <= 4096 else { throw .notAVoice }
    case (ID.cluster, 0xE7): cluster = file.big(start, count) ?? 0
    case (ID.cluster, 0xA3), (ID.group, 0xA1):
      guard count > 4, let offset = file.big(start + 1, 2) else { throw .notAVoice }
      // One byte of track number, then the time after the cluster's.
      if offset < 0x8000 {
        heard = max(heard, cluster.addingReportingOverflow(offset).partialValue)
      }
    default: break
    }
  }

  private func element(_ at: Int, to end: Int) throws(VoiceCleaner.Fault) -> Element {
    guard let first = file.big(at, 1), first >= 0x10 else { throw .notAVoice }
    let width = UInt8(first).leadingZeroBitCount + 1
    guard let id = file.big(at, width), let mark = file.big(at + width, 1), mark > 0 else {
      throw .notAVoice
    }
    let sizeWidth = UInt8(mark).leadingZeroBitCount + 1
    guard let raw = file.big(at + width, sizeWidth) else { throw .notAVoice }
    let all: UInt64 = (1 << (7 * UInt64(sizeWidth))) - 1
    let start = at + width + sizeWidth
    guard start <= end else { throw .notAVoice }
    if raw & all == all { return Element(id: id, start: at, body: start..<end, isOpen: true) }
    guard raw & all <= UInt64(end - start) else { throw .notAVoice }
    return Element(id: id, start: at, body: start..<(start + Int(raw & all)), isOpen: false)
  }

  private mutating func empty(_ range: Range<Int>) throws(VoiceCleaner.Fault) {
    for width in 1...8 {
      let length = range.count - 1 - width
      guard length >= 0 else { break }
      let most: UInt64 = (1 << (7 * UInt64(width))) - 1
      guard UInt64(length) < most else { continue }
      file.fill(range)
      file.bytes[range.lowerBound] = ID.void
      let size = UInt64(length) | (most + 1)
      for index in 0..<width {
        file.bytes[range.lowerBound + 1 + index] = UInt8(
          truncatingIfNeeded: size >> UInt64(8 * (width - 1 - index)))
      }
      return
    }
    throw .notAVoice
  }
}
