import Civics
import Contracts
import Kernel

extension MandateActions {
  /// A mandate with everything its page shows.
  struct Look: Sendable {
    let mandate: Mandate
    let switches: [MandateSwitch]
    let entries: [MandateEntry]
    let cards: [Identifier<Person>: PersonCard]
    /// Of who cannot sign in; nil for others.
    let ward: Ward?
    /// The reader's own name was checked; asked only where an answer hangs on it.
    var isChecked = false
  }

  static let shownEntries = 100

  /// All mandates of a person, and the people in them.
  struct Overview: Sendable {
    let mandates: [Mandate]
    let switches: [Identifier<Mandate>: [MandateSwitch]]
    let cards: [Identifier<Person>: PersonCard]
  }

  func overview(of viewer: Viewer) async throws -> Overview {
    let person = try Self.person(viewer)
    let (overview, unknown) = try await database.read { db -> (Overview, [Identifier<Mandate>]) in
      let own = hashes(of: try people.phone(of: person, in: db))
      let (found, switches) = try MandateStore.overview(of: person, hashes: own, in: db)
      let mandates = try found.map { try settled($0, for: person, hashes: own, in: db) }
      let overview = Overview(
        mandates: mandates, switches: switches, cards: try cards(of: mandates, in: db))
      return (overview, zip(found, mandates).filter { Self.isNews($0, $1) }.map(\.1.id))
    }
    try await remember(unknown, of: person)
    return overview
  }

  /// Asked before the number had anybody: now it has, and a window can write down who it is.
  private static func isNews(_ found: MandateStore.Found, _ mandate: Mandate) -> Bool {
    found.mandate.invited == nil && mandate.invited != nil
  }

  private func remember(
    _ ids: [Identifier<Mandate>], of person: Identifier<Person>
  ) async throws {
    guard !ids.isEmpty else { return }
    try await database.write { try MandateStore.invite(person, to: ids, in: $0) }
  }

  func look(_ id: Identifier<Mandate>, as viewer: Viewer) async throws -> Look {
    let person = try Self.person(viewer)
    let (shown, isNews) = try await database.read { db -> (Look, Bool) in
      guard let found = try MandateStore.find(id, in: db) else { throw Problem(.notFound) }
      let mandate = try seen(found, by: person, in: db)
      var look = try self.look(at: mandate, found.ward, in: db)
      if mandate.state == .pending, mandate.side(of: person) != mandate.askedBy {
        look.isChecked = try RealNameStore.isMatched(person, in: db)
      }
      return (look, Self.isNews(found, mandate))
    }
    if isNews { try await remember([id], of: person) }
    return shown
  }

  private func look(at mandate: Mandate, _ ward: Ward?, in db: some Reading) throws -> Look {
    let parts = try MandateStore.parts(of: mandate.id, entries: Self.shownEntries, in: db)
    return try look(at: mandate, ward, parts, in: db)
  }

  func look(
    at mandate: Mandate, _ ward: Ward?, _ parts: MandateStore.Parts, in db: some Reading
  ) throws -> Look {
    let named =
      [mandate.principal, mandate.delegate, mandate.invited] + parts.entries.map(\.actor)
    return Look(
      mandate: mandate, switches: parts.switches, entries: parts.entries,
      cards: try people.cards(of: named.compactMap { $0 }, in: db), ward: ward)
  }

  func cards(
    of mandates: [Mandate], in db: some Reading
  ) throws -> [Identifier<Person>: PersonCard] {
    try people.cards(
      of: mandates.flatMap { [$0.principal, $0.delegate, $0.invited].compactMap { $0 } }, in: db)
  }
}
