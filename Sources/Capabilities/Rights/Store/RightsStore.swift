import Kernel

/// Every statement about `rights_requests` and their limits.
enum RightsStore {
  static func insert(_ request: RightsRequest, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO rights_requests (id, person, kind, words, state, asked_at, due_at, decided_at,
        version)
      VALUES (\(request.id), \(request.person), \(request.kind), \(request.words),
        \(request.state), \(request.askedAt), \(request.dueAt), \(request.decidedAt),
        \(request.version))
      """)
  }

  /// Whether it was still the version that was looked at.
  static func save(_ request: RightsRequest, in tx: Transaction) throws -> Bool {
    try tx.run(
      """
      UPDATE rights_requests SET state = \(request.state), decided_at = \(request.decidedAt),
        decided_by = \(request.decidedBy), answer = \(request.answer),
        outcome = \(try request.erased.map { try JSONText.encode($0) }),
        due_at = \(request.dueAt), extension_reason = \(request.extensionReason),
        version = \(request.version)
      WHERE id = \(request.id) AND version = \(request.version - 1)
      """) == 1
  }

  static func find(
    _ id: Identifier<RightsRequest>, in db: some Reading
  ) throws -> RightsRequest? {
    try db.row("SELECT \(columns) FROM rights_requests WHERE id = \(id)").map(RightsRequest.init)
  }

  /// The newest first.
  static func all(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> [RightsRequest] {
    try db.rows(
      """
      SELECT \(columns) FROM rights_requests WHERE person = \(person)
      ORDER BY asked_at DESC, id DESC LIMIT 100
      """
    ).map(RightsRequest.init)
  }

  static func open(
    _ kind: RightsRequest.Kind, of person: Identifier<Person>, in db: some Reading
  ) throws -> RightsRequest? {
    try db.row(
      """
      SELECT \(columns) FROM rights_requests
      WHERE person = \(person) AND kind = \(kind) AND state = 'open' LIMIT 1
      """
    ).map(RightsRequest.init)
  }

  /// What waits, the most urgent first; what is done, the newest first.
  static func queue(isOpen: Bool, limit: Int, in db: some Reading) throws -> [RightsRequest] {
    let part: SQL =
      isOpen
      ? "state = 'open' ORDER BY due_at, id" : "state <> 'open' ORDER BY decided_at DESC, id DESC"
    return try db.rows(
      "SELECT \(columns) FROM rights_requests WHERE \(part) LIMIT \(limit)"
    ).map(RightsRequest.init)
  }

  /// The limit in force.
  static func limit(
    _ kind: RightsRequest.Kind, at now: Timestamp, in db: some Reading
  ) throws -> RightsLimit? {
    try db.row(
      """
      SELECT days, source FROM rights_limits WHERE kind = \(kind) AND valid_from <= \(now)
      ORDER BY valid_from DESC LIMIT 1
      """
    ).map { RightsLimit(kind: kind, days: try $0.get("days"), source: try $0.get("source")) }
  }

  static func restrict(
    _ person: Identifier<Person>, by request: Identifier<RightsRequest>, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO rights_restrictions (person, request, since_at)
      VALUES (\(person), \(request), \(tx.now))
      ON CONFLICT (person) DO UPDATE SET request = excluded.request
      """)
  }

  /// By which request processing is restricted, while it is.
  static func restriction(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> Identifier<RightsRequest>? {
    try db.row("SELECT request FROM rights_restrictions WHERE person = \(person)")?.get("request")
  }

  static func release(_ person: Identifier<Person>, in tx: Transaction) throws -> Int {
    try tx.run("DELETE FROM rights_restrictions WHERE person = \(person)")
  }

  /// The words go; that a right was asked for, and how it ended, is proved on.
  ///
  /// `granted`: the one by which that is asked, which is still open.
  static func blank(
    _ person: Identifier<Person>, by granted: Identifier<RightsRequest>, in tx: Transaction
  ) throws -> Int {
    try tx.run(
      """
      UPDATE rights_requests SET words = '', answer = NULL, extension_reason = NULL
      WHERE person = \(person) AND (state <> 'open' OR id = \(granted))
        AND (words <> '' OR answer IS NOT NULL OR extension_reason IS NOT NULL)
      """)
  }

  /// What else is open of who leaves: there is nobody to answer any more.
  ///
  /// Returns what there was.
  static func cancelOpen(
    of person: Identifier<Person>, but granted: Identifier<RightsRequest>, in tx: Transaction
  ) throws -> [RightsRequest] {
    let open = try all(of: person, in: tx).filter { $0.state == .open && $0.id != granted }
    for request in open {
      try tx.run(
        """
        UPDATE rights_requests SET state = 'cancelled', decided_at = \(tx.now), words = '',
          extension_reason = NULL, version = version + 1
        WHERE id = \(request.id)
        """)
    }
    return open
  }

  static let columns: SQL = """
    id, person, kind, words, state, asked_at, due_at, decided_at, decided_by, answer, outcome,
    extension_reason, version
    """
}

extension RightsRequest {
  init(_ row: Row) throws {
    self.init(
      id: try row.get("id"), person: try row.get("person"), kind: try row.get("kind"),
      words: try row.get("words"), state: try row.get("state"), askedAt: try row.get("asked_at"),
      dueAt: try row.get("due_at"), decidedAt: try row.get("decided_at"),
      decidedBy: try row.get("decided_by"), answer: try row.get("answer"),
      erased: try row.get("outcome", as: String?.self).map {
        try JSONText.decode(Outcome.self, from: $0)
      }, extensionReason: try row.get("extension_reason"), version: try row.get("version"))
  }
}
