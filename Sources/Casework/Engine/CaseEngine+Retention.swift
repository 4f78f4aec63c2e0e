public import Kernel

/// What is left of a case when its words have been kept long enough: codes, times and figures.
extension CaseEngine {
  /// Over since then, however it ended; what went into another case, when that is over too.
  func isOver(before time: Timestamp) -> SQL {
    """
    NOT is_open AND state_since < \(time) AND kind = \(kind.code)
      AND (duplicate_of IS NULL
        OR duplicate_of NOT IN (SELECT main.id FROM cases main WHERE main.is_open))
    """
  }

  /// What was imported stays: it has been public before, it names no reporter, and it was old when
  /// it came in.
  private func hasWords(closedBefore time: Timestamp) -> SQL {
    "\(isOver(before: time)) AND NOT is_imported AND (body <> '' OR title <> '')"
  }

  public func worded(closedBefore time: Timestamp, in db: some Reading) throws -> Int {
    Int(try db.number("SELECT COUNT(*) FROM cases WHERE \(hasWords(closedBefore: time))"))
  }

  /// Takes words, place and people out of cases that ended so long ago.
  ///
  /// Returns how many; the sweep of files removes what nothing else names.
  public func blank(
    closedBefore time: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int {
    let rows = try tx.rows(
      """
      SELECT id, ref FROM cases WHERE \(hasWords(closedBefore: time))
      ORDER BY state_since, id LIMIT \(limit)
      """)
    let ids: [String] = try rows.map { try $0.get("id") }
    guard !ids.isEmpty else { return 0 }
    for row in rows {
      try SearchIndex.remove(kind: CaseList.kindOfSearch, ref: try row.get("ref"), in: tx)
    }
    try tx.run("DELETE FROM case_attachments WHERE case_id IN \(list: ids)")
    try tx.run("DELETE FROM case_supporters WHERE case_id IN \(list: ids)")
    try tx.run(
      """
      UPDATE case_events SET words = NULL,
        actor = CASE WHEN role IN ('reporter', 'neighbour') THEN \(Self.nobody) ELSE actor END
      WHERE case_id IN \(list: ids)
      """)
    return try tx.run(
      """
      UPDATE cases SET title = '', body = '', address = '', latitude = NULL, longitude = NULL,
        geocell = NULL, result_text = NULL, details = '{}', reporter = NULL,
        contact_sealed = NULL, contact_hash = NULL, contact_masked = NULL
      WHERE id IN \(list: ids)
      """)
  }
}
