/// What a hot spot is called by where its messages name no place: the characters most subjects have
/// in common, such as 江山帝景, where three people wrote.
struct HotSpotLabels {
  let subjects: [PlainText]
  let texts: [PlainText]
  let codes: AreaCodes
  private let dull: [[UInt16]]
  private let borders: Set<[UInt16]>
  private static let lengths = 3...6
  /// As long as one may become to its left.
  private static let longest = 8

  init(
    subjects: [PlainText], texts: [PlainText], codes: AreaCodes, words: HotSpotRules.Words
  ) {
    (self.subjects, self.texts, self.codes) = (subjects, texts, codes)
    // 配套幼儿园 names no place, but it says what the matter is; 以南 and 不合理 say nothing.
    let ends = words.places + words.ways + words.areas
    dull = words.dull.filter { word in !ends.contains { word.hasSuffix($0) } }.map(\.units)
    borders = Set(words.borders.map(\.units))
  }

  /// Nil where subjects have too little in common.
  func label(_ members: [Int]) -> String? {
    let all = Set(members.map { parted(subjects[$0]) })
    guard all.count >= 3 else { return nil }
    var count: [[UInt16]: Int] = [:]
    for subject in all {
      var own: Set<[UInt16]> = []
      for start in subject.indices {
        // The rest of 增设 is no beginning.
        if start > 0, borders.contains(Array(subject[start - 1...start])) { continue }
        for length in Self.lengths where start + length <= subject.count {
          let part = subject[start..<start + length]
          guard part.allSatisfy({ $0 >= 0x100 }) else { break }
          own.insert(Array(part))
        }
      }
      for part in own { count[part, default: 0] += 1 }
    }
    let common = count.filter { part, count in
      count * 5 >= all.count * 3 && !borders.contains([part[0]])
        && !borders.contains(Array(part[..<2]))
        && !borders.contains([part[part.count - 1]])
    }
    let best = common.max { a, b in
      let (first, second) = (a.value * (a.key.count - 1), b.value * (b.key.count - 1))
      return first == second ? b.key.lexicographicallyPrecedes(a.key) : first < second
    }
    return best.map { String(decoding: whole($0.key, in: members), as: UTF16.self) }
  }

  /// A subject with stops for districts, whose last character is no part of a name, and for words
  /// that are none: 红绿灯设置不合理 is about 红绿灯.
  private func parted(_ subject: PlainText) -> [UInt16] {
    var units = subject.folded
    for range in codes.all(in: subject) {
      for place in range { units[place] = PlainText.stop }
    }
    for word in dull {
      var start = 0
      while let place = units[start...].place(of: word) {
        for place in place..<place + word.count { units[place] = PlainText.stop }
        start = place + word.count
      }
    }
    return units
  }

  /// The label from where its word begins: 包支付 that never stands but after 和 is 和包支付.
  private func whole(_ label: [UInt16], in members: [Int]) -> [UInt16] {
    let all = Set(members.flatMap { [parted(subjects[$0]), parted(texts[$0])] })
    var label = label
    while label.count < Self.longest {
      var before: [UInt16: Int] = [:]
      for text in all {
        var start = 0
        while let place = text[start...].place(of: label) {
          before[place == 0 ? PlainText.stop : text[place - 1], default: 0] += 1
          start = place + label.count
        }
      }
      // 在江山帝景 may stand twice by chance.
      guard before.count == 1, let (unit, count) = before.first, unit >= 0x100,
        count >= (borders.contains([unit]) ? 3 : 2), !borders.contains([unit, label[0]])
      else { break }
      label.insert(unit, at: 0)
    }
    return label
  }
}

extension ArraySlice<UInt16> {
  /// Where the first of them is.
  fileprivate func place(of units: [UInt16]) -> Int? {
    guard let first = units.first, units.count <= count else { return nil }
    return (startIndex...endIndex - units.count).first {
      self[$0] == first && self[$0..<$0 + units.count].elementsEqual(units)
    }
  }
}
