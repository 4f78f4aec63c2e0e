import Contracts
import Kernel

/// A request as it is counted: what was asked about it, judged by a formula.
struct Fact: Hashable, Sendable {
  let about: ServiceRequestFacts
  let excluded: Exclusion?
  /// Whether its answers count as evidence.
  let isValid: Bool

  /// Marks of a part, and of what was split, beside those of measures.
  static let partMark: Int64 = 1 << 60
  static let splitMark: Int64 = 1 << 61
}

/// A week from Monday to Sunday in the city, named by its Monday.
struct Week: Hashable, Comparable, Sendable {
  let monday: LocalDate

  /// The week a day is in.
  init(of day: LocalDate) { monday = day.adding(days: 1 - day.weekday) }

  /// Nil unless the text is the day of a Monday.
  init?(_ text: String) {
    guard let day = LocalDate(text), day.weekday == 1 else { return nil }
    monday = day
  }

  var sunday: LocalDate { monday.adding(days: 6) }
  var start: Timestamp { CityTime.instant(monday) }
  /// Sunday 24:00, when the figures freeze.
  var end: Timestamp { CityTime.instant(monday.adding(days: 7)) }
  var previous: Week { Week(of: monday.adding(days: -7)) }
  var next: Week { Week(of: monday.adding(days: 7)) }

  /// The number of the week in its year, as on the bulletin's head: ISO 8601.
  var number: Int {
    let thursday = monday.adding(days: 3)
    let first = LocalDate(year: thursday.year, month: 1, day: 1) ?? monday
    return (thursday.dayNumber - first.dayNumber) / 7 + 1
  }

  var year: Int { monday.adding(days: 3).year }

  static func < (a: Week, b: Week) -> Bool { a.monday < b.monday }
}

extension Week: CustomStringConvertible {
  var description: String { monday.description }
}

/// Counts by axis, code and measure; `n` of nothing is 0.
struct Figures: Codable, Hashable, Sendable {
  /// `axis/code` to measure to how many.
  var counts: [String: [String: Int]] = [:]

  func n(_ measure: Measure, _ axis: Axis = .all, _ code: String = "") -> Int {
    counts[axis.rawValue + "/" + code]?[measure.rawValue] ?? 0
  }

  mutating func add(_ n: Int, _ measure: Measure, _ axis: Axis = .all, _ code: String = "") {
    counts[axis.rawValue + "/" + code, default: [:]][measure.rawValue, default: 0] += n
  }

  /// The codes that occur on an axis, in order.
  func codes(_ axis: Axis) -> [String] {
    counts.keys.filter { $0.hasPrefix(axis.rawValue + "/") }
      .map { String($0.dropFirst(axis.rawValue.utf8.count + 1)) }.sorted()
  }
}
