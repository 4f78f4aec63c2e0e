import Contracts
import Kernel

/// What the two sides and a window can do to a mandate.
enum MandateMove: Hashable, Sendable {
  /// With the switches the principal leaves on; nil leaves them as asked.
  case confirm(Set<MandateScope>?)
  case decline
  case cancel
  case withdraw
  case giveBack
  case turn(MandateScope, isOn: Bool)

  /// What a window may do when the principal or guardian stands before it.
  case confirmAtWindow(Mandate.Document)
  case withdrawAtWindow(Mandate.Document)

  var name: String {
    switch self {
    case .confirm: "confirm"
    case .decline: "decline"
    case .cancel: "cancel"
    case .withdraw: "withdraw"
    case .giveBack: "give-back"
    case .turn: "switch"
    case .confirmAtWindow: "confirm-at-window"
    case .withdrawAtWindow: "withdraw-at-window"
    }
  }
}

/// Who moves it.
enum MandateMover: Hashable, Sendable {
  /// One of the two, signed in.
  case side(Mandate.Side, Identifier<Person>)
  /// Staff at a window.
  case window(Identifier<Person>)
}

/// Why a move is refused.
enum MandateRefusal: Error, Hashable, ProblemConvertible {
  /// It is already confirmed, over, or waits for somebody else.
  case notNow
  /// Only a window that has seen the paper can do it.
  case needsWindow
  /// Nobody confirms their own.
  case ownMatter
  /// This paper does not prove what has to be proved.
  case wrongPaper
  /// Nobody who was asked has been seen by that number, so that a window has nobody to write down.
  case unknownPrincipal
  /// A confirmation that leaves nothing on.
  case nothingOn

  var problem: Problem {
    switch self {
    case .notNow: Problem(.notNow, "mandate.not-now")
    case .needsWindow: Problem(.notNow, "mandate.needs-window")
    case .ownMatter: Problem(field: "document", "mandate.own-matter")
    case .wrongPaper: Problem(field: "document", "mandate.wrong-paper")
    case .unknownPrincipal: Problem(field: "document", "mandate.unknown-principal")
    case .nothingOn: Problem(field: "scopes", "mandate.mistake.scopes")
    }
  }
}
