extension String {
  /// What a reader sees of a typed text, trimmed: without marks that turn its order around, spaces
  /// of no width and control characters.
  ///
  /// Joiners and selectors stay: emoji, Mongolian and Arabic are written with them. A text of
  /// nothing but what cannot be seen is empty.
  public var readable: String {
    if utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return trimmed }
    var kept = UnicodeScalarView()
    var isSeen = false
    for scalar in unicodeScalars where !scalar.isHidden {
      kept.append(scalar)
      isSeen =
        isSeen
        || !(scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint)
    }
    return isSeen ? String(kept).trimmed : ""
  }
}

extension Unicode.Scalar {
  /// Never seen, and never needed to write any language (Unicode Standard 23.1 to 23.3).
  fileprivate var isHidden: Bool {
    switch value {
    case 9, 10, 13: false
    case 0...31, 127...159: true
    // Embeddings, overrides and isolates: `exe.gpj` reads as a photo behind one of them.
    case 0x202A...0x202E, 0x2066...0x2069: true
    case 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    default: false
    }
  }
}
