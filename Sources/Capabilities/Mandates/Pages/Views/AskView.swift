internal import Contracts
internal import Kernel

/// One choice of several.
struct MandateOption: Sendable {
  let value: String
  let label: String
  var hint: String?
  let chosen: Bool
}

/// The form that gives a mandate or asks for one.
struct AskView: Sendable {
  let side: String
  let isGiving: Bool
  let phone: String
  let relations: [MandateOption]
  let scopes: [ScopeChoice]
  let ends: [MandateOption]
  /// The asker's name has to be checked first.
  let needsCheck: Bool
  let errors: FormErrors?

  init(
    _ ask: AskForm, isChecked: Bool, errors: FormErrors?, _ terms: MandateTerms,
    _ say: MandateSay
  ) {
    needsCheck = !isChecked
    side = ask.side.rawValue
    isGiving = ask.side == .principal
    phone = ask.phone
    relations = Self.relations(ask.relation, say)
    scopes = Self.scopes(ask.scopes, say)
    ends = Self.ends(ask.days, terms, say)
    self.errors = errors
  }

  static func relations(_ chosen: Mandate.Relation?, _ say: MandateSay) -> [MandateOption] {
    Mandate.Relation.allCases.filter { $0 != .guardian }.map {
      MandateOption(value: $0.rawValue, label: say.relation($0), chosen: $0 == chosen)
    }
  }

  static func scopes(_ chosen: Set<MandateScope>, _ say: MandateSay) -> [ScopeChoice] {
    MandateScope.allCases.map { ScopeChoice($0, chosen: chosen.contains($0), say) }
  }

  static func ends(_ chosen: Int?, _ terms: MandateTerms, _ say: MandateSay) -> [MandateOption] {
    terms.proposedDays.map { days in
      MandateOption(
        value: String(days), label: say("mandate.days.\(days)"), chosen: days == chosen)
    }
  }
}

/// The form for somebody who does not sign in: a child, an adult under guardianship, or one without
/// a telephone.
struct WardView: Sendable {
  let bases: [MandateOption]
  let relations: [MandateOption]
  let name: String
  let number: String
  let scopes: [ScopeChoice]
  let ends: [MandateOption]
  /// The children's text; nil while there is none.
  let rule: Rule?
  let errors: FormErrors?

  struct Rule: Sendable {
    let version: String
    let title: String
    let why: String
    let effect: String
    let chosen: Bool
  }

  init(
    _ ask: WardForm, _ text: ConsentText?, errors: FormErrors?, _ terms: MandateTerms,
    _ say: MandateSay
  ) {
    bases = [Mandate.Basis.minor, .incapacity, .ownWill].map { basis in
      MandateOption(
        value: basis.rawValue, label: say("mandate.basis." + basis.rawValue),
        hint: say("mandate.basis.\(basis.rawValue).hint"), chosen: basis == ask.basis)
    }
    relations = AskView.relations(ask.relation, say)
    name = ask.name
    number = ask.number
    scopes = AskView.scopes(ask.scopes, say)
    ends = AskView.ends(ask.days, terms, say)
    rule = text.map { text in
      let sentences = text.sentences(in: say.language)
      return Rule(
        version: String(text.version), title: sentences.title, why: sentences.why,
        effect: sentences.effect, chosen: ask.consentVersion == text.version)
    }
    self.errors = errors
  }
}
