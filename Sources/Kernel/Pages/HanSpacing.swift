/// The blank that Chinese typography puts between a Chinese character and a letter or digit.
enum HanSpacing {
  /// Takes out each `mark`; leaves a blank where Chinese and Latin would touch across it.
  static func close(_ mark: String, in text: String) -> String {
    var result = ""
    for part in text.split(separator: mark, omittingEmptySubsequences: false) {
      if let last = result.last, let first = part.first, touches(last, first) { result += " " }
      result += part
    }
    return result
  }

  private static func touches(_ left: Character, _ right: Character) -> Bool {
    (isHan(left) && isLatin(right)) || (isLatin(left) && isHan(right))
  }

  private static func isHan(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { (0x3400...0x9fff).contains($0.value) }
  }

  private static func isLatin(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }
}
