/// Finds the number plates of cars in free text (GA 36: the province, a letter, five or six letters
/// and digits), because a plate leads to a person as a telephone does.
enum PlateNumbers {
  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使".unicodeScalars)
  private static let endings = Set("学警港澳挂领".unicodeScalars)
  private static let separators = Set(" ·•.-－　".unicodeScalars)
  private static let lengths = 5...6

  /// How many scalars a plate takes from here; nil where there is none.
  static func length(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard provinces.contains(scalars[start]), start + 1 < scalars.count,
      letter(scalars[start + 1])
    else { return nil }
    var index = start + 2
    while index < scalars.count, separators.contains(scalars[index]) { index += 1 }
    var count = 0
    var hasDigit = false
    while index < scalars.count, count <= lengths.upperBound,
      letter(scalars[index]) || digit(scalars[index])
    {
      hasDigit = hasDigit || digit(scalars[index])
      (index, count) = (index + 1, count + 1)
    }
    if index < scalars.count, count == lengths.lowerBound - 1, endings.contains(scalars[index]) {
      (index, count) = (index + 1, count + 1)
    }
    return hasDigit && lengths.contains(count) ? index - start : nil
  }

  /// Whether any text of this kind may hold one.
  static func mayBe(in text: String) -> Bool {
    text.unicodeScalars.contains(where: provinces.contains)
  }

  private static func letter(_ scalar: Unicode.Scalar) -> Bool {
    ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
      || ("\u{FF21}"..."\u{FF3A}").contains(scalar) || ("\u{FF41}"..."\u{FF5A}").contains(scalar)
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ("\u{FF10}"..."\u{FF19}").contains(scalar)
  }
}
