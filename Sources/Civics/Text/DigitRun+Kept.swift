/// What leads to nobody, and has to stay readable.
extension DigitRun.Reading {
  /// `3,500,000 元`, `1234567.50元`, `￥3500000`.
  mutating func keepAmounts() {
    var index = 0
    while index < run.groups.count {
      var end = index
      while isThousand(end + 1, from: index) { end += 1 }
      if isJoined(end + 1, by: ".．") { end += 1 }
      let start = run.groups[index].range.lowerBound
      let hasSign = start > 0 && Self.signs.contains(run.text[start - 1])
      let isMoney = hasSign || run.unit(after: end).map(Self.money.contains) == true
      if isMoney, end > index || !isMobile(run.groups[index].digits) { keep(index...end) }
      index = end + 1
    }
  }

  private func isThousand(_ index: Int, from start: Int) -> Bool {
    isJoined(index, by: ",，") && run.groups[index].digits.count == 3
      && run.groups[start].digits.count <= 3
  }

  private func isJoined(_ index: Int, by signs: String) -> Bool {
    guard isFree(index), let joint = run.groups[index].joint, joint.count == 1 else { return false }
    return signs.unicodeScalars.contains(joint[0])
  }

  /// Case numbers, and lines of companies: 400-810-1234.
  mutating func keepNames() {
    for index in run.groups.indices {
      if isCaseNumber(index) { keep(index...index) }
      for end in index..<min(index + 4, run.groups.count)
      where count(index...end) == 10 && isTight(index...end)
        && isCompanyLine(digits(index...end))
      {
        keep(index...end)
      }
    }
  }

  /// Region and day before its letter, six digits behind it.
  private func isCaseNumber(_ index: Int) -> Bool {
    let group = run.groups[index]
    let (start, end) = (group.range.lowerBound, group.range.upperBound)
    switch group.digits.count {
    case 14: return end < run.text.count && isLetter(run.text[end])
    case 6:
      return start > 1 && isLetter(run.text[start - 1])
        && DigitRun.digit(run.text[start - 2]) != nil
    default: return false
    }
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool { (65...90).contains(scalar.value) }

  /// Ten digits that begin with 400 or 800.
  private func isCompanyLine(_ digits: [UInt8]) -> Bool {
    [52, 56].contains(digits[0]) && digits[1] == 48 && digits[2] == 48
  }

  /// `2026-11-24`, `2026.11`, `20261124`, `20261124103000`.
  mutating func keepDates() {
    for index in run.groups.indices where isFree(index) {
      let group = run.groups[index]
      if isDay(group.digits) || isMoment(group.digits) { keep(index...index) }
      guard group.isYear, isFree(index + 1), isPart(index + 1, of: 1...12) else { continue }
      keep(index...(index + 1))
      guard isFree(index + 2), isPart(index + 2, of: 1...31),
        run.groups[index + 2].joint == run.groups[index + 1].joint
      else { continue }
      keep((index + 2)...(index + 2))
    }
  }

  private func isPart(_ index: Int, of range: ClosedRange<Int>) -> Bool {
    run.groups[index].digits.count <= 2 && range.contains(values[index])
  }

  func isDay(_ digits: some RandomAccessCollection<UInt8>) -> Bool {
    let digits = Array(digits)
    guard digits.count == 8 else { return false }
    return (1900..<2100).contains(number(digits[..<4])) && (1...12).contains(number(digits[4..<6]))
      && (1...31).contains(number(digits[6...]))
  }

  private func isMoment(_ digits: [UInt8]) -> Bool {
    guard digits.count == 12 || digits.count == 14, isDay(digits[..<8]) else { return false }
    return number(digits[8..<10]) < 24 && number(digits[10..<12]) < 60
      && (digits.count == 12 || number(digits[12...]) < 60)
  }

  func number(_ digits: some Collection<UInt8>) -> Int { TypedText.number(digits) ?? 0 }

  private static let signs = Set("¥￥$＄".unicodeScalars)
  private static let money = Set("元圆块万亿".unicodeScalars)
}
