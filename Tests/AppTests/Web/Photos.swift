import Foundation
import KernelTesting

/// Pictures and what pretends to be one.
enum Photos {
  /// 48 × 24, without metadata.
  static let jpeg: [UInt8] = decoded(
    """
    /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywt
    QFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09P
    T09PT09PT09PT09PT09PT09PT0//wAARCAAYADADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcI
    CQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRol
    JicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ip
    qrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAA
    AAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLR
    ChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaX
    mJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEA
    PwDGooorgPrgqlV2qVe7kv2/l+p4Gd/8u/n+gUUUV7p4Jdooor4U+9CqVFFe7kv2/l+p4Gd/8u/n+gUUUV7p4J//2Q==
    """)

  /// Cut off in the middle of the picture.
  static let truncated = Array(jpeg.prefix(jpeg.count / 2))

  /// A program that calls itself a photo.
  static let program: [UInt8] = [0x7F] + Array("ELF".utf8) + [UInt8](repeating: 1, count: 4000)

  static let svg = Array(
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".utf8)

  static let html = Array("<!doctype html><script>alert(1)</script>".utf8)

  /// A photo that is also a page: browsers that guess would run what stands behind it.
  static let polyglot = jpeg + html

  /// The head of a photo in front of a page.
  static let disguised: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + html

  /// 84 bytes that say they are 30,000 × 30,000 pixels.
  static let bomb = decoded(
    """
    iVBORw0KGgoAAAANSUhEUgAAdTAAAHUwAQAAAABOXMUXAAAAG0lEQVR42u3BMQEAAADCoPVPbQ0PoAAAAODGAA6nAAFO
    cMb2AAAAAElFTkSuQmCC
    """)

  /// A photo with so much behind it that it has this many bytes; decoders stop at its end.
  static func padded(to size: Int) -> [UInt8] {
    jpeg + [UInt8](repeating: 0, count: max(0, size - jpeg.count))
  }

  /// Different photos, so that none is kept twice: each brighter than the one before.
  static func numbered(_ number: Int) -> [UInt8] {
    var bytes = jpeg
    // The first step of the first quantisation table (ITU-T T.81 B.2.4.1).
    if let table = bytes.firstRange(of: [0xFF, 0xDB]) {
      bytes[table.upperBound + 3] = UInt8(number)
    }
    return bytes
  }

  private static func decoded(_ text: String) -> [UInt8] {
    Array(Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
  }
}
