import Civics
public import Kernel

/// A reporter's number as it is stored: sealed, findable, and masked for screens.
public struct SealedContact: Sendable {
  public let sealed: Sealed
  public let hash: LookupHash
  public let masked: String

  public init(sealed: Sealed, hash: LookupHash, masked: String) {
    self.sealed = sealed
    self.hash = hash
    self.masked = masked
  }
}

/// Every statement that reads or writes the table `cases` whole.
public enum CaseStore {
  static let columns: SQL = """
    id, ref, no, kind, request_kind, source, title, body, class_code, service, item, urgency, area,
    address, latitude, longitude, reporter, contact_masked, is_anonymous, hides_from_handler,
    duplicate_of, supporters, lead_unit, level, state, version, confidentiality, outcome,
    result_text, is_imported, submitted_at, state_since, closed_at, due_at, warn_at, needs_review,
    details, season, season_on, parent
    """

  /// `due_at` where nothing runs: after every real time, so that the queue's index holds no nulls.
  static let never = Timestamp(milliseconds: 9_007_199_254_740_991)

  static func insert(_ item: Case, contact: SealedContact?, in tx: Transaction) throws {
    try tx.later(
      """
      INSERT INTO cases (\(columns), geocell, contact_sealed, contact_hash, is_open) VALUES (
        \(item.id), \(item.ref), \(item.no.rawValue), \(item.kind), \(item.requestKind),
        \(item.source), \(item.title), \(item.body), \(item.classCode), \(item.service),
        \(item.item), \(item.urgency), \(item.place.area), \(item.place.address),
        \(item.place.point?.latitude), \(item.place.point?.longitude), \(item.reporter.person),
        \(contact?.masked), \(item.reporter.isAnonymous), \(item.reporter.hidesFromHandler),
        \(item.duplicateOf), \(item.supporters), \(item.leadUnit), \(item.level), \(item.state),
        \(item.version), \(item.confidentiality), \(item.outcome), \(item.resultText),
        \(item.isImported), \(item.submittedAt), \(item.stateSince), \(item.closedAt),
        \(item.dueAt ?? never), \(item.warnAt ?? never), \(item.needsReview),
        \(try encode(item.details)), \(item.season?.code), \(item.season?.dueOn), \(item.parent),
        \(item.place.cell), \(contact?.sealed.rawValue),
        \(contact?.hash.rawValue), \(item.state.isOpen))
      """)
  }

  /// Saves what moves may change, unless someone else saved it first.
  ///
  /// Never the reporter's columns: what was read for a viewer may lack them.
  static func update(_ item: Case, in tx: Transaction) throws {
    let changed = try tx.run(
      """
      UPDATE cases SET request_kind = \(item.requestKind), title = \(item.title),
        class_code = \(item.classCode), service = \(item.service), item = \(item.item),
        urgency = \(item.urgency), area = \(item.place.area), address = \(item.place.address),
        latitude = \(item.place.point?.latitude), longitude = \(item.place.point?.longitude),
        geocell = \(item.place.cell), duplicate_of = \(item.duplicateOf),
        lead_unit = \(item.leadUnit), level = \(item.level), state = \(item.state),
        version = \(item.version), confidentiality = \(item.confidentiality),
        outcome = \(item.outcome), result_text = \(item.resultText), is_open = \(item.state.isOpen),
        state_since = \(item.stateSince), closed_at = \(item.closedAt),
        due_at = \(item.dueAt ?? never), warn_at = \(item.warnAt ?? never),
        needs_review = \(item.needsReview), details = \(try encode(item.details)),
        season = \(item.season?.code), season_on = \(item.season?.dueOn)
      WHERE id = \(item.id) AND version = \(item.version - 1)
      """)
    guard changed == 1 else { throw Problem(.staleVersion) }
  }

  /// The nearest deadline alone, after a change of the calendar; no version.
  static func setTimes(of item: Case, in tx: Transaction) throws {
    try tx.run(
      """
      UPDATE cases SET due_at = \(item.dueAt ?? never), warn_at = \(item.warnAt ?? never)
      WHERE id = \(item.id)
      """)
  }

  /// One more who said 我也遇到了; no version, so that nobody's open form goes stale by it.
  static func addSupporter(
    _ person: Identifier<Person>, to id: Identifier<Case>, in tx: Transaction
  ) throws {
    try tx.later(
      """
      INSERT INTO case_supporters (case_id, person, at) VALUES (\(id), \(person), \(tx.now))
      """)
    try tx.later("UPDATE cases SET supporters = supporters + 1 WHERE id = \(id)")
  }

  /// Whether reports of people without an account were merged into it.
  static func hasStrangers(_ id: Identifier<Case>, in tx: Transaction) throws -> Bool {
    try tx.row(
      """
      SELECT id FROM cases
      WHERE duplicate_of = \(id) AND state = \(CaseState.merged) AND reporter IS NULL LIMIT 1
      """) != nil
  }

  /// How a case is asked for.
  public enum Key: Hashable, Sendable {
    case id(Identifier<Case>)
    case number(String)

    var condition: SQL {
      switch self {
      case .id(let id): "id = \(id)"
      case .number(let no): "no = \(no)"
      }
    }

    /// The id, or an expression that finds it.
    func id(kind: String) -> SQL {
      switch self {
      case .id(let id): "\(id)"
      case .number: "(SELECT id FROM cases WHERE \(condition) AND kind = \(kind))"
      }
    }
  }

  /// The whole case if `condition` lets it be seen; absence and refusal look the same.
  static func find(
    _ key: Key, kind: String, where condition: SQL, in db: some Reading
  ) throws -> Case {
    let row = try db.row(query(key, kind: kind, where: condition))
    guard let row else { throw Problem(.notFound) }
    return try Case(row)
  }

  /// `isSeen`: a further condition, told beside each row; unknown, as of a case without a reporter,
  /// means no.
  static func query(
    _ key: Key, kind: String, where condition: SQL, isSeen: SQL = "TRUE"
  ) -> SQL {
    """
    SELECT \(columns), CASE WHEN \(isSeen) THEN TRUE ELSE FALSE END AS is_seen
    FROM cases
    WHERE \(key.condition) AND kind = \(kind) AND \(condition)
    """
  }

  private static func encode(_ details: CaseDetails) throws -> String {
    details == CaseDetails() ? "{}" : try JSONText.encode(details)
  }
}
