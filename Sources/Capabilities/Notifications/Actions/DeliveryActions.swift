import Contracts
import Kernel

/// What staff see of deliveries, and can do about those that failed.
struct DeliveryActions: Sendable {
  typealias Attempt = DeliveryStore.Attempt

  let database: Database
  let people: any PeopleDirectory

  static let days: Int64 = 7

  struct Overview: Sendable {
    let figures: [DeliveryStore.Figure]
    let failed: [DeliveryStore.Failed]
    let next: MessageCursor?
    /// Masked telephones.
    let phones: [Identifier<Person>: String]
  }

  /// Figures of the last seven days, and what failed.
  func overview(after: MessageCursor?, limit: Int) async throws -> Overview {
    let from = database.world.now().adding(days: -Self.days)
    return try await database.read { [people] db in
      let found = try DeliveryStore.failed(after: after, limit: limit + 1, in: db)
      let shown = Array(found.prefix(limit))
      let cards = try people.cards(of: Array(Set(shown.map(\.person))), in: db)
      let last = found.count > limit ? shown.last : nil
      return Overview(
        figures: try DeliveryStore.figures(from: from, in: db), failed: shown,
        next: last.map { MessageCursor(at: $0.at, id: $0.id.rawValue) },
        phones: cards.compactMapValues(\.maskedPhone))
    }
  }

  /// Tries the same channel once more, under a key of its own: the carrier has refused the first.
  ///
  /// Throws `Problem(.notFound)`, or `.notNow` when it has gone on by itself meanwhile.
  func resend(
    _ id: Identifier<Attempt>, by viewer: Viewer, key: CommandKey?
  ) async throws {
    _ = try await database.command(key) { tx in
      guard let attempt = try DeliveryStore.find(id, in: tx) else { throw Problem(.notFound) }
      guard try DeliveryStore.isStuck(id, in: tx) else {
        throw Problem(.notNow, "deliveries.gone-on")
      }
      let next: Identifier<Attempt> = tx.newID()
      guard
        try DeliveryStore.insert(
          next, of: attempt.message.id, step: attempt.step + 1, attempt.channel,
          orderedBy: viewer.actor, in: tx)
      else { throw Problem(.notNow, "deliveries.gone-on") }
      try DeliveryCourse.queue(next, attempt.message.level, in: tx)
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "notifications.resend", subject: "delivery:\(id)",
          detail: next.rawValue))
      return true
    }
  }
}
