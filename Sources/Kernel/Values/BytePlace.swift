import CPosix

extension [UInt8] {
  /// Where these bytes first occur, by the C library: bodies are long, and many come at once.
  func place(of wanted: [UInt8]) -> Range<Int>? {
    withUnsafeBytes { bytes in
      wanted.withUnsafeBytes { wanted in
        let lower = Int(
          posix_place(wanted.baseAddress, wanted.count, bytes.baseAddress, bytes.count))
        return lower < 0 ? nil : lower..<(lower + wanted.count)
      }
    }
  }
}
