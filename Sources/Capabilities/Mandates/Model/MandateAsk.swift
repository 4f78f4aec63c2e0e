import Civics
import Contracts
import Kernel

/// What somebody asks for or gives, as it was typed.
struct MandateAsk: Hashable, Sendable {
  /// The asker's own side.
  var side: Mandate.Side
  var phone: String
  var relation: Mandate.Relation?
  var scopes: Set<MandateScope>
  /// The last day, included.
  var untilOn: LocalDate?
}

/// What is asked for somebody who does not sign in, and confirmed at a window, as it was typed.
struct WardAsk: Hashable, Sendable {
  /// Nil while nothing was picked.
  var basis: Mandate.Basis?
  /// Of adults who decide for themselves and have no telephone; guardians are guardians.
  var relation: Mandate.Relation?
  var personName: String
  /// Of the ward; only its hash, its mask and the birth date are kept.
  var citizenNumber: String
  var scopes: Set<MandateScope>
  var untilOn: LocalDate?
  /// The version of the children's text that was agreed to; nil without the tick.
  var consentVersion: Int?
}

extension MandateAsk {
  /// What a key stands for: the same however the scopes are held, which have no order.
  var content: String {
    [
      side.rawValue, phone, relation?.rawValue ?? "", scopes.listed, untilOn.map { "\($0)" } ?? "",
    ].joined(separator: "\n")
  }
}

extension WardAsk {
  /// As of `MandateAsk`.
  var content: String {
    [
      basis?.rawValue ?? "", relation?.rawValue ?? "", personName, citizenNumber, scopes.listed,
      untilOn.map { "\($0)" } ?? "", consentVersion.map { String($0) } ?? "",
    ].joined(separator: "\n")
  }
}

extension Set<MandateScope> {
  fileprivate var listed: String { map(\.rawValue).sorted().joined(separator: " ") }
}

/// What an ask is when nothing is wrong with it.
struct CheckedAsk: Hashable, Sendable {
  let side: Mandate.Side
  let phone: PhoneNumber
  let relation: Mandate.Relation
  let scopes: Set<MandateScope>
  let untilAt: Timestamp
}

struct CheckedWard: Hashable, Sendable {
  let basis: Mandate.Basis
  let relation: Mandate.Relation
  let personName: PersonName
  let number: CitizenNumber
  let scopes: Set<MandateScope>
  let untilAt: Timestamp
  let consentVersion: Int?
}
