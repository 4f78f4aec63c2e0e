import CPosix

/// Text as it is compared: lower case, full-width letters and digits as their plain forms.
public struct FoldedText: Sendable, Hashable {
  public let text: String

  public init(_ text: String) {
    var text = text
    self.text = text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count * 3) { Self.fold(bytes, into: $0) }
    }
  }

  /// Whether a word occurs that is folded already, byte by byte.
  public func contains(_ word: String) -> Bool {
    var (text, word) = (text, word)
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let needle = word.baseAddress, let hay = text.baseAddress else { return word.isEmpty }
        return posix_place(needle, word.count, hay, text.count) >= 0
      }
    }
  }

  /// Answers how many bytes it wrote; no character's lower case is more than three times as long.
  private static func fold(
    _ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var (read, written) = (0, 0)
    func put(_ byte: UInt8) {
      output[written] = byte
      written += 1
    }
    while read < bytes.count {
      switch bytes[read] {
      case 0x41...0x5A:
        put(bytes[read] + 32)
        read += 1
      case 0...0x7F:
        put(bytes[read])
        read += 1
      // U+3000 to U+9FFF, ideographs and kana, have no case: nearly everything there is.
      case 0xE3...0xE9:
        for byte in bytes[read..<read + 3] { put(byte) }
        read += 3
      default:
        let length = bytes[read] < 0xE0 ? 2 : bytes[read] < 0xF0 ? 3 : 4
        let one = String(decoding: bytes[read..<read + length], as: UTF8.self)
        for byte in plain(one).utf8 { put(byte) }
        read += length
      }
    }
    return written
  }

  private static func plain(_ one: String) -> String {
    guard let scalar = one.unicodeScalars.first else { return "" }
    let isWide = (0xFF01...0xFF5E).contains(scalar.value)
    let plain = isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    return plain.properties.lowercaseMapping
  }
}
