import Contracts
import Kernel

/// One line of a mandate's history, which both sides read.
struct MandateEntry: Hashable, Sendable {
  let at: Timestamp
  /// Nil for what the clock did.
  let actor: Identifier<Person>?
  let role: Role
  let move: Move
  /// A scope, a document or a reason, by its code; what it was used for.
  let detail: String?

  enum Role: String, Sendable, ColumnValue { case principal, delegate, window, system }

  enum Move: String, CaseIterable, Sendable, ColumnValue {
    case asked, confirmed, declined, cancelled, withdrawn, expired, used
    case givenBack = "given_back"
    case switchedOn = "switched_on"
    case switchedOff = "switched_off"
  }
}

/// One switch of a mandate.
struct MandateSwitch: Hashable, Sendable {
  let scope: MandateScope
  var isOn: Bool
}
