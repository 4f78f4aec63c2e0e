public import Civics
public import Kernel

/// What a move does to the clocks of a case.
public enum ClockStep: Hashable, Sendable {
  case start(CaseLimit.Duty, Limit, owner: String)
  /// Done: met or missed by the time it is.
  case finish(CaseLimit.Duty)
  /// Never done: missed whatever the time.
  case miss(CaseLimit.Duty)
  /// Went to the next level.
  case pass(CaseLimit.Duty)
  case drop(CaseLimit.Duty)
  case dropAll
  case pause
  case resume
  case extend(CaseLimit.Duty, by: Int)
  /// Somebody else owes it now; the clock runs on.
  case reassign(CaseLimit.Duty, owner: String)
  /// Runs on for who has it, or starts where it does not run.
  case carryOn(CaseLimit.Duty, Limit, owner: String)
}

extension [CaseLimit] {
  /// The clocks after these steps, in order; those that do not run are left as they were.
  ///
  /// `pause` stops what the unit owes; decisions and call-backs of others run on.
  public func taking(
    _ steps: [ClockStep], at now: Timestamp, in calendar: BusinessCalendar
  ) -> [CaseLimit] {
    var limits = self
    var late: [CaseLimit.Duty: Timestamp] = [:]
    for step in steps {
      switch step {
      case .start(let duty, let limit, let owner):
        limits.start(duty, limit, owner, now, calendar)
        limits[limits.count - 1].lateSince = late.removeValue(forKey: duty)
      case .finish(let duty):
        limits.change(duty) { $0.end($0.verdict(at: now, in: calendar), at: now) }
      case .miss(let duty): limits.change(duty) { $0.end(.missed, at: now) }
      case .pass(let duty):
        limits.change(duty) {
          let isLate = $0.verdict(at: now, in: calendar) == .missed
          if isLate || $0.lateSince != nil { late[duty] = $0.owedAt }
          $0.end(isLate ? .missed : .passed, at: now)
        }
      case .drop(let duty): limits.change(duty) { $0.end(.dropped, at: now) }
      case .dropAll: limits.changeAll { $0.end(.dropped, at: now) }
      case .pause:
        for duty in CaseLimit.Duty.ofUnits { limits.pause(duty, now, calendar) }
      case .resume:
        for duty in CaseLimit.Duty.ofUnits { limits.resume(duty, now, calendar) }
      case .extend(let duty, let amount):
        limits.change(duty) { limit in
          guard let longer = limit.clock.limit.extended(by: amount) else { return }
          limit.clock = limit.clock.with(longer)
          // A missed alarm that was told stays told; what is ahead again is told again.
          if limit.verdict(at: now, in: calendar) == .met { limit.alarm = .near }
          limit.compute(in: calendar)
        }
      case .reassign(let duty, let owner): limits.change(duty) { $0.owner = owner }
      case .carryOn(let duty, let limit, let owner):
        if limits.contains(where: { $0.duty == duty && $0.state.isLive }) {
          limits.change(duty) { $0.owner = owner }
        } else {
          limits.start(duty, limit, owner, now, calendar)
        }
      }
    }
    return limits
  }

  /// What was owed first of all that runs and is somebody's duty, with its warn point.
  public var nearest: CaseLimit? { nearest { $0 != .rate && $0 != .answer } }

  /// What its reporter waits for next: that somebody has it, then that it is done.
  ///
  /// Decisions, calls and checks within the house are nobody's promise to them.
  public var promised: CaseLimit? { nearest { CaseLimit.Duty.promised.contains($0) } }

  private func nearest(_ counts: (CaseLimit.Duty) -> Bool) -> CaseLimit? {
    filter { $0.state == .running && counts($0.duty) && $0.dueAt != nil }
      .min { ($0.owedAt?.rawValue ?? .max) < ($1.owedAt?.rawValue ?? .max) }
  }

  private mutating func start(
    _ duty: CaseLimit.Duty, _ limit: Limit, _ owner: String, _ now: Timestamp,
    _ calendar: BusinessCalendar
  ) {
    let round = 1 + (filter { $0.duty == duty }.map(\.round).max() ?? 0)
    append(CaseLimit(duty, round: round, limit: limit, owner: owner, at: now, in: calendar))
  }

  private mutating func change(_ duty: CaseLimit.Duty, _ body: (inout CaseLimit) -> Void) {
    for index in indices where self[index].duty == duty && self[index].state.isLive {
      body(&self[index])
    }
  }

  private mutating func changeAll(_ body: (inout CaseLimit) -> Void) {
    for index in indices where self[index].state.isLive { body(&self[index]) }
  }

  private mutating func pause(
    _ duty: CaseLimit.Duty, _ now: Timestamp, _ calendar: BusinessCalendar
  ) {
    change(duty) { limit in
      guard let paused = try? limit.clock.paused(at: now) else { return }
      limit.clock = paused
      limit.state = .paused
      limit.compute(in: calendar)
    }
  }

  private mutating func resume(
    _ duty: CaseLimit.Duty, _ now: Timestamp, _ calendar: BusinessCalendar
  ) {
    change(duty) { limit in
      guard let resumed = try? limit.clock.resumed(at: now) else { return }
      limit.clock = resumed
      limit.state = .running
      limit.compute(in: calendar)
    }
  }
}

extension CaseLimit.Duty {
  /// What the unit owes, and what parking stops.
  static let ofUnits: [Self] = [.contact, .handle]
  /// What a reporter is told the time of.
  static let promised: [Self] = [.accept, .dispatch, .handle]
}
