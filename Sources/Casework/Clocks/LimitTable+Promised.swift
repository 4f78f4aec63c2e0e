public import Civics
public import Kernel

/// By when each step is done at the latest, were every clock used up to its last moment.
public struct PromisedTimes: Hashable, Sendable {
  public let accept: Timestamp
  public let dispatch: Timestamp
  public let done: Timestamp
}

extension LimitTable {
  /// What may be promised of a case that nobody has taken up yet.
  ///
  /// The clocks run one after the other: accepting starts that of dispatch, dispatch that of
  /// handling. Extensions and escalations come later and are told when they come.
  /// `item` is in `submitted`, and `acceptBy` is when the clock of its acceptance ends.
  public func promised(
    of item: Case, acceptBy: Timestamp, in calendar: BusinessCalendar
  ) -> PromisedTimes {
    let dispatchBy = calendar.deadline(from: acceptBy, limit: dispatch[item.urgency]).at
    let handling = handling(
      service: item.service, item: item.item, from: dispatchBy, in: calendar)
    return PromisedTimes(
      accept: acceptBy, dispatch: dispatchBy,
      done: calendar.deadline(from: dispatchBy, limit: handling).at)
  }

  /// The longest that handling may take from then on.
  ///
  /// Where neither type nor kind is named the level decides, which nobody knows before dispatch.
  /// A leader's limit is left out: it comes by escalation.
  public func handling(
    service: String, item: String?, from start: Timestamp, in calendar: BusinessCalendar
  ) -> Limit {
    if let named = limit(service: service, item: item) { return named }
    let levels = CaseLevel.allCases.filter { $0 != .leader }.map { self.levels[$0] }
    return levels.max {
      calendar.deadline(from: start, limit: $0).at < calendar.deadline(from: start, limit: $1).at
    } ?? general
  }
}
