internal import Contracts
internal import Kernel

/// What waits for the desk, or what it has decided.
struct RightsDeskView: Sendable {
  let shows: [Link]
  let rows: [RightsRow]
  let empty: Empty?

  struct Link: Sendable {
    let path: String
    let label: String
    let current: Bool
  }

  struct Empty: Sendable { let text: String }

  init(
    _ requests: [RightsRequest], _ cards: [Identifier<Person>: PersonCard], isOpen: Bool,
    _ say: RightsSay
  ) {
    shows = [
      Link(path: "/rights-desk", label: say("right.desk.open"), current: isOpen),
      Link(path: "/rights-desk?show=done", label: say("right.desk.done"), current: !isOpen),
    ]
    rows = requests.map { request in
      let card = cards[request.person]
      let who = [card?.name ?? "", card?.maskedPhone ?? ""].filter { !$0.isEmpty }
        .joined(separator: " · ")
      return RightsRow(
        request, below: "/rights-desk/", who: who.isEmpty ? say("right.nobody") : who, say)
    }
    empty =
      requests.isEmpty
      ? Empty(text: say(isOpen ? "right.desk.none" : "right.desk.none-done")) : nil
  }
}

/// One request as the desk decides it.
struct RightsDeskRequestView: Sendable {
  let id: String
  let chip: RightsChip
  let title: String
  let note: String
  let words: String?
  let facts: [Fact]
  let answer: String?
  /// Why it takes longer.
  let longer: String?
  let outcome: String?
  /// Set while it is open.
  let acts: Acts?
  /// Whether a restriction holds still.
  let restricted: String?
  let errors: FormErrors?

  struct Fact: Sendable {
    let label: String
    let text: String
  }

  struct Acts: Sendable {
    let lead: String
    let asksName: Bool
    let isErasing: Bool
    let name: String
    let phone: String
    /// Consents that can be taken back.
    let consents: Consents?
    let typed: String
    /// It may still take longer, once.
    let isExtendable: Bool
  }

  struct Consents: Sendable {
    let rows: [Row]

    struct Row: Sendable {
      let code: String
      let label: String
      let chosen: Bool
    }
  }

  init(
    _ look: RightsActions.DeskLook, typed: RightsDeskTyped, errors: FormErrors?,
    _ say: RightsSay
  ) {
    let request = look.request
    id = request.id.rawValue
    chip = say.chip(request)
    title = say.kind(request.kind)
    note = say.note(request)
    words = request.words.isEmpty ? nil : request.words
    answer = request.answer
    longer = request.extensionReason
    outcome = say.outcome(request.erased)
    let who = [look.card?.name ?? "", look.card?.maskedPhone ?? ""].filter { !$0.isEmpty }
    var facts = [
      Fact(
        label: say("right.fact.who"),
        text: who.isEmpty ? say("right.nobody") : who.joined(separator: " · ")),
      Fact(
        label: say("right.fact.asked"),
        text: Say.when(request.askedAt, now: say.now, in: say.language)),
    ]
    if let limit = look.limit {
      facts.append(
        Fact(
          label: say("right.fact.limit"),
          text: say("right.fact.days", ["n": String(limit.days), "law": say.law(limit.source)])))
    }
    if let decider = look.decider {
      facts.append(Fact(label: say("right.fact.by"), text: decider.post ?? decider.name))
    }
    self.facts = facts
    acts =
      request.state == .open
      ? Acts(
        lead: say("right.desk.lead." + request.kind.rawValue),
        asksName: request.kind == .correction,
        isErasing: request.kind == .deletion || request.kind == .closure,
        name: typed.fulfilment.newName ?? "", phone: typed.fulfilment.newPhone ?? "",
        consents: Self.consents(look, typed, say), typed: typed.answer,
        isExtendable: request.isExtendable(at: say.now))
      : nil
    restricted =
      request.kind == .restriction && request.state == .granted
      ? say(look.isRestricted ? "right.desk.held" : "right.desk.lifted") : nil
    self.errors = errors
  }

  private static func consents(
    _ look: RightsActions.DeskLook, _ typed: RightsDeskTyped, _ say: RightsSay
  ) -> Consents? {
    guard !look.standing.isEmpty else { return nil }
    return Consents(
      rows: look.standing.map { purpose in
        Consents.Row(
          code: purpose.rawValue, label: say("right.consent." + purpose.rawValue),
          chosen: typed.fulfilment.withdrawn.contains(purpose.rawValue))
      })
  }
}

/// The desk's form as it was sent.
struct RightsDeskTyped: Sendable {
  var answer = ""
  var fulfilment = RightsActions.Fulfilment()

  init(answer: String = "") { self.answer = answer }

  init(_ form: Form) {
    answer = form.text("answer") ?? ""
    fulfilment = RightsActions.Fulfilment(
      newName: form.text("name"), newPhone: form.text("phone"), withdrawn: form.all("consent"))
  }
}

extension RightsSay {
  /// Sources are kept as codes; the laws we ship are named in the reader's language.
  fileprivate func law(_ source: String) -> String {
    if source == "CAC notice 2019-191 Art. 6" { return self("right.law.cac") }
    guard let article = source.wholeMatch(of: #/PIPL Art\. (\d+)/#) else { return source }
    return self("right.law.pipl", ["n": String(article.1)])
  }
}
