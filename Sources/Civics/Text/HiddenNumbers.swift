/// Blots out in free text the numbers that lead to a person, before the text is handed on.
///
/// Telephones with their spaces, dashes and full-width digits, citizen numbers, cards, accounts.
/// House numbers, dates, amounts, case numbers and company lines stay; in doubt a number goes.
/// Names cannot be found this way: who hands texts on has to read them.
public enum HiddenNumbers {
  /// What stands where a number was.
  public static let mark = "［号码］"

  public static func hidden(in text: String) -> String {
    // Most texts hold no number of that length.
    guard text.unicodeScalars.count(where: DigitRun.isDigit) >= 7 else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      guard let run = DigitRun(scalars, from: index) else {
        result.append(scalars[index])
        index += 1
        continue
      }
      if run.isPersonal {
        result.append(contentsOf: mark.unicodeScalars)
      } else {
        result.append(contentsOf: run.scalars)
      }
      index = run.end
    }
    return String(result)
  }
}

/// Digits that one reads as one number: a single space or dash within does not part them.
private struct DigitRun {
  /// As ASCII, without what joins them.
  private var groups: [[UInt8]] = [[]]
  private(set) var end: Int
  let scalars: ArraySlice<Unicode.Scalar>
  /// What follows, at once and after a space.
  private let next: Unicode.Scalar?
  private let unit: Unicode.Scalar?

  /// Nil where no digit stands.
  init?(_ all: [Unicode.Scalar], from start: Int) {
    var index = start
    end = start
    while index < all.count {
      if let digit = Self.digit(all[index]) {
        groups[groups.count - 1].append(digit)
        end = index + 1
      } else if Self.joiners.contains(all[index]), groups.last?.isEmpty == false {
        groups.append([])
      } else {
        break
      }
      index += 1
    }
    guard end > start else { return nil }
    if groups.last?.isEmpty == true { groups.removeLast() }
    // The check character of a citizen number.
    if groups.joined().count == 17, end < all.count, "XxＸｘ".unicodeScalars.contains(all[end]) {
      end += 1
    }
    scalars = all[start..<end]
    next = end < all.count ? all[end] : nil
    unit = all[end...].first { $0 != " " }
  }

  var isPersonal: Bool {
    var groups = groups
    if groups.count > 1, groups[0] == Array("86".utf8) || groups[0] == Array("0086".utf8) {
      groups.removeFirst()
    }
    let digits = Array(groups.joined())
    if digits.count < 7 || isDate(digits) || isCaseNumber(digits) || isCompanyLine(digits) {
      return false
    }
    // Lists such as 3 5 7 9 11: nobody writes a number in groups as short as that.
    guard groups.count == 1 || groups.allSatisfy({ $0.count >= 3 }) else { return false }
    guard digits.count < 9 else { return true }
    // Local numbers begin with 2 to 8; anything else of this length is an amount or an order.
    return groups.count == 1 && (50...56).contains(digits[0]) && unit != "元"
  }

  /// `2026-11-24`, `20261124`, with or without a time after it.
  private func isDate(_ digits: [UInt8]) -> Bool {
    guard digits.starts(with: Array("19".utf8)) || digits.starts(with: Array("20".utf8)) else {
      return false
    }
    if groups.count > 1 { return groups[0].count == 4 && groups[1].count <= 2 }
    return digits.count == 8 && (1...12).contains(TypedText.number(digits[4..<6]) ?? 0)
      && (1...31).contains(TypedText.number(digits[6..<8]) ?? 0)
  }

  /// Region and day of a case number, before its letter.
  private func isCaseNumber(_ digits: [UInt8]) -> Bool {
    guard groups.count == 1, digits.count == 14, let next else { return false }
    return (65...90).contains(next.value)
  }

  private func isCompanyLine(_ digits: [UInt8]) -> Bool {
    digits.count == 10
      && (digits.starts(with: Array("400".utf8)) || digits.starts(with: Array("800".utf8)))
  }

  private static let joiners: Set<Unicode.Scalar> = [" ", "-", "－", "—", "\u{A0}"]

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { digit(scalar) != nil }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x30...0x39: UInt8(scalar.value)
    case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
    default: nil
    }
  }
}
