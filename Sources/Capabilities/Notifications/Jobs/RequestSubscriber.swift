import Contracts
import Kernel

/// Turns what happened to requests into messages.
struct RequestSubscriber: Sendable {
  let teller: Teller

  func subscribe(to events: Subscriptions) {
    events.on(ServiceRequestEvents.Moved.self, as: "notifications.moved", moved)
    events.on(ServiceRequestEvents.LimitNear.self, as: "notifications.limit_near") { near, tx in
      let owner = DutyOwner(near.owner, area: near.area)
      try limit(
        MessageRule.near, near.request, owner, "near:\(near.duty):\(stamp(near.dueAt))", in: tx)
    }
    events.on(ServiceRequestEvents.LimitMissed.self, as: "notifications.limit_missed") {
      missed, tx in
      let owner = DutyOwner(missed.owner, area: missed.area)
      let far = missed.isFarOver ? "far" : "missed"
      try limit(
        MessageRule.missed, missed.request,
        missed.isFarOver ? owner.withStreet(of: missed.area) : owner,
        "\(far):\(missed.duty):\(stamp(missed.dueAt))", in: tx)
    }
  }

  @Sendable private func moved(_ move: ServiceRequestEvents.Moved, _ tx: Transaction) throws {
    guard !move.isImported else { return }
    let forReporter = MessageRule.forReporter(move)
    let forUnit = MessageRule.forUnit(move)
    guard forReporter != nil || forUnit != nil,
      let summary = try teller.requests.summary(of: move.request, in: tx)
    else { return }
    let occasion = Occasion(name: "v\(move.version)", at: move.at)
    if let forReporter {
      let receivers = [summary.reporter].compactMap { $0 } + summary.supporters
      try teller.tell(
        forReporter, to: receivers, about: summary, unit: move.unit, occasion: occasion, in: tx)
    }
    if let forUnit, let unit = move.unit {
      try teller.tell(
        forUnit, to: try teller.posts(DutyOwner(unit, area: move.area), in: tx), about: summary,
        unit: unit, occasion: occasion, in: tx)
    }
  }

  private func limit(
    _ draft: Draft, _ request: String, _ owner: DutyOwner, _ occasion: String,
    in tx: Transaction
  ) throws {
    guard let summary = try teller.requests.summary(of: request, in: tx), !summary.isImported
    else { return }
    try teller.tell(
      draft, to: try teller.posts(owner, in: tx), about: summary, unit: summary.leadUnit,
      occasion: Occasion(name: occasion, at: tx.now), in: tx)
  }

  private func stamp(_ at: Timestamp?) -> String { at.map { String($0.rawValue) } ?? "" }
}
