extension DigitRun {
  /// What has to go, in order.
  var hidden: [Range<Int>] {
    var reading = Reading(run: self)
    reading.keepAmounts()
    reading.keepNames()
    // A telephone before a date: 139-2012-10-12 is one.
    reading.take { reading, window in reading.isNumber(window) }
    reading.keepDates()
    reading.take(longest: 1) { reading, window in reading.isLong(window.lowerBound) }
    reading.take { reading, window in reading.isSpaced(window) || reading.isLocal(window) }
    return reading.taken.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Who of the groups is spoken for, while the run is read from the surest sign to the weakest.
  struct Reading {
    let run: DigitRun
    private var isOpen: [Bool]
    private(set) var taken: [Range<Int>] = []

    init(run: DigitRun) {
      self.run = run
      isOpen = run.groups.map { _ in true }
    }

    /// From each group the longest window that is personal; a window never spans an hour.
    fileprivate mutating func take(
      longest: Int = .max, where isPersonal: (Reading, ClosedRange<Int>) -> Bool
    ) {
      var index = 0
      while index < run.groups.count {
        let window = windows(from: index).prefix(longest).last { isPersonal(self, $0) }
        if let window {
          let last = run.groups[window.upperBound]
          let end = last.range.upperBound + (hasCheckMark(window) ? 1 : 0)
          taken.append(run.groups[index].range.lowerBound..<end)
          keep(window)
        }
        index = (window?.upperBound ?? index) + 1
      }
    }

    private func windows(from start: Int) -> [ClosedRange<Int>] {
      var result: [ClosedRange<Int>] = []
      var count = 0
      for end in start..<run.groups.count {
        guard isOpen[end], end == start || !run.isTime(at: end) else { break }
        count += run.groups[end].digits.count
        if end > start, count > Self.mostDigits { break }
        result.append(start...end)
      }
      return result
    }

    mutating func keep(_ window: ClosedRange<Int>) {
      for index in window { isOpen[index] = false }
    }

    func isFree(_ index: Int) -> Bool { run.groups.indices.contains(index) && isOpen[index] }

    func digits(_ window: ClosedRange<Int>) -> [UInt8] {
      run.groups[window].flatMap(\.digits)
    }

    func sizes(_ window: ClosedRange<Int>) -> [Int] { run.groups[window].map(\.digits.count) }

    func joints(_ window: ClosedRange<Int>) -> [[Unicode.Scalar]] {
      run.groups[window].dropFirst().map { $0.joint ?? [] }
    }

    func isTight(_ window: ClosedRange<Int>) -> Bool {
      joints(window).allSatisfy { $0.allSatisfy { !DigitRun.listSigns.contains($0) } }
    }

    func isUniform(_ window: ClosedRange<Int>) -> Bool { Set(joints(window)).count <= 1 }

    func hasCheckMark(_ window: ClosedRange<Int>) -> Bool {
      run.groups[window.upperBound].hasCheckMark && digits(window).count == 17
    }

    /// 3, 5, 7, 11: a list, with what it counts behind it or too long for anything else.
    func isList(_ window: ClosedRange<Int>, atLeast least: Int) -> Bool {
      let values = run.groups[window].map(\.value)
      guard values.count >= least, sizes(window).allSatisfy({ $0 <= 4 }),
        zip(values, values.dropFirst()).allSatisfy(<)
      else { return false }
      return values.count >= 7
        || run.unit(after: run.groups.count - 1).map(counted.contains) == true
    }

    private static let mostDigits = 60
  }
}

/// What is counted or measured, so that the number before it is nobody's.
let counted = Set("元圆块万亿人户平米吨㎡公度年月日号栋幢座楼层室".unicodeScalars)
