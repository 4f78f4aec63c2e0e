/// Digits that may be read as one number or as several: what stands between them parts no words.
struct DigitRun {
  /// Digits that stand together, of one script.
  struct Group {
    /// As ASCII.
    var digits: [UInt8]
    var range: Range<Int>
    /// What joins it to the group before; nil for the first.
    var joint: [Unicode.Scalar]?
    /// The X of a citizen number stands right behind it.
    var hasCheckMark = false

    var value: Int { TypedText.number(digits[...]) ?? .max }
    var isYear: Bool { digits.count == 4 && (1900..<2100).contains(value) }
  }

  private(set) var groups: [Group] = []
  /// Behind the last digit.
  private(set) var end: Int
  let text: [Unicode.Scalar]

  /// Nil where no digit stands.
  init?(_ text: [Unicode.Scalar], from start: Int) {
    self.text = text
    end = start
    var index = start
    var joint: [Unicode.Scalar] = []
    while index < text.count, joint.count <= Self.widestJoint {
      if let digit = Self.digit(text[index]) {
        add(digit, at: index, after: joint)
        joint = []
        end = index + 1
      } else if !groups.isEmpty, Self.isJoiner(text[index]) {
        joint.append(text[index])
      } else {
        break
      }
      index += 1
    }
    guard !groups.isEmpty else { return nil }
    for index in groups.indices {
      let next = groups[index].range.upperBound
      groups[index].hasCheckMark = next < text.count && Self.checkMarks.contains(text[next])
    }
  }

  private mutating func add(_ digit: UInt8, at index: Int, after joint: [Unicode.Scalar]) {
    // 周三139… is a day and a number: where the script changes a group may end.
    if let last = groups.indices.last, joint.isEmpty,
      Self.isHan(text[index]) == Self.isHan(text[index - 1])
    {
      groups[last].digits.append(digit)
      groups[last].range = groups[last].range.lowerBound..<(index + 1)
    } else {
      groups.append(
        Group(
          digits: [digit], range: index..<(index + 1), joint: groups.isEmpty ? nil : joint))
    }
  }

  /// Whether the group and the one before it say an hour: 8:30.
  func isTime(at index: Int) -> Bool {
    guard let joint = groups[index].joint, joint.contains(where: Self.colons.contains) else {
      return false
    }
    return groups[index].digits.count <= 2 && groups[index - 1].digits.count <= 2
  }

  /// The scalar behind a group, past spaces.
  func unit(after index: Int) -> Unicode.Scalar? {
    text[groups[index].range.upperBound...].first { $0 != " " && $0 != "\u{3000}" }
  }

  static let widestJoint = 4

  private static let colons = Set(":：".unicodeScalars)

  private static let checkMarks = Set("XxＸｘ×".unicodeScalars)
}

extension DigitRun {
  /// What a list of numbers is parted by; only the shape tells whether it is one number.
  static let listSigns = Set("、,，;；/／|:：。\n\r".unicodeScalars)

  static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "．", "·", "・", "•", "‧", "_", "＿", "—", "–", "‐", "‑", "‒", "―", "−", "-", "－", "~",
      "～", "(", ")", "（", "）", "+", "＋", "\t", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}",
      "\u{FEFF}", "\u{FE0F}", "\u{20E3}":
      true
    default:
      listSigns.contains(scalar) || scalar.properties.generalCategory == .spaceSeparator
    }
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool { han[scalar] != nil }

  static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) ? UInt8(scalar.value) : nil
    }
    if let digit = han[scalar] { return digit }
    switch scalar.properties.numericType {
    // Full-width, ①, ¹ and the digits of other scripts.
    case .decimal, .digit: return scalar.properties.numericValue.map { 0x30 + UInt8($0) }
    default: return nil
    }
  }

  private static let han: [Unicode.Scalar: UInt8] = {
    let rows = ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "○幺"]
    var result: [Unicode.Scalar: UInt8] = [:]
    for row in rows {
      for (value, scalar) in row.unicodeScalars.enumerated() {
        result[scalar] = 0x30 + UInt8(value)
      }
    }
    return result
  }()
}
