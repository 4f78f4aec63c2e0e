public import Kernel

extension LimitClock {
  /// How a clock stands at one instant: what a list row and its tape show.
  public struct Reading: Hashable, Codable, Sendable {
    public let state: State
    /// 0 at the start, 1 at the deadline, more after it.
    public let used: Double
    /// Milliseconds of the limit's own time (office hours for working units); negative when over.
    public let remaining: Int64
    /// Nil while the clock stands still.
    public let deadline: Timestamp?
  }

  public enum State: String, Codable, Sendable, CaseIterable {
    case near, over, paused
    case onTime = "on_time"
  }

  /// How the clock stands at `now`.
  ///
  /// The deadline itself is still in time. Who was over before pausing stays over: a pause hides
  /// nothing.
  public func reading(at now: Timestamp, in calendar: BusinessCalendar) -> Reading {
    let course = Course(self, in: calendar)
    let consumed = course.consumed(until: now)
    let deadline = course.moment(consuming: course.budget)
    return Reading(
      state: state(at: now, consumed: consumed, deadline: deadline, on: course),
      used: Double(consumed) / Double(course.budget), remaining: course.budget - consumed,
      deadline: deadline)
  }

  /// When the limit ends and when it is near; nil while the clock stands still.
  public func deadline(in calendar: BusinessCalendar) -> Deadline? {
    let course = Course(self, in: calendar)
    guard let at = course.moment(consuming: course.budget),
      let warnAt = course.moment(consuming: course.share(percent: limit.warnPercent))
    else { return nil }
    return Deadline(at: at, warnAt: warnAt, assumedYears: course.assumedYears(until: at))
  }

  /// When this share of the limit is used up, 150 % say; nil if the clock stands still before.
  public func moment(percent: Int, in calendar: BusinessCalendar) -> Timestamp? {
    let course = Course(self, in: calendar)
    return course.moment(consuming: course.share(percent: percent))
  }

  private func state(
    at now: Timestamp, consumed: Int64, deadline: Timestamp?, on course: Course
  ) -> State {
    if let deadline, now > deadline { return .over }
    if let pause = pauses.last, pause.to == nil, pause.from <= now { return .paused }
    return consumed >= course.share(percent: limit.warnPercent) ? .near : .onTime
  }
}

/// When a limit ends, for the columns that lists are sorted and swept by.
public struct Deadline: Hashable, Codable, Sendable {
  public let at: Timestamp
  /// When the limit's warn point is reached.
  public let warnAt: Timestamp
  /// Years counted through for which no holiday table was loaded: recompute once there is one.
  public let assumedYears: [Int]
}

extension BusinessCalendar {
  /// When a limit that starts now and never pauses ends.
  public func deadline(from start: Timestamp, limit: Limit) -> Deadline {
    let course = Course(LimitClock(limit, startedAt: start), in: self)
    let at = course.advanced(start, by: course.budget)
    return Deadline(
      at: at, warnAt: course.advanced(start, by: course.share(percent: limit.warnPercent)),
      assumedYears: course.assumedYears(until: at))
  }

  /// Milliseconds that a limit in this unit counts between two instants.
  public func elapsed(from start: Timestamp, to end: Timestamp, in unit: Limit.Unit) -> Int64 {
    switch unit {
    case .workingMinutes, .workingHours, .workingDays: workingTime(from: start, to: end)
    case .urgentMinutes, .urgentHours, .urgentDays, .calendarDays: end.milliseconds(since: start)
    }
  }
}
