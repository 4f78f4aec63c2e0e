import Civics
import Kernel

/// Who is on duty where, and until when: shifts laid over the calendar.
struct Roster: Sendable {
  /// What a post answers for.
  enum Place: Hashable, Sendable {
    case unit(String)
    case area(String)
  }

  /// Somebody's time on duty without a break.
  struct Turn: Sendable, Hashable {
    let shift: Shift
    let start: Timestamp
    /// Nil when no end is in sight.
    let end: Timestamp?
  }

  /// How it stands at a place that has a roster.
  struct Standing: Sendable, Hashable {
    /// Whoever ends last comes first.
    let now: [Turn]
    /// The next to begin, where nobody is on duty now.
    let next: Turn?
  }

  /// How far turns are looked for: the longest holiday with its weekends is eleven days.
  static let days = 16

  let calendar: BusinessCalendar
  private let shifts: [Place: [Shift]]

  /// - Parameters:
  ///   - entries: every line of every register; only posts and shifts count.
  ///   - calendar: working days, with the district's own make-up days.
  init(_ entries: [Entry], _ calendar: BusinessCalendar) {
    self.calendar = calendar
    let posts = Dictionary(
      entries.filter { $0.register == .posts }.map { ($0.code, $0) },
      uniquingKeysWith: { first, _ in first })
    var found: [Place: [Shift]] = [:]
    for entry in entries where entry.register == .shifts {
      guard let post = posts[entry["station"]], let shift = Shift(entry, at: post) else { continue }
      if let unit = post.values["office"] { found[.unit(unit), default: []].append(shift) }
      if let area = post.values["area"] { found[.area(area), default: []].append(shift) }
    }
    shifts = found
  }

  /// Nil where nobody has a roster for the place.
  func standing(at place: Place, _ now: Timestamp) -> Standing? {
    guard let shifts = shifts[place] else { return nil }
    let turns = shifts.flatMap { self.turns(of: $0, around: now) }
    guard !turns.isEmpty else { return nil }
    let never = Timestamp(milliseconds: .max)
    let here = turns.filter { $0.start <= now && now < ($0.end ?? never) }.sorted { a, b in
      (b.end ?? never, a.shift.holder) < (a.end ?? never, b.shift.holder)
    }
    let next = turns.filter { now < $0.start }.min { $0.start < $1.start }
    return Standing(now: here, next: here.isEmpty ? next : nil)
  }

  /// Its turns from yesterday on; those that touch are one.
  private func turns(of shift: Shift, around now: Timestamp) -> [Turn] {
    let today = CityTime.date(of: now)
    let horizon = CityTime.instant(today.adding(days: Self.days))
    var turns: [(start: Timestamp, end: Timestamp)] = []
    for offset in -1..<Self.days {
      let day = today.adding(days: offset)
      guard shift.holds(on: day, calendar) else { continue }
      let midnight = CityTime.instant(day)
      for span in shift.times.spans {
        let start = midnight.adding(minutes: Int64(span.start))
        let end = midnight.adding(minutes: Int64(span.end))
        if let last = turns.last, last.end >= start {
          turns[turns.count - 1].end = end
        } else {
          turns.append((start, end))
        }
      }
    }
    return turns.filter { now < $0.end }.map { turn in
      Turn(shift: shift, start: turn.start, end: turn.end >= horizon ? nil : turn.end)
    }
  }
}
