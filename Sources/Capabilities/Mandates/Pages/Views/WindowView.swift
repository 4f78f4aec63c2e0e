internal import Contracts
internal import Kernel

/// Looking up what somebody came to the window for.
struct WindowView: Sendable {
  let search: String
  let rows: [Row]
  let empty: Empty?
  let errors: FormErrors?

  struct Row: Sendable {
    let path: String
    let chip: MandateChip
    let title: String
    let note: String
  }

  struct Empty: Sendable { let text: String }

  init(text: String, found: [Mandate]?, errors: FormErrors?, _ say: MandateSay) {
    search = text
    self.errors = errors
    rows = (found ?? []).map { mandate in
      Row(
        path: "/window/mandates/" + mandate.id.rawValue, chip: say.chip(mandate),
        title: say("window.row", ["code": MandateView.spaced(mandate.code)]),
        note: say("window.basis." + mandate.basis.rawValue))
    }
    empty = found.map(\.isEmpty) == true ? Empty(text: say("window.none")) : nil
  }
}

/// One mandate at the window: both people, what has to be proved, and by which paper.
struct WindowMandateView: Sendable {
  let id: String
  let chip: MandateChip
  let title: String
  let facts: [MandateView.Fact]
  let scopes: String
  let lines: [MandateLine]
  /// Set while it waits for a window.
  let confirming: Act?
  /// Set while it holds.
  let withdrawing: Act?
  /// What it waits for, when it is not a window's turn.
  let note: String?
  let errors: FormErrors?

  struct Act: Sendable {
    let documents: [MandateOption]
    let asksChild: Bool
    let lead: String
  }

  init(
    _ look: MandateActions.Look, _ terms: MandateTerms, document: String?, errors: FormErrors?,
    _ say: MandateSay
  ) {
    let mandate = look.mandate
    let isOpen = mandate.isOpen(at: say.now, terms)
    let documents = Mandate.Document.allCases.filter { $0.proves(mandate.basis) }.map {
      MandateOption(
        value: $0.rawValue, label: say.document($0), chosen: $0.rawValue == document)
    }
    id = mandate.id.rawValue
    chip = say.chip(mandate)
    title = say("window.basis." + mandate.basis.rawValue)
    facts = Self.facts(look, say)
    scopes = look.switches.filter(\.isOn).map { say.scope($0.scope) }
      .joined(separator: say("mandate.and"))
    lines = look.entries.map { say.entry($0, look.cards, reader: nil) { _ in true } }
    let asksChild = look.ward.map { ward in
      mandate.basis == .minor && ward.isHeard(at: say.now, terms)
    }
    confirming =
      isOpen
      ? Act(
        documents: documents, asksChild: asksChild ?? false,
        lead: say(
          mandate.askedBy == .principal
            ? "window.lead.taking" : "window.lead." + mandate.basis.rawValue)) : nil
    withdrawing =
      mandate.holds(at: say.now)
      ? Act(documents: documents, asksChild: false, lead: say("window.lead.withdraw")) : nil
    note =
      confirming == nil && withdrawing == nil ? say("window.note.over") : nil
    self.errors = errors
  }

  private static func facts(
    _ look: MandateActions.Look, _ say: MandateSay
  ) -> [MandateView.Fact] {
    let mandate = look.mandate
    func shown(_ person: Identifier<Person>?, _ otherwise: String?) -> String {
      let card = person.flatMap { look.cards[$0] }
      let parts = [card?.name ?? "", card?.maskedPhone ?? otherwise ?? ""]
      return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }
    var facts = [
      MandateView.Fact(
        label: say("window.fact.principal"),
        text: shown(mandate.principal ?? mandate.invited, mandate.maskedPhone)),
      MandateView.Fact(
        label: say("window.fact.delegate"), text: shown(mandate.delegate, mandate.maskedPhone)),
      MandateView.Fact(
        label: say("mandate.fact.relation"), text: say.whole(mandate.relation)),
      MandateView.Fact(label: say("mandate.fact.until"), text: say.lastDay(mandate.untilAt)),
    ]
    if let ward = look.ward {
      let born = Say.date(ward.born, now: say.now, in: say.language)
      facts.insert(
        MandateView.Fact(label: say("mandate.fact.number"), text: ward.maskedNumber), at: 1)
      facts.insert(MandateView.Fact(label: say("window.fact.born"), text: born), at: 2)
      if let typed = mandate.typedName {
        facts.insert(MandateView.Fact(label: say("window.fact.typed"), text: typed), at: 3)
      }
    }
    if let document = mandate.document {
      facts.append(
        MandateView.Fact(label: say("window.fact.document"), text: say.document(document)))
    }
    return facts
  }
}
