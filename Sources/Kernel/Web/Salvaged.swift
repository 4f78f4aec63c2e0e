/// Text that came in another encoding than ours, as well as it can be read.
///
/// For showing it to who wrote it, never for keeping: what is kept is not guessed.
enum Salvaged {
  /// UTF-8 where it is that, else GB 18030, which old Chinese devices send, else with marks (U+FFFD)
  /// for what cannot be read.
  static func text(_ bytes: [UInt8]) -> String {
    let seen = bytes.filter { $0 != 0 }
    return String(validating: seen, as: UTF8.self) ?? GB18030.text(of: seen)
      ?? String(decoding: seen, as: UTF8.self)
  }
}
