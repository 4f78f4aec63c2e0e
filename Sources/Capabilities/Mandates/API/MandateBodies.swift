import Contracts
import Kernel

/// What the wire brings to ask for a mandate or to give one.
struct AskBody: Codable {
  /// The caller's own side: `principal` gives, `delegate` asks.
  let side: String
  let phone: String
  let relation: String
  let scopes: [String]
  let until: LocalDate

  /// Throws `Problem(.invalid)` for words there are not.
  func ask() throws -> MandateAsk {
    guard let side = Mandate.Side(rawValue: side) else {
      throw Problem(field: "side", "problem.field-value")
    }
    guard let relation = Mandate.Relation(rawValue: relation), relation != .guardian else {
      throw Problem(field: "relation", "problem.field-value")
    }
    return MandateAsk(
      side: side, phone: phone, relation: relation, scopes: try Self.scopes(scopes),
      untilOn: until)
  }

  static func scopes(_ codes: [String]) throws -> Set<MandateScope> {
    Set(
      try codes.enumerated().map { index, code in
        guard let scope = MandateScope(rawValue: code) else {
          throw Problem(field: "scopes.\(index)", "problem.field-value")
        }
        return scope
      })
  }
}

struct MandateMoveBody: Codable {
  let move: String
  let scopes: [String]?
  let scope: String?
  let is_on: Bool?

  /// Throws `Problem(.invalid)` naming what is missing or unknown.
  func asMove() throws -> MandateMove {
    switch move {
    case "confirm": return .confirm(try scopes.map(AskBody.scopes))
    case "decline": return .decline
    case "cancel": return .cancel
    case "withdraw": return .withdraw
    case "give_back": return .giveBack
    case "switch":
      guard let code = scope else { throw Problem(field: "scope", "problem.field-missing") }
      guard let scope = MandateScope(rawValue: code) else {
        throw Problem(field: "scope", "problem.field-value")
      }
      guard let is_on else { throw Problem(field: "is_on", "problem.field-missing") }
      return .turn(scope, isOn: is_on)
    default: throw Problem(field: "move", "problem.field-value")
    }
  }
}

struct ConsentBody: Codable {
  let purpose: String
  let version: Int
  /// `give`, `refuse` or `withdraw`.
  let word: String
}
