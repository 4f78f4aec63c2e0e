public import Kernel

/// Finding a case by its number, for people who show by something else that it is theirs.
extension CaseEngine {
  /// Cases a typed number can mean: one for the whole number, those of a day for the short one.
  ///
  /// Nobody's to see yet: the caller has to know that the one who asks may.
  public func numbered(
    _ text: String, at now: Timestamp, in db: some Reading
  ) throws -> [Identifier<Case>] {
    try numbered(text, where: "TRUE", at: now, in: db)
  }

  /// What is in the viewer's queue and the number, or the part of one, can mean; newest first.
  public func numbered(
    _ text: String, for viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> [CaseListItem] {
    guard let number = NumberSearch.condition(text, at: now, inPart: true) else { return [] }
    return try db.rows(
      """
      SELECT \(CaseListItem.columns) FROM cases
      WHERE kind = \(kind.code) AND \(number) AND (\(sight(of: viewer).staff()))
      ORDER BY ref + 0 DESC LIMIT 20
      """
    ).map(CaseListItem.init)
  }

  /// As `numbered`, and the reporter's telephone is the one with these hashes.
  public func numbered(
    _ text: String, contact: [LookupHash], at now: Timestamp, in db: some Reading
  ) throws -> [Identifier<Case>] {
    try numbered(
      text, where: "contact_hash IN \(list: contact.map(\.rawValue))", at: now, in: db)
  }

  private func numbered(
    _ text: String, where condition: SQL, at now: Timestamp, in db: some Reading
  ) throws -> [Identifier<Case>] {
    guard let number = NumberSearch.condition(text, at: now) else { return [] }
    return try db.rows(
      """
      SELECT id FROM cases WHERE kind = \(kind.code) AND \(number) AND \(condition)
      ORDER BY ref DESC LIMIT 20
      """
    ).map { try $0.get("id") }
  }

  /// The newest case of that number that the viewer reported, joined or works on.
  ///
  /// Short numbers come again every year, and somebody's own may be an old one. Throws
  /// `Problem(.notFound)`.
  public func followed(
    numbered text: String, by viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> Identifier<Case> {
    let sight = sight(of: viewer)
    let own = SQL.any([sight.condition, sight.joined])
    guard let id = try numbered(text, where: "(\(own))", at: now, in: db).first else {
      throw Problem(.notFound)
    }
    return id
  }

  /// What the holder of the receipt sees: the reporter's side, without people and pictures.
  public func followedDossier(
    _ id: Identifier<Case>, in db: some Reading
  ) throws -> CaseDossier {
    guard var item = try findBySystem(id, in: db) else { throw Problem(.notFound) }
    item.reporter = CaseReporter(isAnonymous: item.reporter.isAnonymous)
    let parts = try CaseDossierStore.parts(of: id, linked: Self.isOpened, in: db)
    return CaseDossier(
      item: item,
      events: parts.events.filter(\.isPublic).map { event in
        var event = event.outward
        event.actor = nil
        return event
      },
      limits: parts.limits, files: [], roles: [],
      moves: item.isFit(.answer) && item.state.isWorkedOn ? [.answer] : [],
      links: parts.links(of: item, forStaff: false)
    ).with(parts)
  }

  /// The answer of whoever holds the receipt; that it is theirs is the caller's to know.
  public func answerByReceipt(
    _ id: Identifier<Case>, _ words: String, in tx: Transaction
  ) throws -> CaseMoved {
    let item = try CaseStore.find(.id(id), kind: kind.code, where: "TRUE", in: tx)
    let facts = CaseFacts(now: tx.now, calendar: calendar(), table: table(of: item))
    return try apply(
      .answer(words), to: item, by: CaseActor(id: "receipt", roles: [.reporter]), facts, in: tx)
  }

  /// Makes the person the reporter of a case that was filed with their telephone and no person.
  ///
  /// True when it was so. The telephone has to be proven by a code before.
  public func claim(
    _ id: Identifier<Case>, contact: [LookupHash], for person: Identifier<Person>,
    in tx: Transaction
  ) throws -> Bool {
    let claimed = try tx.run(
      """
      UPDATE cases SET reporter = \(person)
      WHERE id = \(id) AND kind = \(kind.code) AND reporter IS NULL
        AND contact_hash IN \(list: contact.map(\.rawValue))
      """)
    guard claimed == 1 else { return false }
    try wait(person, forTargetOf: id, in: tx)
    try tx.audit(
      AuditEntry(
        actor: person.rawValue, action: "\(kind.code).claimed", subject: "case:\(id)"))
    return true
  }

  /// Whose case went into another waits for that one, as those do who had an account then.
  private func wait(
    _ person: Identifier<Person>, forTargetOf id: Identifier<Case>, in tx: Transaction
  ) throws {
    let item = try findBySystem(id, in: tx)
    guard let item, item.state == .merged, let target = item.duplicateOf,
      let other = try findBySystem(target, in: tx), other.reporter.person != person,
      try !CaseEventStore.isSupporter(person, of: target, in: tx)
    else { return }
    try CaseStore.addSupporter(person, to: target, in: tx)
  }
}
