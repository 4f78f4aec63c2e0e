import Contracts
import Kernel

/// Answers others who may act for whom, and who agreed to what; in the asker's own transaction.
struct MandateAnswers: MandateAsking, ConsentAsking, ConsentKeeping {
  let now: @Sendable () -> Timestamp

  func scopes(
    of delegate: Identifier<Person>, for principal: Identifier<Person>, in db: some Reading
  ) throws -> Set<MandateScope> {
    Set(try MandateStore.scopes(of: delegate, for: principal, at: now(), in: db).keys)
  }

  func principals(
    of delegate: Identifier<Person>, for scope: MandateScope, in db: some Reading
  ) throws -> [Identifier<Person>] {
    try MandateStore.principals(of: delegate, for: scope, at: now(), in: db)
  }

  func delegates(
    of principal: Identifier<Person>, for scope: MandateScope, in db: some Reading
  ) throws -> [Identifier<Person>] {
    try MandateStore.delegates(of: principal, for: scope, at: now(), in: db)
  }

  func use(
    _ scope: MandateScope, of delegate: Identifier<Person>, for principal: Identifier<Person>,
    about subject: String, in tx: Transaction
  ) throws {
    let given = try MandateStore.scopes(of: delegate, for: principal, at: tx.now, in: tx)
    guard let mandate = given[scope] else { throw Problem(.notFound) }
    try MandateStore.add(
      MandateEntry(
        at: tx.now, actor: delegate, role: .delegate, move: .used, detail: scope.rawValue),
      to: mandate, in: tx)
    try tx.audit(
      AuditEntry(
        actor: delegate.rawValue, action: "mandates.used", subject: subject,
        detail: "\(scope.rawValue) for person:\(principal)"))
  }

  func isGiven(
    _ purpose: ConsentPurpose, by person: Identifier<Person>, in db: some Reading
  ) throws -> Bool {
    let book = try book(purpose, of: person, in: db)
    guard book.state == .given, let last = book.last else { return false }
    return try last.givenBy == person
      || MandateStore.isGuardian(last.givenBy, of: person, at: now(), in: db)
  }

  func mayAsk(
    _ purpose: ConsentPurpose, _ person: Identifier<Person>, in db: some Reading
  ) throws -> Bool {
    try book(purpose, of: person, in: db).mayAsk(at: now())
  }

  func standing(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> [ConsentPurpose] {
    let books = try ConsentStore.books(of: person, at: now(), in: db)
    return ConsentPurpose.allCases.filter { purpose in
      [.given, .outdated].contains(books[purpose]?.state)
    }
  }

  func withdraw(
    _ purpose: ConsentPurpose, of person: Identifier<Person>, by staff: Identifier<Person>,
    in tx: Transaction
  ) throws -> Bool {
    guard let last = try ConsentStore.newest(of: person, in: tx)[purpose],
      try ConsentStore.withdraw(last.id, in: tx)
    else { return false }
    try tx.audit(
      AuditEntry(
        actor: staff.rawValue, action: "mandates.consent_withdrawn",
        subject: "person:" + person.rawValue, detail: "\(purpose.rawValue) \(last.version) desk"))
    try tx.publish(
      ConsentEvents.Withdrawn(person: person, purpose: purpose.rawValue, at: tx.now))
    return true
  }

  private func book(
    _ purpose: ConsentPurpose, of person: Identifier<Person>, in db: some Reading
  ) throws -> ConsentBook {
    ConsentBook(
      texts: try ConsentStore.texts(at: now(), in: db)[purpose] ?? [],
      last: try ConsentStore.newest(of: person, in: db)[purpose])
  }
}
