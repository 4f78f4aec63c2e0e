public import Civics
public import Kernel

/// Opens and moves cases of one kind, inside the caller's transaction.
///
/// Every move writes the case, its clocks, one line of history and one of audit, or nothing.
public struct CaseEngine: Sendable {
  public let kind: CaseKind
  /// All versions of the limits, as of now; read outside the database as the calendar is.
  public let book: @Sendable () -> LimitBook
  /// The city's calendar as of now; read outside the database.
  public let calendar: @Sendable () -> BusinessCalendar

  public init(
    kind: CaseKind, book: @escaping @Sendable () -> LimitBook,
    calendar: @escaping @Sendable () -> BusinessCalendar
  ) {
    self.kind = kind
    self.book = book
    self.calendar = calendar
  }

  public func sight(of viewer: Viewer) -> CaseSight { CaseSight(viewer, kind.permissions) }

  public func table(at now: Timestamp) -> LimitTable { book().table(on: CityTime.date(of: now)) }

  /// The version a case began with, which it keeps to its end.
  public func table(of item: Case) -> LimitTable { table(at: item.submittedAt) }

  /// Inserts only, no reads: filing is the busiest thing the platform does.
  public func open(
    _ item: Case, contact: SealedContact?, files: [Identifier<CaseFile>],
    voice: Identifier<CaseFile>? = nil, by actor: CaseActor, as role: CaseRole, in tx: Transaction
  ) throws -> Case {
    var item = item
    item.reporter.contactMasked = contact?.masked
    var limits: [CaseLimit] = []
    if !item.isImported {
      let accept = ClockStep.start(
        .accept, table(of: item).accept, owner: CaseDesk.dispatch)
      let (table, calendar) = (table(of: item), calendar())
      limits = limits.taking([accept], at: tx.now, in: calendar).climbing(item, table, in: calendar)
      (item.dueAt, item.warnAt) = (limits.first?.dueAt, limits.first?.warnAt)
    }
    try CaseStore.insert(item, contact: contact, in: tx)
    try CaseEventStore.append(
      .submit, of: item, from: nil, by: actor, as: role, words: nil, isPublic: true, data: [:],
      in: tx)
    try CaseLimitStore.save(limits, before: [], of: item.id, in: tx)
    try CaseEventStore.attach(files, .before, to: item.id, by: actor, in: tx)
    try CaseEventStore.attach([voice].compactMap(\.self), .voice, to: item.id, by: actor, in: tx)
    try index(item, isNew: true, in: tx)
    try audit(.submit, item, by: actor, in: tx)
    return item
  }

  /// Makes the case findable by its title, words and address; its number has a way of its own.
  func index(_ item: Case, isNew: Bool, in tx: Transaction) throws {
    try SearchIndex.put(
      [item.title, item.body, item.place.address].joined(separator: "\n"),
      kind: CaseList.kindOfSearch, ref: item.ref, isNew: isNew, in: tx)
  }

  /// The case as the viewer may see it.
  public func find(_ key: CaseStore.Key, for viewer: Viewer, in db: some Reading) throws -> Case {
    let sight = sight(of: viewer)
    return sight.redacted(
      try CaseStore.find(key, kind: kind.code, where: sight.condition, in: db))
  }

  /// Who did it, in the audit of what an anonymous reporter does.
  static let anonymous = "anonymous"

  /// `Case.isJoinable` in the database's words.
  static let isJoinable: SQL = "confidentiality = 'public' AND is_open"

  /// What has a page for everybody: shared, or to be joined.
  static let isOpened: SQL = SQL.any([isJoinable, isShared])

  /// `Case.isShared` in the database's words.
  static let isShared: SQL = """
    confidentiality = 'public'
      AND state NOT IN \(list: CaseState.allCases.filter { !$0.isRead })
    """

  func audit(
    _ move: CaseMove.Kind, _ item: Case, by actor: CaseActor, in tx: Transaction
  ) throws {
    // Whoever reads the audit could tell who it was by the other things that person did.
    let isReporter = actor.person != nil && actor.person == item.reporter.person
    let isNamed = !(isReporter && item.reporter.isAnonymous)
    try tx.audit(
      AuditEntry(
        actor: isNamed ? actor.id : Self.anonymous, action: "\(kind.code).\(move.rawValue)",
        subject: "case:\(item.id)",
        detail: item.state.rawValue))
  }
}
