internal import Contracts
internal import Kernel

/// 我的授权: what waits for an answer, what was given, what is held, and what was agreed to.
struct PermissionsView: Sendable {
  let groups: [Group]
  let consents: [ConsentRow]
  /// Set while there is no mandate at all.
  let empty: Empty?
  /// What is over, folded away.
  let past: Past?

  struct Group: Sendable {
    let title: String
    let rows: [Row]
  }

  struct Past: Sendable { let rows: [Row] }
  struct Empty: Sendable { let text: String }

  struct Row: Sendable {
    let path: String
    let chip: MandateChip
    let title: String
    let note: String
    /// The names of the switches that are on.
    let scopes: String
  }

  struct ConsentRow: Sendable {
    let path: String
    let title: String
    let chip: MandateChip
    let note: String
  }
}

extension PermissionsView {
  init(
    _ overview: MandateActions.Overview, _ books: [ConsentBook], for person: Identifier<Person>,
    _ say: MandateSay
  ) {
    var asked: [Row] = []
    var given: [Row] = []
    var held: [Row] = []
    var over: [Row] = []
    for mandate in overview.mandates {
      guard let side = mandate.side(of: person) else { continue }
      let row = Row(mandate, side, overview, say)
      switch mandate.stateShown(at: say.now) {
      case .pending where mandate.askedBy != side: asked.append(row)
      case .pending, .active: if side == .principal { given.append(row) } else { held.append(row) }
      case .expired, .revoked: over.append(row)
      }
    }
    groups = [
      ("mandate.group.asked", asked), ("mandate.group.given", given), ("mandate.group.held", held),
    ].compactMap { title, rows in
      rows.isEmpty ? nil : Group(title: say(title), rows: rows)
    }
    consents = books.compactMap { ConsentRow($0, say) }
    empty = overview.mandates.isEmpty ? Empty(text: say("mandate.empty")) : nil
    past = over.isEmpty ? nil : Past(rows: over)
  }
}

extension PermissionsView.Row {
  init(
    _ mandate: Mandate, _ side: Mandate.Side, _ overview: MandateActions.Overview,
    _ say: MandateSay
  ) {
    let on = (overview.switches[mandate.id] ?? []).filter(\.isOn)
    let who = say.who(OtherSide(mandate, side, overview.cards))
    path = "/permissions/" + mandate.id.rawValue
    chip = say.chip(mandate)
    title = say.headline(mandate, side, who, on: on.count)
    note = say.sub(mandate, side, who)
    scopes = on.map { say.scope($0.scope) }.joined(separator: say("mandate.and"))
  }
}

extension PermissionsView.ConsentRow {
  init?(_ book: ConsentBook, _ say: MandateSay) {
    guard let text = book.current else { return nil }
    path = "/consents/" + text.purpose.rawValue
    title = text.sentences(in: say.language).title
    chip = say.chip(book.state)
    note =
      book.last.map { last in
        let at = last.withdrawnAt ?? last.decidedAt
        return Say.when(at, now: say.now, in: say.language)
      } ?? ""
  }
}

extension MandateSay {
  func chip(_ state: ConsentBook.State) -> MandateChip {
    let word = self("consent.state." + state.rawValue)
    return switch state {
    case .given: MandateChip(look: "done", icon: "check-c", word: word)
    case .outdated: MandateChip(look: "backed", icon: "ret-c", word: word)
    case .open: MandateChip(look: "", icon: "dot-c", word: word)
    case .refused, .withdrawn: MandateChip(look: "void", icon: "slash-c", word: word)
    }
  }
}
