import CPosix

/// Text as Chinese office programs write it beside Unicode (GB 18030-2005, as glibc knows it).
public enum GB18030 {
  /// Nil where the bytes are no text in this encoding.
  public static func text(of bytes: [UInt8]) -> String? {
    // Two bytes may become three, single ones stay single.
    converted(bytes, to: "UTF-8", from: "GB18030", room: bytes.count * 3 / 2 + 16)
      .flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Nil where a character has no place in it; Unicode's assigned ones all have.
  public static func bytes(of text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    return converted(bytes, to: "GB18030", from: "UTF-8", room: bytes.count * 2 + 16)
  }

  private static func converted(
    _ bytes: [UInt8], to: String, from: String, room: Int
  ) -> [UInt8]? {
    var count: Int64 = -1
    let output = [UInt8](unsafeUninitializedCapacity: room) { output, filled in
      count = bytes.withUnsafeBufferPointer { input in
        posix_convert(to, from, input.baseAddress, input.count, output.baseAddress, output.count)
      }
      filled = Int(max(count, 0))
    }
    return count < 0 ? nil : output
  }
}
