import Contracts
import Kernel

/// What people say to uses of their data.
struct ConsentActions: Sendable {
  let database: Database

  enum Word: String, CaseIterable, Sendable { case give, refuse, withdraw }

  /// The books of every purpose an adult is asked about, in the order of `ConsentPurpose`.
  func books(of viewer: Viewer) async throws -> [ConsentBook] {
    let person = try MandateActions.person(viewer)
    let now = database.world.now()
    return try await database.read { db in
      let books = try ConsentStore.books(of: person, at: now, in: db)
      return Self.own.compactMap { books[$0] }
    }
  }

  /// The children's text is for guardians, when they ask.
  static let own = ConsentPurpose.allCases.filter { $0 != .child }

  /// The text guardians agree to.
  func childText() async throws -> ConsentText? {
    let now = database.world.now()
    return try await database.read { try ConsentStore.texts(at: now, in: $0)[.child]?.last }
  }

  func book(of purpose: ConsentPurpose, for viewer: Viewer) async throws -> ConsentBook {
    guard let book = try await books(of: viewer).first(where: { $0.current?.purpose == purpose })
    else { throw Problem(.notFound) }
    return book
  }

  /// `version`: of the text that was read; another one now means it has to be read again.
  ///
  /// Saying the same again changes nothing.
  func say(
    _ word: Word, to purpose: ConsentPurpose, version: Int, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let person = try MandateActions.person(viewer)
    guard Self.own.contains(purpose) else { throw Problem(.notFound) }
    _ = try await database.command(key) { tx in
      if word == .give, try RealNameStore.isChild(person, at: tx.now, in: tx) {
        throw Problem(.notNow, "realname.child")
      }
      let book = ConsentBook(
        texts: try ConsentStore.texts(at: tx.now, in: tx)[purpose] ?? [],
        last: try ConsentStore.newest(of: person, in: tx)[purpose])
      guard let text = book.current else { throw Problem(.notFound) }
      guard text.version == version else { throw Problem(.staleVersion, "consent.changed") }
      switch word {
      case .give: try give(text, book, person, in: tx)
      case .refuse: try refuse(text, book, person, in: tx)
      case .withdraw: try withdraw(text, book, person, in: tx)
      }
      return version
    }
  }

  private func give(
    _ text: ConsentText, _ book: ConsentBook, _ person: Identifier<Person>, in tx: Transaction
  ) throws {
    guard book.state != .given || book.last?.version != text.version else { return }
    try ConsentStore.insert(.given, to: text, of: person, by: person, in: tx)
    try audit("consent_given", text, person, in: tx)
    try tx.publish(
      ConsentEvents.Given(
        person: person, purpose: text.purpose.rawValue, version: text.version, at: tx.now))
  }

  private func refuse(
    _ text: ConsentText, _ book: ConsentBook, _ person: Identifier<Person>, in tx: Transaction
  ) throws {
    // What was given before is taken back by a no to its new text.
    if book.state == .given || book.state == .outdated {
      try withdraw(text, book, person, in: tx)
    }
    guard book.state != .refused else { return }
    try ConsentStore.insert(.refused, to: text, of: person, by: person, in: tx)
    try audit("consent_refused", text, person, in: tx)
  }

  private func withdraw(
    _ text: ConsentText, _ book: ConsentBook, _ person: Identifier<Person>, in tx: Transaction
  ) throws {
    guard let last = book.last, try ConsentStore.withdraw(last.id, in: tx) else { return }
    try audit("consent_withdrawn", text, person, in: tx)
    try tx.publish(
      ConsentEvents.Withdrawn(person: person, purpose: text.purpose.rawValue, at: tx.now))
  }

  private func audit(
    _ deed: String, _ text: ConsentText, _ person: Identifier<Person>, in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: person.rawValue, action: "mandates." + deed, subject: "person:" + person.rawValue,
        detail: "\(text.purpose.rawValue) \(text.version)"))
  }
}
