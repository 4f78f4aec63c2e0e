/// Takes everything but the sound out of a recording, in the containers that browsers record in.
///
/// A strict reader: what it does not know by name is emptied where it stands or refused, so that
/// places, names and times do not get through in a corner nobody thought of (docs/adr/0022).
public struct VoiceCleaner: Sendable {
  /// The longest that is taken, where the container says how long it is.
  public var mostSeconds: Double

  /// By default a minute, and what a browser takes to stop.
  public init(mostSeconds: Double = 65) { self.mostSeconds = mostSeconds }

  public enum Fault: Error, Hashable, Sendable {
    /// Something else, broken, or with a picture in it.
    case notAVoice
    case isFilm
    case tooLong(seconds: Int)
  }

  /// The same sound without its metadata.
  public func clean(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
    let (clean, seconds) =
      switch ContentType.sniff(bytes) {
      case .mp4: try MP4Voice.clean(bytes)
      case .webm: try WebMVoice.clean(bytes)
      case .ogg: try OggVoice.clean(bytes)
      default: throw .notAVoice
      }
    if let seconds, seconds > mostSeconds {
      throw .tooLong(seconds: Int(min(seconds, 1e9).rounded(.up)))
    }
    return clean
  }
}

/// Numbers out of untrusted bytes; nil is past the end.
struct VoiceBytes {
  var bytes: [UInt8]

  func big(_ at: Int, _ count: Int) -> UInt64? {
    guard at >= 0, count <= 8, at <= bytes.count - count else { return nil }
    return bytes[at..<(at + count)].reduce(0) { $0 << 8 | UInt64($1) }
  }

  func little(_ at: Int, _ count: Int) -> UInt64? {
    guard at >= 0, count <= 8, at <= bytes.count - count else { return nil }
    return bytes[at..<(at + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func text(_ at: Int, _ count: Int) -> String? {
    guard at >= 0, at <= bytes.count - count else { return nil }
    return String(decoding: bytes[at..<(at + count)], as: UTF8.self)
  }

  mutating func fill(_ range: Range<Int>, with byte: UInt8 = 0) {
    for index in range { bytes[index] = byte }
  }
}
