import Kernel

/// The append-only history, and what hangs on a case: units and files.
enum CaseEventStore {
  /// Returns the line's id.
  @discardableResult
  static func append(
    _ move: CaseMove.Kind, of item: Case, from: CaseState?, by actor: CaseActor, as role: CaseRole,
    words: String?, isPublic: Bool, data: [String: String], in tx: Transaction
  ) throws -> String {
    let id = tx.newID()
    var data = data
    if role.isStaff, let post = actor.post { data[CaseEvent.post] = post }
    let text = data.isEmpty ? "{}" : try JSONText.encode(data)
    try tx.later(
      """
      INSERT INTO case_events (case_id, id, at, actor, role, move, from_state, to_state, version,
        words, is_public, data)
      VALUES (\(item.id), \(id), \(tx.now), \(actor.id), \(role), \(move), \(from), \(item.state),
        \(item.version), \(words.flatMap { $0.isEmpty ? nil : $0 }), \(isPublic), \(text))
      """)
    return id
  }

  static func wasNudged(
    _ id: Identifier<Case>, since: Timestamp, in db: some Reading
  ) throws -> Bool {
    try db.row(
      """
      SELECT id FROM case_events
      WHERE case_id = \(id) AND move = \(CaseMove.Kind.nudge) AND at >= \(since) LIMIT 1
      """) != nil
  }

  static func isSupporter(
    _ person: Identifier<Person>, of id: Identifier<Case>, in db: some Reading
  ) throws -> Bool {
    try db.row(
      """
      SELECT person FROM case_supporters WHERE case_id = \(id) AND person = \(person)
      """) != nil
  }

  static func attach(
    _ files: [Identifier<CaseFile>], _ kind: AttachmentKind, to id: Identifier<Case>,
    by actor: CaseActor, in tx: Transaction
  ) throws {
    guard !files.isEmpty else { return }
    let rows = files.map { file in
      "(\(id), \(file), \(kind), \(actor.id), \(tx.now))" as SQL
    }
    try tx.later(
      """
      INSERT INTO case_attachments (case_id, file, kind, added_by, added_at)
      VALUES \(SQL.list(rows)) ON CONFLICT (case_id, file) DO NOTHING
      """)
  }

  /// Writes who has the case now; earlier units keep reading.
  static func assign(_ item: Case, in tx: Transaction) throws {
    try tx.later("UPDATE case_units SET role = 'past' WHERE case_id = \(item.id)")
    var rows: [SQL] = []
    if let unit = item.leadUnit { rows.append("(\(item.id), \(unit), 'lead', \(tx.now))") }
    for unit in Set(item.details.coUnits ?? []).sorted() {
      rows.append("(\(item.id), \(unit), 'co', \(tx.now))")
    }
    guard !rows.isEmpty else { return }
    try tx.later(
      """
      INSERT INTO case_units (case_id, unit, role, since) VALUES \(SQL.list(rows))
      ON CONFLICT (case_id, unit) DO UPDATE SET role = excluded.role, since = excluded.since
      """)
  }

  /// The units of a dispatch that was wrong no longer see the case.
  static func release(_ id: Identifier<Case>, in tx: Transaction) throws {
    try tx.later("DELETE FROM case_units WHERE case_id = \(id) AND role <> 'past'")
  }
}
