import Civics
import Kernel

/// When an office is open, as people write it: `08:00-12:00 14:00-18:00`.
enum HoursText {
  /// The hours in their usual form; nil for what is none.
  static func checked(_ typed: String) -> String? {
    let parts = typed.split { $0.isWhitespace || [",", "，", "；", ";", "、"].contains($0) }
    let spans = parts.compactMap { part -> OfficeHours.Span? in
      let ends = part.replacing("：", with: ":").split { "-－–—~～至".contains($0) }.map { end in
        TimeOfDay(rawValue: end.count == 4 ? "0" + String(end) : String(end))
      }
      guard ends.count == 2, let opens = ends[0], let closes = ends[1] else { return nil }
      return OfficeHours.Span(opens: opens, closes: closes)
    }
    guard spans.count == parts.count, let hours = OfficeHours(spans) else { return nil }
    return hours.spans.map { $0.opens.rawValue + "-" + $0.closes.rawValue }
      .joined(separator: " ")
  }
}
