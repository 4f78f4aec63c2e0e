import Civics
import Contracts
import Kernel
import KernelTesting
import Synchronization
import Testing

@testable import Rights

/// A failure at any statement of what people ask and the desk looks at, and of taking away.
struct RightsFailureTests {
  private static let person = Viewer(person: Identifier(rawValue: "ming"))
  private static let officer = Viewer(
    person: Identifier(rawValue: "officer"), grants: [Grant([.workRights], in: .everything)])
  private static let narrow = Viewer(
    person: Identifier(rawValue: "narrow"), grants: [Grant([.workRights], in: .area("990101001"))])

  private struct Act {
    let name: String
    /// As many statements as there are at least.
    let least: Int
    let run: @Sendable (RightsActions) async throws -> Void
  }

  private static func database(_ backend: Backend, _ clock: TestClock) async throws -> Database {
    try await backend.database(
      [KernelMigrations.all, MigrationSet(owner: "rights", RightsMigrations.all)],
      world: .fixed(clock))
  }

  private static func actions(on database: Database) -> RightsActions {
    RightsActions(
      database: database, people: Nobody(), register: Nobody(), consents: Nobody(),
      records: [RightsKeeping()], calendar: { .mainland })
  }

  @Test(arguments: Backend.all)
  func `asking, taking back and looking are whole or not at all`(backend: Backend) async throws {
    let database = try await Self.database(backend, TestClock())
    let actions = Self.actions(on: database)
    let open = try await actions.ask(.deletion, words: "", by: Self.person, key: nil)
    let held = try await actions.ask(.restriction, words: "先别用我的评价", by: Self.person, key: nil)
    try await actions.decide(held, .grant(answer: ""), by: Self.officer, key: nil)
    let copy = try await actions.ask(.copy, words: "", by: Self.person, key: nil)
    let acts = [
      Act(name: "RightsActions.ask", least: 6) {
        _ = try await $0.ask(
          .explanation, words: "为什么转给了别的单位？", by: Self.person,
          key: CommandKey("ask-1", by: "ming", for: "ask"))
      },
      Act(name: "RightsActions.copy", least: 3) { _ = try await $0.copy(copy, of: Self.person) },
      Act(name: "RightsActions.look", least: 3) { _ = try await $0.look(open, by: Self.officer) },
      Act(name: "RightsActions.requireReach", least: 1) {
        do { _ = try await $0.look(open, by: Self.narrow) } catch let problem as Problem
          where problem == Problem(.notFound)
        {}
      },
      Act(name: "RightsActions.lift", least: 4) {
        try await $0.lift(held, by: Self.person, key: CommandKey("lift-1", by: "ming", for: "lift"))
      },
      Act(name: "RightsActions.cancel", least: 4) {
        try await $0.cancel(
          open, by: Self.person, key: CommandKey("cancel-1", by: "ming", for: "cancel"))
      },
    ]

    for act in acts {
      let statements = try await eachFailure(
        act.name, of: { try await act.run(Self.actions(on: $0)) }, in: database)
      #expect(statements >= act.least, "\(act.name)")
    }
    #expect(try await actions.request(open, of: Self.person).state == .cancelled)
  }

  /// In small transactions: what one has taken is in its figure and in the audit, whatever happens
  /// to the next.
  @Test(arguments: Backend.all)
  func `what is gone is told, also when taking away was broken off`(
    backend: Backend
  ) async throws {
    let clock = TestClock()
    let database = try await Self.database(backend, clock)
    let round = Mutex(0)
    let due = RetentionActions.atOnce + 20

    let statements = try await eachFailureMadeGood(
      "RetentionActions.run",
      of: { _, database in
        _ = try await RetentionActions(database: database, keepers: [RightsKeeping()]).run()
      },
      each: {
        let number = round.withLock { number in
          number += 1
          return number
        }
        try await Self.insert(due, round: number, at: clock.now, in: database)
        clock.advance(days: 1200)
        return clock.now
      },
      leaving: { since in try await Self.figures(since: since, in: database) }, in: database)

    // Two transactions: which ones, away with them, the figure, the audit.
    #expect(statements >= 8)
    #expect(
      try await Self.figures(since: clock.now, in: database) == [
        "left 0", "in figures \(due)", "in the audit \(due)",
      ])
  }

  private static func insert(
    _ count: Int, round: Int, at now: Timestamp, in database: Database
  ) async throws {
    try await database.write { tx in
      for number in 0..<count {
        try RightsStore.insert(
          RightsRequest(
            id: Identifier(rawValue: "request-\(round)-\(number)"),
            person: Identifier(rawValue: "ming"), kind: .copy, words: "", state: .granted,
            askedAt: now, dueAt: now, decidedAt: now, version: 1), in: tx)
      }
    }
  }

  /// What is left, and what was said to be gone since then.
  private static func figures(
    since: Timestamp, in database: Database
  ) async throws -> [String] {
    try await database.read { db in
      let told = try db.rows(
        "SELECT detail FROM audit_entries WHERE action = 'rights.retention' AND at >= \(since)"
      ).compactMap { row in
        Int(try row.get("detail", as: String.self).prefix { $0.isNumber })
      }
      return [
        "left \(try db.number("SELECT COUNT(*) FROM rights_requests"))",
        "in figures "
          + String(
            try db.number(
              """
              SELECT CAST(COALESCE(SUM(taken), 0) AS BIGINT) FROM retention_runs
              WHERE finished_at >= \(since)
              """)),
        "in the audit \(told.reduce(0, +))",
      ]
    }
  }
}

/// People are asked for nothing here.
private struct Nobody: PeopleDirectory, PeopleRegister, ConsentKeeping {
  func standing(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> [ConsentPurpose] { [] }

  func withdraw(
    _ purpose: ConsentPurpose, of person: Identifier<Person>, by staff: Identifier<Person>,
    in tx: Transaction
  ) throws -> Bool { false }

  func cards(
    of people: [Identifier<Person>], in db: some Reading
  ) throws -> [Identifier<Person>: PersonCard] { [:] }

  func holding(
    _ permission: Permission, areas: [String], in db: some Reading
  ) throws -> [DutyPost] { [] }

  func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] { [] }
  func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? { nil }

  func person(with phone: PhoneNumber, in db: some Reading) throws -> Identifier<Person>? { nil }

  func addPerson(named name: PersonName, in tx: Transaction) throws -> Identifier<Person> {
    tx.newID()
  }

  func rename(_ person: Identifier<Person>, to name: PersonName, in tx: Transaction) throws {}

  func changePhone(
    of person: Identifier<Person>, to phone: PhoneNumber, in tx: Transaction
  ) throws -> Bool { false }
}
