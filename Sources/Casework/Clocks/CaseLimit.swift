public import Civics
public import Kernel

/// One duty of one case with its clock; computed at state entry and stored.
public struct CaseLimit: Hashable, Sendable {
  public let duty: Duty
  /// From 1; a duty that comes again gets a new row, so no reading is ever lost.
  public let round: Int
  public var clock: LimitClock
  public var state: State
  /// Unit, or `area:…` where a level without a unit has it, or a desk such as `supervision`.
  public var owner: String
  public var dueAt: Timestamp?
  public var warnAt: Timestamp?
  public var finishedAt: Timestamp?
  /// When the clock job has to look again; nil when there is nothing left to tell.
  public var alarmAt: Timestamp?
  public var alarm: Alarm
  /// When the platform passes the case up unless somebody does it first; nil for what stays.
  public var climbAt: Timestamp?
  /// The first deadline that was missed before the duty was handed on; nil while nobody is late.
  public var lateSince: Timestamp?

  /// By when it was owed, whoever owes it now: handing it on makes nothing earlier.
  public var owedAt: Timestamp? { lateSince ?? dueAt }

  /// What somebody owes.
  public enum Duty: String, CaseIterable, Codable, Sendable, ColumnValue {
    case accept, dispatch, contact, handle, decide, check
    /// To look again at what was parked.
    case review
    /// The reporter's own; nobody is late with it.
    case rate
    /// The reporter's too: to answer what was asked.
    case answer
  }

  public enum State: String, CaseIterable, Codable, Sendable, ColumnValue {
    case running, paused, met, missed
    /// Handed on by escalation before it was over; or over, and then it is `missed`.
    case passed
    case dropped

    public var isLive: Bool { self == .running || self == .paused }
  }

  /// What the clock job tells next: near at the warn point, missed at the deadline, then at 150 %.
  public enum Alarm: String, CaseIterable, Codable, Sendable, ColumnValue {
    case near, missed
    case farOver = "far_over"
    case none
  }
}

extension CaseLimit {
  init(
    _ duty: Duty, round: Int, limit: Limit, owner: String, at now: Timestamp,
    in calendar: BusinessCalendar
  ) {
    self.init(
      duty: duty, round: round, clock: LimitClock(limit, startedAt: now), state: .running,
      owner: owner, dueAt: nil, warnAt: nil, finishedAt: nil, alarmAt: nil, alarm: .near)
    compute(in: calendar)
    if duty == .rate { (alarmAt, alarm) = (nil, .none) }
  }

  /// Sets the stored times from the clock.
  mutating func compute(in calendar: BusinessCalendar) {
    let deadline = clock.deadline(in: calendar)
    (dueAt, warnAt) = (deadline?.at, deadline?.warnAt)
    switch alarm {
    case .near: alarmAt = warnAt
    // One millisecond later: the deadline itself is still in time.
    case .missed: alarmAt = dueAt?.later
    case .farOver: alarmAt = clock.moment(percent: 150, in: calendar)?.later
    case .none: alarmAt = nil
    }
  }

  /// The alarm was told: the next one.
  mutating func told(in calendar: BusinessCalendar) {
    alarm =
      switch alarm {
      case .near: .missed
      case .missed: .farOver
      case .farOver, .none: .none
      }
    compute(in: calendar)
  }

  mutating func end(_ outcome: State, at now: Timestamp) {
    state = outcome
    finishedAt = now
    (alarmAt, alarm) = (nil, .none)
    climbAt = nil
  }

  /// Judged at the instant: the deadline itself is in time, and who was over before a pause is over.
  func verdict(at now: Timestamp, in calendar: BusinessCalendar) -> State {
    clock.reading(at: now, in: calendar).state == .over ? .missed : .met
  }
}

extension Timestamp {
  var later: Timestamp { Timestamp(milliseconds: rawValue + 1) }
}
