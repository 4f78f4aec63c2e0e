import Contracts
import Kernel

/// Which time of telling a case this is, and when it happened.
struct Occasion: Hashable, Sendable {
  let name: String
  let at: Timestamp
}

/// Writes messages and queues their texts, inside the transaction of whoever asks.
struct Teller: Sendable {
  let people: any PeopleDirectory
  let requests: any ServiceRequestDirectory

  /// A text about something older than this would only confuse: it stays in the app.
  static let textsWithinHours: Int64 = 24

  /// Tells each person once; `occasion` keeps one telling of a subject apart from the next.
  func tell(
    _ draft: Draft, to receivers: [Identifier<Person>], about subject: String,
    _ codes: Message.Codes, occasion: Occasion, in tx: Transaction
  ) throws {
    let isFresh = occasion.at.adding(hours: Self.textsWithinHours) > tx.now
    let course = DeliveryCourse(people: people, requests: requests)
    let chain = isFresh ? try course.chain(for: draft, at: occasion.at, in: tx) : nil
    var told: Set<Identifier<Person>> = []
    for person in receivers where told.insert(person).inserted {
      let message = Message(
        id: tx.newID(), to: person, kind: draft.kind, level: draft.level,
        template: draft.template,
        codes: codes, subject: subject, at: occasion.at,
        dedupeKey: "\(subject):\(occasion.name):\(draft.template.rawValue):\(person)")
      guard try MessageStore.insert(message, in: tx) else { continue }
      try tx.publish(MessageEvents.UnreadChanged(person: person, at: tx.now))
      if let chain { try course.begin(message, chain, in: tx) }
    }
  }

  /// The people on duty for an owner.
  func posts(_ owner: DutyOwner, in tx: Transaction) throws -> [Identifier<Person>] {
    let posts = try people.onDuty(units: owner.units, areas: owner.areas, in: tx).map(\.person)
    return try posts + chiefs(owner, in: tx)
  }

  /// Those who approve for the nearest place that has any of them on duty.
  private func chiefs(_ owner: DutyOwner, in tx: Transaction) throws -> [Identifier<Person>] {
    guard !owner.chiefs.isEmpty else { return [] }
    let all = try people.holding(Self.approving, areas: owner.chiefs, in: tx)
    let nearest = owner.chiefs.first { area in all.contains { $0.reach == .area(area) } }
    return all.filter { $0.reach == nearest.map(Scope.area) }.map(\.person)
  }

  private static let approving = Permission(rawValue: "service_requests.approve")
}
