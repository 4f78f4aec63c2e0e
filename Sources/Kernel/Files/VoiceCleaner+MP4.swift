/// ISO 14496-12: boxes that are not known are renamed `free` and emptied, so that no offset moves.
struct MP4Voice {
  private var file: VoiceBytes
  private var tracks = 0
  private var scale: UInt64 = 0
  private var duration: UInt64 = 0

  static func clean(
    _ bytes: [UInt8]
  ) throws(VoiceCleaner.Fault) -> ([UInt8], Double?) {
    var voice = MP4Voice(file: VoiceBytes(bytes: bytes))
    try voice.walk(0..<bytes.count, in: "")
    guard voice.tracks > 0 else { throw .notAVoice }
    guard voice.scale > 0, voice.duration > 0 else { return (voice.file.bytes, nil) }
    return (voice.file.bytes, Double(voice.duration) / Double(voice.scale))
  }

  private init(file: VoiceBytes) { self.file = file }

  private static let containers: Set<String> = [
    "moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf",
  ]

  /// By the box they may stand in.
  private static let known: [String: Set<String>] = [
    "": ["ftyp", "styp", "moov", "moof", "mdat", "sidx", "free"],
    "moov": ["mvhd", "trak", "mvex"], "trak": ["tkhd", "edts", "mdia"], "edts": ["elst"],
    "mdia": ["mdhd", "hdlr", "minf"], "minf": ["smhd", "nmhd", "dinf", "stbl"], "dinf": ["dref"],
    "stbl": [
      "stsd", "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss", "sgpd", "sbgp",
    ],
    "mvex": ["mehd", "trex"], "moof": ["mfhd", "traf"],
    "traf": ["tfhd", "tfdt", "trun", "sgpd", "sbgp"],
    "format": ["esds", "dOps", "dfLa", "alac", "damr", "btrt"],
  ]

  private mutating func walk(
    _ range: Range<Int>, in parent: String
  ) throws(VoiceCleaner.Fault) {
    var at = range.lowerBound
    while at < range.upperBound {
      guard let short = file.big(at, 4), let name = file.text(at + 4, 4) else { throw .notAVoice }
      var head = 8
      var size = short
      if short == 1 {
        guard let long = file.big(at + 8, 8) else { throw .notAVoice }
        (head, size) = (16, long)
      } else if short == 0, parent.isEmpty {
        size = UInt64(range.upperBound - at)
      }
      guard size >= UInt64(head), size <= UInt64(range.upperBound - at) else { throw .notAVoice }
      let box = (at + head)..<(at + Int(size))
      if name == "free" || Self.known[parent]?.contains(name) != true {
        file.bytes.replaceSubrange((at + 4)..<(at + 8), with: "free".utf8)
        file.fill(box)
      } else if Self.containers.contains(name) {
        try walk(box, in: name)
      } else {
        try take(name, box)
      }
      at = box.upperBound
    }
  }

  private mutating func take(_ name: String, _ box: Range<Int>) throws(VoiceCleaner.Fault) {
    switch name {
    case "mvhd", "mdhd", "tkhd": try takeTimes(name, box)
    case "mehd":
      let width = box.count > 8 ? 8 : 4
      duration = max(duration, file.big(box.upperBound - width, width) ?? 0)
    case "hdlr":
      guard box.count >= 24, let kind = file.text(box.lowerBound + 8, 4) else { throw .notAVoice }
      guard kind == "soun" else { throw .isFilm }
      tracks += 1
      // Its name is anybody's text, and ends with a zero.
      file.fill((box.lowerBound + 24)..<box.upperBound)
    case "stsd": try takeFormats(box)
    default: break
    }
  }

  /// When it was made and changed goes; how long it is stays.
  private mutating func takeTimes(
    _ name: String, _ box: Range<Int>
  ) throws(VoiceCleaner.Fault) {
    guard let version = file.big(box.lowerBound, 1), version <= 1 else { throw .notAVoice }
    let width = version == 1 ? 8 : 4
    let start = box.lowerBound + 4
    guard box.count >= 4 + 3 * width + 8 else { throw .notAVoice }
    file.fill(start..<(start + 2 * width))
    guard name == "mvhd", let scale = file.big(start + 2 * width, 4),
      let length = file.big(start + 2 * width + 4, width)
    else { return }
    self.scale = scale
    if length != (version == 1 ? UInt64.max : 0xFFFF_FFFF) { duration = max(duration, length) }
  }

  /// What the sound is coded in: of sound only, and nothing behind its own box.
  private mutating func takeFormats(_ box: Range<Int>) throws(VoiceCleaner.Fault) {
    guard let count = file.big(box.lowerBound + 4, 4), count == 1,
      let size = file.big(box.lowerBound + 8, 4), let name = file.text(box.lowerBound + 12, 4),
      size >= 36, size == UInt64(box.count - 8)
    else { throw .notAVoice }
    guard ["mp4a", "Opus", "alac", "fLaC", "samr", "sawb"].contains(name),
      file.big(box.lowerBound + 24, 2) == 0
    else { throw .notAVoice }
    try walk((box.lowerBound + 44)..<box.upperBound, in: "format")
  }
}
