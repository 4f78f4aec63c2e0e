/// Blots out in free text the numbers that lead to a person, before the text is handed on.
///
/// Telephones, citizen numbers, cards, accounts and number plates, in digits of any script and in 汉字, and with
/// the spaces, dashes, dots, slashes and commas that people put between them. House numbers, dates,
/// times, amounts, case numbers and company lines stay; in doubt a number goes. Names cannot be
/// found this way: who hands texts on has to read them.
public enum HiddenNumbers {
  /// What stands where a number was.
  public static let mark = "［号码］"

  public static func hidden(in text: String) -> String {
    // Most texts hold no number of that length.
    let hasPlates = PlateNumbers.mayBe(in: text)
    guard hasPlates || text.unicodeScalars.count(where: isDigit) >= 7 else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if hasPlates, let length = PlateNumbers.length(in: scalars, from: index) {
        result.append(contentsOf: mark.unicodeScalars)
        index += length
        continue
      }
      guard let run = DigitRun(scalars, from: index) else {
        result.append(scalars[index])
        index += 1
        continue
      }
      for hidden in run.hidden {
        result.append(contentsOf: scalars[index..<hidden.lowerBound])
        result.append(contentsOf: mark.unicodeScalars)
        index = hidden.upperBound
      }
      // The X of a citizen number stands behind the digits.
      let end = max(index, run.end)
      result.append(contentsOf: scalars[index..<end])
      index = end
    }
    return String(result)
  }

  /// What a number is written with, 汉字 included.
  public static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    DigitRun.digit(scalar) != nil
  }

  /// What a number may be cut in: the end of a text that was cut there is not known to be whole.
  public static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || DigitRun.isJoiner(scalar)
  }
}
