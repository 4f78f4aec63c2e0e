import Civics
import Kernel

/// When nobody's doing leads up (ADR 28).
extension CaseLimit {
  /// The first moment at which the platform passes the case up; nil for what stays where it is.
  ///
  /// Work climbs once its own limit and that of the level that has it are over, each counted from
  /// when the work began: a lamp that is a day late is its unit's to explain, not the leaders'.
  func climb(of item: Case, _ table: LimitTable, in calendar: BusinessCalendar) -> Timestamp? {
    guard state == .running, !item.isImported, let dueAt else { return nil }
    switch duty {
    case .accept, .dispatch: return CaseDesk.above(owner) == nil ? nil : dueAt.later
    case .handle:
      guard let level = item.level, level.next != nil,
        let levels = clock.with(table.levels[level]).deadline(in: calendar)
      else { return nil }
      return max(dueAt, levels.at).later
    case .contact, .decide, .check, .review, .rate, .answer: return nil
    }
  }
}

extension [CaseLimit] {
  /// The same clocks, each with when it leads up.
  func climbing(
    _ item: Case, _ table: LimitTable, in calendar: BusinessCalendar
  ) -> [CaseLimit] {
    map { limit in
      var limit = limit
      limit.climbAt = limit.climb(of: item, table, in: calendar)
      return limit
    }
  }
}

extension Limit {
  /// As histories write it: `3 working_days`.
  var coded: String { "\(amount) \(unit.rawValue)" }
}
