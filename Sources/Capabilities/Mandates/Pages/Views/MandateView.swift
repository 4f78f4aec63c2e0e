internal import Contracts
internal import Kernel

/// One mandate as one of its sides sees it, with what this side can do.
struct MandateView: Sendable {
  let id: String
  let chip: MandateChip
  let headline: String
  let sub: String
  let facts: [Fact]
  /// Said at a window; while nobody has confirmed.
  let code: String?
  /// Set while the reader has to answer.
  let answer: Answer?
  /// Set where the reader's name has to be checked before an answer.
  let needsCheck: Bool
  /// The switches, where they are not part of the answer.
  let switches: Switches?
  let lines: [MandateLine]
  let canCancel: Bool
  let canWithdraw: Bool
  let canGiveBack: Bool
  let who: String
  let errors: FormErrors?

  struct Fact: Sendable {
    let label: String
    let text: String
  }

  struct Answer: Sendable {
    /// The principal chooses; a delegate takes what is offered.
    let chooses: Bool
    let scopes: [ScopeChoice]
    let note: String
  }

  struct Switches: Sendable {
    let rows: [Switch]
    let canTurn: Bool
  }

  struct Switch: Sendable {
    let code: String
    let label: String
    let hint: String
    let isOn: Bool
    let isOff: Bool
  }
}

/// One scope among those that can be ticked.
struct ScopeChoice: Sendable {
  let code: String
  let label: String
  let hint: String
  let chosen: Bool

  init(_ scope: MandateScope, chosen: Bool, _ say: MandateSay) {
    code = scope.rawValue
    label = say.scope(scope)
    hint = say.hint(scope)
    self.chosen = chosen
  }
}

extension MandateView {
  init?(
    _ look: MandateActions.Look, for person: Identifier<Person>, _ terms: MandateTerms,
    errors: FormErrors?, _ say: MandateSay
  ) {
    let mandate = look.mandate
    guard let side = mandate.side(of: person) else { return nil }
    let other = OtherSide(mandate, side, look.cards)
    let isOpen = mandate.isOpen(at: say.now, terms)
    let mayAnswer = isOpen && mandate.askedBy != side && mandate.basis == .ownWill
    let holds = mandate.holds(at: say.now)
    let on = look.switches.filter(\.isOn)
    id = mandate.id.rawValue
    who = say.who(other)
    chip = say.chip(mandate)
    headline = say.headline(mandate, side, who, on: on.count)
    sub = say.sub(mandate, side, who)
    facts = Self.facts(look, side, other, say)
    // A window opens one that holds by the same number: either side may have it ended there.
    code = holds || isOpen && mandate.askedBy == side ? Self.spaced(mandate.code) : nil
    needsCheck = mayAnswer && !look.isChecked
    answer =
      mayAnswer && look.isChecked
      ? Answer(
        chooses: side == .principal,
        scopes: on.map { ScopeChoice($0.scope, chosen: true, say) },
        note: say(side == .principal ? "mandate.answer.note" : "mandate.answer.take")) : nil
    let isShown = !(mayAnswer && side == .principal) && !look.switches.isEmpty
    let canTurn = holds && side == .principal
    switches =
      isShown
      ? Switches(
        rows: (canTurn ? look.switches : on).map { Switch($0, say) }, canTurn: canTurn) : nil
    let isAnswered = mandate.confirmedAt != nil
    let named = Set([mandate.principal, isAnswered ? mandate.delegate : nil].compactMap { $0 })
    lines = look.entries.map { entry in
      say.entry(entry, look.cards, reader: person) { actor in
        isAnswered || mandate.askedBy != side || !named.contains(actor) || actor == person
      }
    }
    canCancel = isOpen && mandate.askedBy == side
    canWithdraw = holds && side == .principal
    canGiveBack = holds && side == .delegate
    self.errors = errors
  }

  private static func facts(
    _ look: MandateActions.Look, _ side: Mandate.Side, _ other: OtherSide, _ say: MandateSay
  ) -> [Fact] {
    let mandate = look.mandate
    var facts = [
      Fact(
        label: say(side == .principal ? "mandate.fact.delegate" : "mandate.fact.principal"),
        text: say.who(other)),
      Fact(label: say("mandate.fact.relation"), text: say.whole(mandate.relation)),
      Fact(label: say("mandate.fact.until"), text: say.lastDay(mandate.untilAt)),
    ]
    if let phone = other.phone, other.name != nil {
      facts.insert(Fact(label: say("mandate.fact.phone"), text: phone), at: 1)
    }
    if let number = look.ward?.maskedNumber {
      facts.insert(Fact(label: say("mandate.fact.number"), text: number), at: 1)
    }
    if let proof = mandate.proof {
      facts.append(
        Fact(label: say("mandate.fact.proof"), text: say("mandate.proof." + proof.rawValue)))
    }
    return facts
  }

  /// `1234 5678`, easier to read out.
  static func spaced(_ code: String) -> String { "\(code.prefix(4)) \(code.dropFirst(4))" }
}

extension MandateView.Switch {
  init(_ given: MandateSwitch, _ say: MandateSay) {
    code = given.scope.rawValue
    label = say.scope(given.scope)
    hint = say.hint(given.scope)
    isOn = given.isOn
    isOff = !given.isOn
  }
}
