import Contracts
import Kernel

extension MandateSay {
  /// One line of the history, as one of the two sides or a window reads it.
  func entry(
    _ entry: MandateEntry, _ cards: [Identifier<Person>: PersonCard],
    reader: Identifier<Person>?, shows: (Identifier<Person>) -> Bool
  ) -> MandateLine {
    let scope = entry.detail.flatMap(MandateScope.init(rawValue:)).map(self.scope)
    let document = entry.detail.flatMap(Mandate.Document.init(rawValue:)).map(self.document)
    let values = [
      "who": who(entry, cards, reader, shows), "what": scope ?? document ?? "",
    ]
    let key =
      entry.role == .window ? "mandate.entry.window." + entry.move.rawValue : key(of: entry)
    return MandateLine(
      look: look(entry.move), icon: icon(entry.move), title: self(key, values),
      time: Say.when(entry.at, now: now, in: language), at: entry.at.description)
  }

  private func key(of entry: MandateEntry) -> String {
    guard entry.move == .expired else { return "mandate.entry." + entry.move.rawValue }
    switch entry.detail.flatMap(Mandate.EndReason.init(rawValue:)) {
    case .unanswered: return "mandate.entry.unanswered"
    case .closed: return "mandate.entry.closed"
    default: return "mandate.entry.expired"
    }
  }

  private func who(
    _ entry: MandateEntry, _ cards: [Identifier<Person>: PersonCard],
    _ reader: Identifier<Person>?, _ shows: (Identifier<Person>) -> Bool
  ) -> String {
    guard let actor = entry.actor else { return "" }
    if actor == reader { return self("mandate.you") }
    let card = cards[actor]
    if entry.role == .window { return card?.post ?? self("mandate.window") }
    guard shows(actor), let card else { return self("mandate.somebody") }
    return card.name.isEmpty ? card.maskedPhone ?? self("mandate.somebody") : card.name
  }

  private func look(_ move: MandateEntry.Move) -> String {
    switch move {
    case .declined, .cancelled, .withdrawn, .givenBack, .expired, .switchedOff: "turn"
    case .asked, .confirmed, .used, .switchedOn: "ok"
    }
  }

  private func icon(_ move: MandateEntry.Move) -> String {
    switch move {
    case .asked: "send"
    case .confirmed, .switchedOn: "check"
    case .declined, .cancelled, .switchedOff: "x"
    case .withdrawn, .givenBack: "lock"
    case .expired: "clock"
    case .used: "eye"
    }
  }
}

/// A line of a mandate's history as it is shown.
struct MandateLine: Sendable {
  let look: String
  let icon: String
  let title: String
  let time: String
  let at: String
}
