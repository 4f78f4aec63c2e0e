import Kernel

/// Whose neighbours hear what was done in a grid: those who said which one is theirs.
///
/// People have no area here otherwise (docs/rules.md §10), and nothing else reads this one.
enum NeighbourStore {
  static func people(in area: String, in db: some Reading) throws -> [Identifier<Person>] {
    try db.rows("SELECT person FROM message_neighbours WHERE area = \(area) ORDER BY person")
      .map { try $0.get("person") }
  }

  /// What a person chose for the settings page, in one statement.
  struct Choices: Sendable {
    var optOuts: Set<Message.Kind> = []
    var grid: String?
  }

  static func choices(of person: Identifier<Person>, in db: some Reading) throws -> Choices {
    try db.rows(
      """
      SELECT 'kind' AS choice, kind AS code FROM message_opt_outs WHERE person = \(person)
      UNION ALL SELECT 'grid', area FROM message_neighbours WHERE person = \(person)
      """
    ).reduce(into: Choices()) { choices, row in
      let code: String = try row.get("code")
      if try row.get("choice", as: String.self) == "grid" {
        choices.grid = code
      } else if let kind = Message.Kind(rawValue: code) {
        choices.optOuts.insert(kind)
      }
    }
  }

  static func set(_ area: String, of person: Identifier<Person>, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO message_neighbours (person, area, since_at)
      VALUES (\(person), \(area), \(tx.now))
      ON CONFLICT (person) DO UPDATE SET area = excluded.area, since_at = excluded.since_at
      """)
  }

  static func remove(_ person: Identifier<Person>, in tx: Transaction) throws {
    try tx.run("DELETE FROM message_neighbours WHERE person = \(person)")
  }

  /// The grid and since when, for the person's own copy.
  static func grid(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> (area: String, since: Timestamp)? {
    try db.row("SELECT area, since_at FROM message_neighbours WHERE person = \(person)")
      .map { (try $0.get("area"), try $0.get("since_at")) }
  }
}
