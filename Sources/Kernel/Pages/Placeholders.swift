/// `{name}` in a sentence: a lower-case letter, then lower-case letters, digits and underscores.
public enum Placeholders {
  /// The sentence with every known placeholder replaced; unknown ones stay as they are.
  ///
  /// With `spaced`, a blank goes between a Chinese character and a letter or digit that meet there:
  /// 派给 11 网格, but 派给供电所.
  public static func fill(
    _ sentence: String, with values: [String: String], spaced: Bool = false
  ) -> String {
    guard spaced else { return replace(sentence) { values[$0] } }
    let gap = "\u{0}"
    return HanSpacing.close(gap, in: replace(sentence) { values[$0].map { gap + $0 + gap } })
  }

  /// Names in order of appearance.
  public static func names(in sentence: String) -> [String] {
    var names: [String] = []
    _ = replace(sentence) {
      names.append($0)
      return nil
    }
    return names
  }

  /// Replaces each placeholder by what `answer` says; nil leaves it.
  static func replace(_ sentence: String, _ answer: (String) -> String?) -> String {
    guard sentence.utf8.contains(UInt8(ascii: "{")) else { return sentence }
    var result = ""
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      let inside = rest.index(after: open)
      guard let close = rest[inside...].firstIndex(of: "}"), isName(rest[inside..<close]) else {
        result.append("{")
        rest = rest[inside...]
        continue
      }
      let name = String(rest[inside..<close])
      result += answer(name) ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }
}
