import Civics
import Contracts
import Kernel

/// On which days somebody is on duty.
typealias ShiftDays = CityPlan.Days

/// One line of who is on duty: a person in a post, on some days, at some hours.
struct Shift: Sendable, Hashable {
  let post: Entry
  let holder: String
  let english: String?
  /// Its own number, else the post's.
  let phone: String
  let days: ShiftDays
  let times: ShiftTimes
  let first: LocalDate?
  let last: LocalDate?
  /// The first day on which the line itself no longer holds.
  let endedOn: LocalDate?

  /// Nil for a line that is not one: nothing of it is shown.
  init?(_ entry: Entry, at post: Entry) {
    guard let days = ShiftDays(rawValue: entry["days"]),
      let times = ShiftTimes(entry["times"])
    else { return nil }
    self.post = post
    holder = entry["holder"]
    english = entry.values["english"]
    phone = entry.values["phone"] ?? post["phone"]
    self.days = days
    self.times = times
    first = LocalDate(entry["first"])
    last = LocalDate(entry["last"])
    endedOn = [entry.endedOn, post.endedOn].compactMap(\.self).min()
  }

  /// Whether a turn begins on the day.
  func holds(on day: LocalDate, _ calendar: BusinessCalendar) -> Bool {
    (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true)
      && (endedOn.map { day < $0 } ?? true) && days.holds(on: day, calendar)
  }
}

/// The hours of a turn; the last may run past midnight, `20:00-08:00`.
struct ShiftTimes: Sendable, Hashable {
  struct Span: Sendable, Hashable {
    /// Minutes since midnight of the day on which it begins; the end may be past 1,440.
    let start: Int
    let end: Int
  }

  let spans: [Span]
  /// As it is stored: `08:00-12:00 14:00-18:00`.
  let text: String

  /// Nil for what is no time, is empty, overlaps or is out of order.
  init?(_ typed: String) {
    let parts = typed.split { $0.isWhitespace || [",", "，", "；", ";", "、"].contains($0) }
    var (spans, words): ([Span], [String]) = ([], [])
    for part in parts {
      let ends = part.replacing("：", with: ":").split { "-－–—~～至".contains($0) }.map { end in
        TimeOfDay(rawValue: end.count == 4 ? "0" + String(end) : String(end))
      }
      guard ends.count == 2, let opens = ends[0], let closes = ends[1], opens != closes,
        opens.minutes < 1440
      else { return nil }
      let end = closes.minutes + (closes < opens ? 1440 : 0)
      if let before = spans.last, opens.minutes < before.end { return nil }
      spans.append(Span(start: opens.minutes, end: end))
      words.append(opens.rawValue + "-" + closes.rawValue)
    }
    guard let first = spans.first, let last = spans.last, last.end - 1440 <= first.start else {
      return nil
    }
    self.spans = spans
    text = words.joined(separator: " ")
  }
}
