import Contracts
import Kernel

/// What is asked of mandates before something is done.
extension MandateStore {
  private static func holding(_ now: Timestamp) -> SQL {
    "m.state = 'active' AND m.until_at > \(now) AND s.is_allowed"
  }

  /// Scope to the mandate that gives it.
  static func scopes(
    of delegate: Identifier<Person>, for principal: Identifier<Person>, at now: Timestamp,
    in db: some Reading
  ) throws -> [MandateScope: Identifier<Mandate>] {
    let rows = try db.rows(
      """
      SELECT s.scope, MIN(m.id) AS id FROM mandates m
      JOIN mandate_scopes s ON s.mandate = m.id
      WHERE m.principal = \(principal) AND m.delegate = \(delegate) AND \(holding(now))
      GROUP BY s.scope
      """)
    return Dictionary(
      try rows.map { (try $0.get("scope"), try $0.get("id")) },
      uniquingKeysWith: { first, _ in first })
  }

  static func principals(
    of delegate: Identifier<Person>, for scope: MandateScope, at now: Timestamp,
    in db: some Reading
  ) throws -> [Identifier<Person>] {
    try db.rows(
      """
      SELECT DISTINCT m.principal AS person FROM mandates m
      JOIN mandate_scopes s ON s.mandate = m.id
      WHERE m.delegate = \(delegate) AND s.scope = \(scope) AND \(holding(now))
      ORDER BY person LIMIT 100
      """
    ).map { try $0.get("person") }
  }

  static func delegates(
    of principal: Identifier<Person>, for scope: MandateScope, at now: Timestamp,
    in db: some Reading
  ) throws -> [Identifier<Person>] {
    try db.rows(
      """
      SELECT DISTINCT m.delegate AS person FROM mandates m
      JOIN mandate_scopes s ON s.mandate = m.id
      WHERE m.principal = \(principal) AND s.scope = \(scope) AND \(holding(now))
      ORDER BY person LIMIT 100
      """
    ).map { try $0.get("person") }
  }

  /// Whether the guardian's word counts for this person now.
  static func isGuardian(
    _ delegate: Identifier<Person>, of principal: Identifier<Person>, at now: Timestamp,
    in db: some Reading
  ) throws -> Bool {
    try db.row(
      """
      SELECT id FROM mandates WHERE principal = \(principal) AND delegate = \(delegate)
        AND relation = 'guardian' AND state = 'active' AND until_at > \(now) LIMIT 1
      """) != nil
  }

  /// How many a person asked for since then.
  static func asked(
    by person: Identifier<Person>, since: Timestamp, in db: some Reading
  ) throws -> Int {
    Int(
      try db.number(
        """
        SELECT COUNT(*) FROM mandates WHERE asked_at > \(since)
          AND ((asked_by = 'delegate' AND delegate = \(person))
            OR (asked_by = 'principal' AND principal = \(person)))
        """))
  }

  /// The newest ask of this person to this number in the same direction.
  static func newest(
    by person: Identifier<Person>, _ side: Mandate.Side, to hashes: [String], in db: some Reading
  ) throws -> Mandate? {
    let asker: SQL =
      side == .principal ? "principal = \(person)" : "delegate = \(person)"
    return try db.row(
      """
      SELECT \(columns) FROM mandates WHERE \(asker) AND asked_by = \(side)
        AND invited_hash IN \(list: hashes)
      ORDER BY asked_at DESC, id DESC LIMIT 1
      """
    ).map { try Found($0).mandate }
  }

  /// What the clock has to look at, at most `limit`.
  static func due(
    at now: Timestamp, unansweredSince: Timestamp, limit: Int, in db: some Reading
  ) throws -> [Mandate] {
    try db.rows(
      """
      SELECT \(columns) FROM mandates
      WHERE (state IN ('pending', 'active') AND until_at <= \(now))
        OR (state = 'pending' AND asked_at <= \(unansweredSince))
      ORDER BY id LIMIT \(limit)
      """
    ).map { try Found($0).mandate }
  }
}
