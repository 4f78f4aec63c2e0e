/// What leads to somebody.
extension DigitRun.Reading {
  /// Surely a number, however it is parted.
  func isNumber(_ window: ClosedRange<Int>) -> Bool {
    isCitizen(window) || isMobile(window) || isLandline(window) || isCard(window)
  }

  private func isMobile(_ window: ClosedRange<Int>) -> Bool {
    [48, 49, 56].contains(first(window)) && (11...15).contains(count(window))
      && isMobile(digits(window)) && isWritten(window) && !isList(window, atLeast: 5)
  }

  /// With or without the country's code, or the zero that was once dialled before it.
  func isMobile(_ digits: [UInt8]) -> Bool {
    let prefixes = ["", "0086", "86", "0"]
    return prefixes.contains {
      let rest = digits.dropFirst($0.utf8.count)
      guard digits.starts(with: Array($0.utf8)), rest.count == 11 else { return false }
      let second = rest[rest.startIndex + 1]
      return rest.first == 49 && (51...57).contains(second)
    }
  }

  /// One who writes a number in many groups parts them all alike; so does one who puts in a date.
  private func isWritten(_ window: ClosedRange<Int>) -> Bool {
    isUniform(window) || (window.count <= 4 && !window.contains(where: startsDate))
  }

  private func startsDate(_ index: Int) -> Bool {
    run.groups[index].isYear && isFree(index + 1) && run.groups[index + 1].digits.count <= 2
  }

  private func isLandline(_ window: ClosedRange<Int>) -> Bool {
    guard (10...12).contains(count(window)), first(window) == 48 else { return false }
    let digits = digits(window)
    guard digits[1] != 48, isWritten(window) else { return false }
    if window.allSatisfy({ size($0) == 1 }) { return true }
    // 010, 021 and the other big cities', then 0310 to 0998.
    let area = size(window.lowerBound)
    let isArea = area == 4 ? digits[1] > 50 : area == 3 && digits[1] <= 50
    guard window.count > 1, isArea, window.count <= 4 else { return false }
    return (7...8).contains(digits.count - area) && (50...56).contains(digits[area])
  }

  /// Province, day of birth, and 18 characters.
  private func isCitizen(_ window: ClosedRange<Int>) -> Bool {
    guard count(window) == 18 || hasCheckMark(window) else { return false }
    let digits = digits(window)
    return (11...91).contains(number(digits[..<2])) && isDay(digits[6..<14])
  }

  private func isCard(_ window: ClosedRange<Int>) -> Bool {
    guard (16...19).contains(count(window)), window.allSatisfy({ size($0) >= 3 }) else {
      return false
    }
    let sum = digits(window).reversed().enumerated().reduce(0) { sum, item in
      let value = Int(item.element - 48) * (item.offset.isMultiple(of: 2) ? 1 : 2)
      return sum + value / 10 + value % 10
    }
    return sum.isMultiple(of: 10)
  }

  /// Too long for anything else, or as long as a local number.
  func isLong(_ index: Int) -> Bool {
    let digits = run.groups[index].digits
    if digits.count >= 9 { return true }
    // Local numbers begin with 2 to 8; anything else of this length is an amount or an order.
    return digits.count >= 7 && (50...56).contains(digits[0]) && !isCounted(after: index)
  }

  /// In groups as a number is read out: 6222 0210 0111.
  func isSpaced(_ window: ClosedRange<Int>) -> Bool {
    window.count > 1 && count(window) >= 9 && window.allSatisfy { size($0) >= 3 }
      && isTight(window) && !window.allSatisfy(isYear)
      && !isList(window, atLeast: 3)
  }

  /// 6552 1234, and nothing beside it.
  func isLocal(_ window: ClosedRange<Int>) -> Bool {
    guard window.count == 2, (7...8).contains(count(window)),
      window.allSatisfy({ (3...4).contains(size($0)) }), isTight(window),
      (50...56).contains(first(window)), !isDay(digits(window)),
      !isCounted(after: window.upperBound)
    else { return false }
    return !window.allSatisfy(isYear) && !isFree(window.lowerBound - 1)
      && !isFree(window.upperBound + 1)
  }

  private func isYear(_ index: Int) -> Bool {
    size(index) == 4 && (1900..<2100).contains(values[index])
  }

  private func isCounted(after index: Int) -> Bool {
    guard let unit = run.unit(after: index) else { return false }
    return counted.contains(unit) && unit != "号"
  }
}
