import Contracts
import Kernel

/// The posted ask, as it is shown again when something is wrong.
struct AskForm: Sendable {
  let side: Mandate.Side
  let phone: String
  let relation: Mandate.Relation?
  let scopes: Set<MandateScope>
  /// From today on.
  let days: Int?

  /// What nobody has filled in yet.
  init(side: Mandate.Side) {
    self.side = side
    phone = ""
    relation = nil
    scopes = []
    days = 365
  }

  init(_ form: Form) {
    side = form.text("side").flatMap(Mandate.Side.init(rawValue:)) ?? .principal
    phone = form.text("phone") ?? ""
    relation = form.text("relation").flatMap(Mandate.Relation.init(rawValue:))
    scopes = Self.scopes(form)
    days = Self.days(form)
  }

  func ask(today: LocalDate) -> MandateAsk {
    MandateAsk(
      side: side, phone: phone, relation: relation, scopes: scopes,
      untilOn: days.map { today.adding(days: $0) })
  }

  static func scopes(_ form: Form) -> Set<MandateScope> {
    Set(form.all("scopes").compactMap(MandateScope.init(rawValue:)))
  }

  /// A number that cannot be a day of ours is none.
  static func days(_ form: Form) -> Int? {
    form.number("days").flatMap { (0...100_000).contains($0) ? Int($0) : nil }
  }
}

struct WardForm: Sendable {
  let basis: Mandate.Basis?
  let relation: Mandate.Relation?
  let name: String
  let number: String
  let scopes: Set<MandateScope>
  let days: Int?
  let consentVersion: Int?

  init(_ form: Form) {
    basis = form.text("basis").flatMap(Mandate.Basis.init(rawValue:))
    relation = form.text("relation").flatMap(Mandate.Relation.init(rawValue:))
    name = form.text("name") ?? ""
    number = form.text("number") ?? ""
    scopes = AskForm.scopes(form)
    days = form.values.isEmpty ? 365 : AskForm.days(form)
    consentVersion = form.number("consent").flatMap { Int(exactly: $0) }
  }

  func ask(today: LocalDate) -> WardAsk {
    WardAsk(
      basis: basis, relation: relation, personName: name, citizenNumber: number, scopes: scopes,
      untilOn: days.map { today.adding(days: $0) }, consentVersion: consentVersion)
  }
}
