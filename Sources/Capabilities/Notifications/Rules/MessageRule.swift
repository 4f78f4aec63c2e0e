import Contracts
import Kernel

/// What is told about a move, and to whom.
enum MessageRule {
  /// For the reporter and those who joined (`domain.md` §2.6); nil for moves that concern the
  /// staff only, and for what reporters did themselves.
  static func forReporter(_ move: ServiceRequestEvents.Moved) -> Draft? {
    guard move.role != "reporter" else { return nil }
    return switch move.move {
    case "accept": Draft(template: .accepted, kind: .progress, bySMS: false)
    case "dispatch", "reassign": Draft(template: .dispatched, kind: .progress, bySMS: false)
    case "take_over": Draft(template: .passedOn, kind: .progress, bySMS: false)
    case "merge": Draft(template: .merged, kind: .progress, bySMS: false)
    case "refuse": Draft(template: .refused, kind: .notice, bySMS: true)
    case "park": Draft(template: .parked, kind: .notice, bySMS: true)
    case "resume": Draft(template: .resumed, kind: .progress, bySMS: false)
    case "decide_extension": Draft(template: .extended, kind: .progress, bySMS: true)
    case "report", "solve_on_site": Draft(template: .reported, kind: .progress, bySMS: true)
    case "close": Draft(template: .closed, kind: .progress, bySMS: false)
    case "rework", "reopen": Draft(template: .reworked, kind: .progress, bySMS: false)
    case "keep_closed": Draft(template: .kept, kind: .notice, bySMS: true)
    default: nil
    }
  }

  /// For the unit that has it on the desk from now on.
  static func forUnit(_ move: ServiceRequestEvents.Moved) -> Draft? {
    switch move.move {
    case "dispatch", "reassign", "take_over", "rework", "reopen":
      Draft(template: .assigned, kind: .limits, bySMS: false)
    default: nil
    }
  }

  static let near = Draft(template: .limitNear, kind: .limits, bySMS: false)
  static let missed = Draft(template: .limitMissed, kind: .limits, bySMS: false)
}
