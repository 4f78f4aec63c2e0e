import CPosix

/// Text as it is compared: lower case, full-width letters and digits as their plain forms.
public struct FoldedText: Sendable, Hashable {
  public let text: String

  public init(_ text: String) {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: result.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      // ASCII, and the ideographs and kana, which have no case: nearly everything there is.
      case 0...0x7F, 0x2E80...0xA63F, 0xAC00...0xD7A3: result.append(scalar)
      case 0xFF01...0xFF5E:
        let plain = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        result.append(contentsOf: plain.properties.lowercaseMapping.unicodeScalars)
      default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    self.text = String(result)
  }

  /// Whether a word occurs that is folded already, byte by byte.
  public func contains(_ word: String) -> Bool {
    var (text, word) = (text, word)
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let needle = word.baseAddress, let hay = text.baseAddress else { return word.isEmpty }
        return posix_occurs(needle, word.count, hay, text.count) != 0
      }
    }
  }
}
