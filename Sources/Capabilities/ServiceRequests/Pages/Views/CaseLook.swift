/// How a case's state looks: icon, word and colour together (docs/rules.md §9).
enum CaseLook: String, CaseIterable, Sendable {
  case new, assigned, doing, verify, done, returned, void

  /// The class of the chip; a new case is the plain one.
  var className: String {
    switch self {
    case .new: "new"
    case .assigned: "assigned"
    case .doing: "doing"
    case .verify: "verify"
    case .done: "done"
    case .returned: "backed"
    case .void: "void"
    }
  }

  var icon: String {
    switch self {
    case .new: "dot-c"
    case .assigned: "arrow-c"
    case .doing: "half-c"
    case .verify: "eye"
    case .done: "check-c"
    case .returned: "ret-c"
    case .void: "slash-c"
    }
  }

  /// Key of the word; a resident reads 已收到 where the desk reads 待派单.
  func word(forResident: Bool) -> String {
    switch self {
    case .new: forResident ? "state.received" : "state.new"
    case .assigned: "state.assigned"
    case .doing: "state.doing"
    case .verify: "state.verify"
    case .done: "state.done"
    case .returned: "state.returned"
    case .void: "state.void"
    }
  }
}
