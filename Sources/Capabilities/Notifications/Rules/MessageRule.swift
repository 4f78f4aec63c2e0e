import Contracts
import Kernel

/// What is told about a move, and to whom.
enum MessageRule {
  /// For the reporter and those who joined (docs/rules.md §6); nil for moves that concern the
  /// staff only, and for what reporters did themselves.
  static func forReporter(_ move: ServiceRequestEvents.Moved) -> Draft? {
    guard move.role != "reporter" else { return nil }
    return switch move.move {
    case "accept": Draft(template: .accepted, kind: .progress, goesOut: false)
    case "dispatch", "reassign": Draft(template: .dispatched, kind: .progress, goesOut: false)
    case "take_over": Draft(template: .passedOn, kind: .progress, goesOut: false)
    case "merge": Draft(template: .merged, kind: .progress, goesOut: false)
    case "refuse": Draft(template: .refused, kind: .notice, goesOut: true)
    case "park": Draft(template: .parked, kind: .notice, goesOut: true)
    case "resume": Draft(template: .resumed, kind: .progress, goesOut: false)
    case "decide_extension": Draft(template: .extended, kind: .progress, goesOut: true)
    case "ask": Draft(template: .asked, kind: .progress, goesOut: true)
    case "remind_answer": Draft(template: .askedAgain, kind: .progress, goesOut: true)
    case "report", "solve_on_site", "combine":
      Draft(template: .reported, kind: .progress, goesOut: true)
    case "close": Draft(template: .closed, kind: .progress, goesOut: false)
    case "rework", "reopen": Draft(template: .reworked, kind: .progress, goesOut: false)
    case "keep_closed": Draft(template: .kept, kind: .notice, goesOut: true)
    default: nil
    }
  }

  /// Of what was found on patrol nobody is asked how content they are; nil where that changes
  /// nothing.
  static func found(
    _ summary: ServiceRequestSummary, after move: ServiceRequestEvents.Moved
  ) -> Draft? {
    guard summary.isProactive, isResult(move) else { return nil }
    return Draft(
      template: isSolved(summary) ? .foundSolved : .foundAnswered, kind: .progress, goesOut: true)
  }

  /// For neighbours who asked for news of their grid: what was found there and is done.
  ///
  /// It stays in the app, and says nothing of what neighbours may not read.
  static func forNeighbours(
    _ summary: ServiceRequestSummary, after move: ServiceRequestEvents.Moved
  ) -> Draft? {
    guard summary.isProactive, summary.isShared, isResult(move), isSolved(summary) else {
      return nil
    }
    return Draft(template: .foundSolved, kind: .progress, goesOut: false)
  }

  /// For those who asked for all news of an area: what was taken up there, and what is done.
  ///
  /// Only of what neighbours may read; what was found on patrol is told as that.
  static func forArea(
    _ summary: ServiceRequestSummary, after move: ServiceRequestEvents.Moved
  ) -> Draft? {
    guard summary.isShared else { return nil }
    if move.move == "accept" { return Draft(template: .nearNew, kind: .area, goesOut: true) }
    guard isResult(move), isSolved(summary) else { return nil }
    return Draft(
      template: summary.isProactive ? .foundSolved : .nearSolved, kind: .area, goesOut: true)
  }

  /// For those who operate for the place: so many have joined one case.
  static let manyJoined = Draft(template: .manyJoined, kind: .limits, goesOut: true)

  private static func isResult(_ move: ServiceRequestEvents.Moved) -> Bool {
    ["report", "solve_on_site", "combine"].contains(move.move)
  }

  private static func isSolved(_ summary: ServiceRequestSummary) -> Bool {
    summary.outcome == "solved"
  }

  /// For those who have it on the desk from now on and did not take it themselves.
  static func forOwner(_ move: ServiceRequestEvents.Moved) -> Draft? {
    switch move.move {
    case "dispatch", "reassign", "escalate", "rework", "reopen":
      Draft(template: .assigned, kind: .limits, goesOut: false)
    case "answer", "hear_outside": Draft(template: .heard, kind: .limits, goesOut: false)
    case "lapse": Draft(template: .unheard, kind: .limits, goesOut: false)
    default: nil
    }
  }

  /// For those who have it when its reporter asks how it stands (docs/rules.md §6).
  static func forNudge(isLate: Bool) -> Draft {
    Draft(template: isLate ? .nudgedLate : .nudged, kind: .limits, goesOut: false)
  }

  static let near = Draft(template: .limitNear, kind: .limits, goesOut: false)
  static let climbed = Draft(template: .climbed, kind: .limits, goesOut: false)
  static let missed = Draft(template: .limitMissed, kind: .limits, goesOut: false)
}
