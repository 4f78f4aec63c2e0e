import Contracts
import Kernel

/// Turns what happened to requests into messages.
struct RequestSubscriber: Sendable {
  let teller: Teller

  func subscribe(to events: Subscriptions) {
    events.on(ServiceRequestEvents.Moved.self, as: "notifications.moved", moved)
    events.on(
      ServiceRequestEvents.ManyJoined.self, as: "notifications.many_joined", manyJoined)
    events.on(ServiceRequestEvents.LimitNear.self, as: "notifications.limit_near") { near, tx in
      try limit(
        MessageRule.near, near.request, DutyOwner(near.owner, area: near.area), near.duty,
        near.dueAt, occasion: "near", in: tx)
    }
    events.on(ServiceRequestEvents.LimitMissed.self, as: "notifications.limit_missed") {
      missed, tx in
      let owner = DutyOwner(missed.owner, area: missed.area)
      try limit(
        MessageRule.missed, missed.request,
        missed.isFarOver ? owner.withDesks(of: missed.area) : owner, missed.duty, missed.dueAt,
        occasion: missed.isFarOver ? "far" : "missed", in: tx)
    }
    events.on(ServiceRequestEvents.Climbed.self, as: "notifications.climbed") { climbed, tx in
      try limit(
        MessageRule.climbed, climbed.request, DutyOwner(climbed.owner, area: climbed.area),
        climbed.duty, climbed.dueAt, occasion: "climbed", in: tx)
    }
  }

  @Sendable private func moved(_ move: ServiceRequestEvents.Moved, _ tx: Transaction) throws {
    guard !move.isImported else { return }
    let forReporter = MessageRule.forReporter(move)
    let forOwner = MessageRule.forOwner(move)
    let isNudge = move.move == "nudge"
    guard forReporter != nil || forOwner != nil || isNudge,
      let summary = try teller.requests.summary(of: move.request, in: tx)
    else { return }
    var codes = Message.Codes(number: summary.number, unit: move.unit, dueAt: summary.dueAt)
    if summary.isProactive { codes.area = summary.area }
    let occasion = Occasion(name: "v\(move.version)", at: move.at)
    if let usual = forReporter {
      let forReporter = MessageRule.found(summary, after: move) ?? usual
      let receivers = [summary.reporter].compactMap { $0 } + summary.supporters
      try teller.tell(
        forReporter, to: receivers, about: summary.id, codes, occasion: occasion, in: tx)
      // Who left a number and has no account reads nothing in the app.
      for caller in forReporter.goesOut ? summary.callers : [] {
        var own = codes
        own.number = caller.number
        try teller.tell(
          forReporter, to: [Caller.receiver(of: caller.request)], about: summary.id, own,
          occasion: occasion, in: tx)
      }
    }
    try neighbours(move, summary, codes, occasion, in: tx)
    if let forOwner, let owner = move.unit ?? move.owner {
      try teller.tell(
        forOwner, to: try teller.posts(DutyOwner(owner, area: move.area), in: tx),
        about: summary.id, codes, occasion: occasion, in: tx)
    }
    if isNudge { try nudge(move, summary, codes, occasion, in: tx) }
  }

  /// Those of the area who asked for it; who follows the case has heard of it already.
  private func neighbours(
    _ move: ServiceRequestEvents.Moved, _ summary: ServiceRequestSummary, _ codes: Message.Codes,
    _ occasion: Occasion, in tx: Transaction
  ) throws {
    let told = Set([summary.reporter].compactMap { $0 } + summary.supporters)
    func people(wideOnly: Bool) throws -> [Identifier<Person>] {
      try NeighbourStore.people(
        in: summary.area, about: summary.service, wideOnly: wideOnly, in: tx
      ).filter { !told.contains($0) }
    }
    var own = codes
    (own.area, own.service) = (summary.area, summary.service)
    if let draft = MessageRule.forArea(summary, after: move) {
      try teller.tell(
        draft, to: try people(wideOnly: true), about: summary.id, own, occasion: occasion, in: tx)
    }
    // Told once: the same template to the same person is one message.
    if let draft = MessageRule.forNeighbours(summary, after: move) {
      try teller.tell(
        draft, to: try people(wideOnly: false), about: summary.id, codes, occasion: occasion,
        in: tx)
    }
  }

  @Sendable private func manyJoined(
    _ many: ServiceRequestEvents.ManyJoined, _ tx: Transaction
  ) throws {
    guard let summary = try teller.requests.summary(of: many.request, in: tx),
      !summary.isImported
    else { return }
    var codes = Message.Codes(number: summary.number, unit: summary.leadUnit)
    codes.count = many.joined
    let owner = DutyOwner(many.owner, area: many.area).withDesks(of: many.area)
    try teller.tell(
      MessageRule.manyJoined, to: try teller.posts(owner, in: tx), about: summary.id, codes,
      occasion: Occasion(name: "joined\(many.joined)", at: many.at), in: tx)
  }

  /// Whoever is on duty for it; when it is late, or nobody is, those who operate for its place too,
  /// to whom its handlers answer.
  private func nudge(
    _ move: ServiceRequestEvents.Moved, _ summary: ServiceRequestSummary, _ codes: Message.Codes,
    _ occasion: Occasion, in tx: Transaction
  ) throws {
    let isLate = summary.owedAt.map { $0 < move.at } ?? false
    let owner = DutyOwner(move.unit ?? move.owner ?? "desk:street", area: move.area)
    let wide = owner.withDesks(of: move.area)
    var codes = codes
    if isLate { codes.dueAt = summary.owedAt }
    var receivers = try teller.posts(isLate ? wide : owner, in: tx)
    if receivers.isEmpty { receivers = try teller.posts(wide, in: tx) }
    try teller.tell(
      MessageRule.forNudge(isLate: isLate), to: receivers, about: summary.id, codes,
      occasion: occasion, in: tx)
  }

  private func limit(
    _ draft: Draft, _ request: String, _ owner: DutyOwner, _ duty: String, _ dueAt: Timestamp?,
    occasion: String, in tx: Transaction
  ) throws {
    guard let summary = try teller.requests.summary(of: request, in: tx), !summary.isImported
    else { return }
    let stamp = dueAt.map { String($0.rawValue) } ?? ""
    try teller.tell(
      draft, to: try teller.posts(owner, in: tx), about: summary.id,
      Message.Codes(number: summary.number, unit: summary.leadUnit, dueAt: dueAt, duty: duty),
      occasion: Occasion(name: "\(occasion):\(duty):\(stamp)", at: tx.now), in: tx)
  }
}
