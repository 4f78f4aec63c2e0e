import Kernel

/// Running counts of working days, so that a span of any length is one subtraction.
struct DayIndex: Sendable {
  /// Day number of the first tabled day.
  private let first: Int
  /// `counts[i]`: working days among the first `i` tabled days.
  private let counts: [Int32]
  /// Whether each ISO weekday is worked outside the table; index 0 is Monday.
  private let week: [Bool]
  private let perWeek: Int

  /// - Parameters:
  ///   - years: at least these are tabled, and every exception.
  ///   - exceptions: day number to whether it is worked.
  ///   - restWeekdays: ISO weekdays off.
  init(years: [Int], exceptions: [Int: Bool], restWeekdays: Set<Int>) {
    let week = (1...7).map { !restWeekdays.contains($0) }
    let edges = years.flatMap { [Self.newYear($0), Self.newYear($0 + 1) - 1] } + exceptions.keys
    let first = edges.min() ?? 0
    let last = edges.max() ?? -1
    var counts: [Int32] = [0]
    counts.reserveCapacity(last - first + 2)
    var count: Int32 = 0
    for day in first..<last + 1 {
      if exceptions[day] ?? week[Self.weekday(day)] { count += 1 }
      counts.append(count)
    }
    (self.first, self.counts, self.week) = (first, counts, week)
    perWeek = week.count { $0 }
  }

  func isWorking(_ day: Int) -> Bool { count(before: day + 1) > count(before: day) }

  /// Working days from the first tabled day up to `day`, which is not counted; negative before it.
  func count(before day: Int) -> Int {
    let index = day - first
    if index < 0 { return -untabled(from: day, to: first) }
    if index < counts.count { return Int(counts[index]) }
    let end = first + counts.count - 1
    return Int(counts[counts.count - 1]) + untabled(from: end, to: day)
  }

  /// The day on which the count reaches `target`: `count(before: day + 1) == target`.
  func day(reaching target: Int) -> Int {
    var low = first
    var high = first
    var step = 8
    while count(before: high + 1) < target {
      low = high + 1
      high += step
      step *= 2
    }
    step = 8
    while count(before: low) >= target {
      high = low - 1
      low -= step
      step *= 2
    }
    while low < high {
      let middle = low + (high - low) / 2
      if count(before: middle + 1) >= target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func untabled(from first: Int, to end: Int) -> Int {
    let length = end - first
    let rest = (0..<length % 7).count { week[Self.weekday(first + $0)] }
    return length / 7 * perWeek + rest
  }

  /// 0 is Monday; 1970-01-01 was a Thursday.
  private static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  private static func newYear(_ year: Int) -> Int {
    LocalDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
  }
}
