extension DigitRun {
  /// What has to go, in order.
  ///
  /// Takes a time that grows with the text and no faster: whoever reads a list has to wait for it.
  var hidden: [Range<Int>] {
    var reading = Reading(run: self)
    reading.keepAmounts()
    reading.keepNames()
    // A telephone before a date: 139-2012-10-12 is one.
    reading.take(.init(most: Reading.longestNumber)) { $0.isNumber($1) }
    reading.keepDates()
    reading.take(.init(most: 0)) { $0.isLong($1.lowerBound) }
    reading.take(.init(most: Reading.longestRow, least: 3)) { $0.isSpaced($1) || $0.isLocal($1) }
    return reading.taken.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Who of the groups is spoken for, while the run is read from the surest sign to the weakest.
  struct Reading {
    let run: DigitRun
    private var isOpen: [Bool]
    private(set) var taken: [Range<Int>] = []
    /// All digits of the run, and where each group's begin; one more for where the last one's end.
    private let flat: [UInt8]
    private let starts: [Int]
    let values: [Int]
    /// Whether nothing that parts a list stands before the group.
    private let tight: [Bool]
    /// What stands behind the run.
    private let unit: Unicode.Scalar?

    init(run: DigitRun) {
      self.run = run
      isOpen = run.groups.map { _ in true }
      flat = run.groups.flatMap(\.digits)
      starts = run.groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.digits.count) }
      values = run.groups.map(\.value)
      tight = run.groups.map { group in
        (group.joint ?? []).allSatisfy { !DigitRun.listSigns.contains($0) }
      }
      unit = run.unit(after: run.groups.count - 1)
    }

    /// How far windows go: no more digits than that in more than one group, and of those no group
    /// with fewer than `least`.
    fileprivate struct Reach {
      var most: Int
      var least = 1
    }

    /// Mobile numbers with a country's code have 15 digits, cards 19.
    fileprivate static let longestNumber = 19
    /// Of numbers read out one behind the other.
    fileprivate static let longestRow = 60

    /// From each group the longest window that is personal; a window never spans an hour.
    fileprivate mutating func take(
      _ reach: Reach, where isPersonal: (Reading, ClosedRange<Int>) -> Bool
    ) {
      var index = 0
      while index < run.groups.count {
        let start = index
        let end = ends(from: start, reach)?.first { isPersonal(self, start...$0) }
        if let window = end.map({ start...$0 }) {
          let last = run.groups[window.upperBound]
          let behind = last.range.upperBound + (hasCheckMark(window) ? 1 : 0)
          taken.append(run.groups[start].range.lowerBound..<behind)
          keep(window)
        }
        index = (end ?? start) + 1
      }
    }

    /// Where windows from there may end, the longest first; nil where the group is spoken for.
    private func ends(from start: Int, _ reach: Reach) -> ReversedCollection<ClosedRange<Int>>? {
      guard isOpen[start] else { return nil }
      var last = start
      guard size(start) >= reach.least else { return (start...last).reversed() }
      while last + 1 < run.groups.count, isOpen[last + 1], !run.isTime(at: last + 1),
        size(last + 1) >= reach.least, count(start...(last + 1)) <= reach.most
      {
        last += 1
      }
      return (start...last).reversed()
    }

    mutating func keep(_ window: ClosedRange<Int>) {
      for index in window { isOpen[index] = false }
    }

    func isFree(_ index: Int) -> Bool { run.groups.indices.contains(index) && isOpen[index] }

    func size(_ index: Int) -> Int { starts[index + 1] - starts[index] }

    /// How many digits.
    func count(_ window: ClosedRange<Int>) -> Int {
      starts[window.upperBound + 1] - starts[window.lowerBound]
    }

    func digits(_ window: ClosedRange<Int>) -> [UInt8] {
      Array(flat[starts[window.lowerBound]..<starts[window.upperBound + 1]])
    }

    func first(_ window: ClosedRange<Int>) -> UInt8 { flat[starts[window.lowerBound]] }

    func isTight(_ window: ClosedRange<Int>) -> Bool {
      window.dropFirst().allSatisfy { tight[$0] }
    }

    func isUniform(_ window: ClosedRange<Int>) -> Bool {
      window.dropFirst(2).allSatisfy {
        run.groups[$0].joint == run.groups[window.lowerBound + 1].joint
      }
    }

    func hasCheckMark(_ window: ClosedRange<Int>) -> Bool {
      run.groups[window.upperBound].hasCheckMark && count(window) == 17
    }

    /// 3, 5, 7, 11: a list, with what it counts behind it or too long for anything else.
    func isList(_ window: ClosedRange<Int>, atLeast least: Int) -> Bool {
      guard window.count >= least, window.allSatisfy({ size($0) <= 4 }),
        window.dropFirst().allSatisfy({ values[$0 - 1] < values[$0] })
      else { return false }
      return window.count >= 7 || unit.map(counted.contains) == true
    }
  }
}

/// What is counted or measured, so that the number before it is nobody's.
let counted = Set("元圆块万亿人户平米吨㎡公度年月日号栋幢座楼层室".unicodeScalars)
