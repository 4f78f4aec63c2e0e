/// Bytes as text that is safe in a URL, a cookie and a file name: RFC 4648 §5 without padding.
public enum Base64URL {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  public static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = alphabet
    return String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { output in
      var written = 0
      var bits: UInt32 = 0
      var held: UInt32 = 0
      for byte in bytes {
        bits = bits << 8 | UInt32(byte)
        held += 8
        while held >= 6 {
          held -= 6
          output[written] = alphabet[Int(bits >> held & 63)]
          written += 1
        }
      }
      if held > 0 {
        output[written] = alphabet[Int(bits << (6 - held) & 63)]
        written += 1
      }
      return written
    }
  }

  /// Nil for padding, foreign letters, an impossible length, or left-over bits that are not zero:
  /// each value has exactly one text.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let values = values
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var bits: UInt32 = 0
    var held: UInt32 = 0
    for letter in text.utf8 {
      let value = values[Int(letter)]
      guard value != 255 else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> held))
      }
    }
    guard held < 6, bits & (1 << held - 1) == 0 else { return nil }
    return bytes
  }
}
