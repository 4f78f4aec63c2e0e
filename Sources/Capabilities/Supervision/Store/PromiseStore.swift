import Kernel

/// Every statement on `supervision_items`.
enum PromiseStore {
  private static let columns: SQL = """
    id, week_on, request, number, matter, unit, due_on, measure, result, done_on
    """

  static func insert(_ promise: Promise, by actor: String, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO supervision_items (\(columns), made_by, made_at)
      VALUES (\(promise.id), \(promise.weekOn), \(promise.request), \(promise.number),
        \(promise.matter), \(promise.unit), \(promise.dueOn), \(promise.measure),
        \(promise.result), \(promise.doneOn), \(actor), \(tx.now))
      """)
  }

  static func isThere(_ id: String, in db: some Reading) throws -> Bool {
    try db.row("SELECT id FROM supervision_items WHERE id = \(id)") != nil
  }

  /// Says how it came out, and with a day that it is done; false where there is none, or it is done.
  static func settle(
    _ id: String, result: String, doneOn: LocalDate?, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      UPDATE supervision_items SET result = \(result), done_on = \(doneOn)
      WHERE id = \(id) AND done_on IS NULL
      """) == 1
  }

  /// What was decided after this week, and what earlier meetings decided and is not done, or was
  /// done since the week began.
  static func standing(in week: Week, in db: some Reading) throws -> [Promise] {
    try db.rows(
      """
      SELECT \(columns) FROM supervision_items
      WHERE week_on = \(week.monday)
        OR (week_on < \(week.monday) AND (done_on IS NULL OR done_on >= \(week.monday)))
      ORDER BY due_on, id
      """
    ).map { row in
      Promise(
        id: try row.get("id"), weekOn: try row.get("week_on"), request: try row.get("request"),
        number: try row.get("number"), matter: try row.get("matter"), unit: try row.get("unit"),
        dueOn: try row.get("due_on"), measure: try row.get("measure"),
        result: try row.get("result"), doneOn: try row.get("done_on"))
    }
  }
}
