/// What a file is by its first bytes; its name and what the sender calls it are not asked.
public enum ContentType: String, Sendable, CaseIterable {
  case jpeg = "image/jpeg"
  case png = "image/png"
  case webp = "image/webp"
  case gif = "image/gif"
  /// HEIF and AVIF, the newer phones' own format.
  case heif = "image/heif"
  case pdf = "application/pdf"
  case mp4 = "video/mp4"
  case quickTime = "video/quicktime"
  case webm = "video/webm"
  /// Sound only, as some browsers record it.
  case ogg = "audio/ogg"
  /// Also office documents and Android packages.
  case zip = "application/zip"
  case archive = "application/x-compressed"
  /// Programs and scripts of any system.
  case executable = "application/x-executable"
  case unknown = "application/octet-stream"

  /// The media type of RFC 9110, for the `Content-Type` header.
  public var mediaType: String { rawValue }

  /// What `PhotoCleaner` takes.
  public var isPhoto: Bool { self == .jpeg || self == .png || self == .webp }

  public var isVideo: Bool { self == .mp4 || self == .quickTime || self == .webm }

  /// What browsers record a voice in; the same containers also hold films.
  public var isVoice: Bool { self == .mp4 || self == .webm || self == .ogg }

  /// The media type under which a voice is played.
  public var voiceType: String? {
    isVoice ? rawValue.replacing("video/", with: "audio/") : nil
  }

  /// Looks at the first 16 bytes.
  public static func sniff(_ bytes: [UInt8]) -> ContentType {
    let head = bytes.prefix(16)
    if head.dropFirst(4).starts(with: "ftyp".utf8) { return brand(head.dropFirst(8).prefix(4)) }
    if head.starts(with: "RIFF".utf8) {
      return head.dropFirst(8).starts(with: "WEBP".utf8) ? .webp : .unknown
    }
    return signatures.first { head.starts(with: $0.bytes) }?.type ?? .unknown
  }

  private static let signatures: [(bytes: [UInt8], type: ContentType)] = [
    ([0xFF, 0xD8, 0xFF], .jpeg),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    (Array("GIF8".utf8), .gif),
    (Array("%PDF-".utf8), .pdf),
    ([0x1A, 0x45, 0xDF, 0xA3], .webm),
    (Array("OggS".utf8), .ogg),
    ([0x50, 0x4B, 0x03, 0x04], .zip),
    ([0x50, 0x4B, 0x05, 0x06], .zip),
    ([0x1F, 0x8B], .archive),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .archive),
    (Array("Rar!".utf8), .archive),
    (Array("BZh".utf8), .archive),
    ([0xFD] + Array("7zXZ".utf8), .archive),
    ([0x7F] + Array("ELF".utf8), .executable),
    (Array("MZ".utf8), .executable),
    (Array("#!".utf8), .executable),
    ([0xCF, 0xFA, 0xED, 0xFE], .executable),
    ([0xCE, 0xFA, 0xED, 0xFE], .executable),
    ([0xCA, 0xFE, 0xBA, 0xBE], .executable),
    (Array("dex\n".utf8), .executable),
  ]

  /// The kinds of file that ISO 14496-12 tells apart by their major brand.
  private static func brand(_ name: ArraySlice<UInt8>) -> ContentType {
    switch String(decoding: name, as: UTF8.self) {
    case "qt  ": .quickTime
    case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis": .heif
    default: .mp4
    }
  }
}
