import Contracts
import Kernel

/// By which formula weeks are counted.
struct FormulaActions: Sendable {
  let database: Database
  let people: any PeopleDirectory

  /// What holds, what is planned, who decided it.
  struct Book: Sendable {
    let book: FormulaBook
    let names: [String: String]
  }

  func book() async throws -> Book {
    try await database.read { [people] db in
      let book = try FormulaStore.book(in: db)
      let actors = Set(book.editions.compactMap(\.madeBy))
      let cards = try people.cards(of: actors.map { Identifier<Person>(rawValue: $0) }, in: db)
      return Book(
        book: book,
        names: Dictionary(
          cards.map { ($0.key.rawValue, $0.value.name) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Puts a formula in force from a Monday to come, after which all requests are judged anew.
  ///
  /// Throws `Problem(.invalid)` naming each row and why, and where another was decided since the
  /// form was read; weeks that are frozen keep theirs.
  func activate(_ typed: FormulaCheck.Typed, by viewer: Viewer, key: CommandKey?) async throws {
    let edition = try FormulaCheck.checked(
      typed, today: CityTime.date(of: database.world.now()))
    _ = try await database.command(key) { tx in
      guard try FormulaStore.book(in: tx).version == typed.seen else {
        throw Problem(field: "valid_on", "sv.fault.changed")
      }
      try FormulaStore.put(edition, by: viewer.actor, in: tx)
      try tx.enqueue(
        JudgeAnew(validOn: edition.validOn), at: CityTime.instant(edition.validOn),
        key: "\(JudgeAnew.name):\(edition.validOn):\(tx.now.rawValue)")
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "supervision.formula",
          subject: "formula:\(edition.validOn)", detail: edition.formula.weighed))
      return true
    }
  }

  /// Takes back a formula that has not begun; what holds before it goes on.
  ///
  /// `seen`: `FormulaBook.version` that was read. Throws `Problem(.invalid)` for one that holds
  /// already, where there is none of that day, and where another was decided since.
  func withdraw(
    _ day: LocalDate, seen: String, by viewer: Viewer, key: CommandKey?
  ) async throws {
    _ = try await database.command(key) { tx in
      let book = try FormulaStore.book(in: tx)
      guard book.version == seen else { throw Problem(field: "valid_on", "sv.fault.changed") }
      guard day > CityTime.date(of: tx.now), try FormulaStore.withdraw(day, in: tx) else {
        throw Problem(field: "valid_on", "sv.fault.begun")
      }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "supervision.formula_withdrawn", subject: "formula:\(day)",
          detail: book.edition(on: day).formula.weighed))
      return true
    }
  }
}

extension Formula {
  /// As the audit has it.
  fileprivate var weighed: String {
    rates.filter { $0.weight > 0 }.map { "\($0.code)=\($0.weight)" }.joined(separator: " ")
  }
}

/// Counts all requests by the formula that has come into force.
struct JudgeAnew: Job {
  static let name = "supervision.judge_anew"
  let validOn: LocalDate
}
