public import Kernel

/// Where a case stands (docs/rules.md §4); a draft is not a case yet.
public enum CaseState: String, CaseIterable, Codable, Sendable, ColumnValue {
  case submitted, merged, refused, withdrawn
  /// 受理, then 立案.
  case accepted, filed
  case solvedOnSite = "solved_on_site"
  /// 派单, and the unit's claim that it was sent to the wrong one.
  case dispatched, objection
  /// 办理.
  case inProgress = "in_progress"
  case extensionAsked = "extension_asked"
  /// 挂账: cannot be solved now; never counted as solved.
  case parked
  /// 上报: waits for the next level to take over.
  case escalated
  /// 办结反馈, 核查, 结案.
  case reported, verifying, closed
  /// 返工 by supervision, or reopened after closing.
  case reopened

  /// Whether somebody still owes something.
  public var isOpen: Bool {
    switch self {
    case .merged, .refused, .withdrawn, .closed: false
    case .submitted, .accepted, .filed, .solvedOnSite, .dispatched, .objection, .inProgress,
      .extensionAsked, .parked, .escalated, .reported, .verifying, .reopened:
      true
    }
  }

  /// Whether somebody has it on the desk and has not answered yet.
  public var isWithUnit: Bool {
    switch self {
    case .dispatched, .objection, .inProgress, .extensionAsked, .parked, .escalated, .reopened: true
    default: false
    }
  }

  /// Whether whoever has it on the desk does the next thing; what was put aside is theirs to take up.
  ///
  /// Otherwise it waits there for others: a decision on what they asked, or the check of what they did.
  public var waitsForUnit: Bool {
    switch self {
    case .dispatched, .inProgress, .parked, .escalated, .reopened: true
    default: false
    }
  }

  /// What is to be done on a desk.
  public static let toDo = Set(allCases.filter(\.waitsForUnit))
  /// What is on a desk and waits for others.
  public static let elsewhere = Set(allCases.filter { $0.isOpen && !$0.waitsForUnit })

  /// Whether the result is told and waits for the reporter's and supervision's word.
  public var isAnswered: Bool {
    switch self {
    case .reported, .solvedOnSite, .verifying: true
    default: false
    }
  }
}
