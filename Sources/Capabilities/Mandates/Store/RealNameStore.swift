import Kernel

/// Every statement about `real_name_checks`.
enum RealNameStore {
  static let migration = Migration(
    "004_real_names",
    """
    CREATE TABLE real_name_checks (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      name_sealed TEXT,
      number_sealed TEXT,
      number_masked TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN (
        'waiting', 'asking', 'matched', 'mismatched', 'no_record', 'failed')),
      tries BIGINT NOT NULL,
      reference TEXT,
      failed_reason TEXT,
      asked_at BIGINT NOT NULL,
      decided_at BIGINT
    )
    """,
    "CREATE INDEX real_name_checks_by_person ON real_name_checks (person, asked_at)")

  /// Of a child only the day it turns 14 is kept, so that it is asked for its guardian until then.
  static let children = Migration(
    "006_children", "ALTER TABLE real_name_checks ADD COLUMN child_until_at BIGINT")

  /// A number that says its owner is a child: it goes nowhere, and is not kept.
  static func insertChild(
    _ check: RealNameCheck, until birthday: Timestamp, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO real_name_checks (id, person, number_masked, state, tries, failed_reason,
        asked_at, decided_at, child_until_at)
      VALUES (\(check.id), \(check.person), \(check.maskedNumber), 'failed', 0, 'child',
        \(check.askedAt), \(check.askedAt), \(birthday))
      """)
  }

  /// Whether the newest number that counts, a matched one or a child's, says under 14 now.
  static func isChild(
    _ person: Identifier<Person>, at now: Timestamp, in db: some Reading
  ) throws -> Bool {
    let row = try db.row(
      """
      SELECT child_until_at FROM real_name_checks WHERE person = \(person)
        AND (state = 'matched' OR child_until_at IS NOT NULL)
      ORDER BY asked_at DESC, id DESC LIMIT 1
      """)
    return try row?.get("child_until_at", as: Timestamp?.self).map { now < $0 } ?? false
  }

  static func insert(
    _ check: RealNameCheck, name: Sealed, number: Sealed, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO real_name_checks (id, person, name_sealed, number_sealed, number_masked, state,
        tries, asked_at)
      VALUES (\(check.id), \(check.person), \(name.rawValue), \(number.rawValue),
        \(check.maskedNumber), \(check.state), 0, \(check.askedAt))
      """)
  }

  /// What is needed to ask, while it is still there.
  struct Waiting: Sendable {
    let check: RealNameCheck
    let name: Sealed
    let number: Sealed
  }

  static func waiting(
    _ id: Identifier<RealNameCheck>, in db: some Reading
  ) throws -> Waiting? {
    let row = try db.row(
      "SELECT \(columns), name_sealed, number_sealed FROM real_name_checks WHERE id = \(id)")
    guard let row, let name = try row.get("name_sealed", as: String?.self),
      let number = try row.get("number_sealed", as: String?.self)
    else { return nil }
    return Waiting(
      check: try RealNameCheck(row), name: Sealed(rawValue: name), number: Sealed(rawValue: number))
  }

  /// The newest of the person.
  static func newest(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> RealNameCheck? {
    try db.row(
      """
      SELECT \(columns) FROM real_name_checks WHERE person = \(person)
      ORDER BY asked_at DESC, id DESC LIMIT 1
      """
    ).map(RealNameCheck.init)
  }

  static func isMatched(_ person: Identifier<Person>, in db: some Reading) throws -> Bool {
    try db.row(
      """
      SELECT id FROM real_name_checks WHERE person = \(person) AND state = 'matched' LIMIT 1
      """) != nil
  }

  /// Questions that count against the day: not those the register was too ill to answer.
  static func count(
    of person: Identifier<Person>, since: Timestamp, in db: some Reading
  ) throws -> Int {
    Int(
      try db.number(
        """
        SELECT COUNT(*) FROM real_name_checks
        WHERE person = \(person) AND asked_at > \(since)
          AND COALESCE(failed_reason, '') NOT IN ('no_answer', 'no_register')
        """))
  }

  /// The intent, written before the register is called.
  static func noteAsking(_ id: Identifier<RealNameCheck>, in tx: Transaction) throws {
    try tx.run(
      """
      UPDATE real_name_checks SET state = 'asking', tries = tries + 1
      WHERE id = \(id) AND state IN ('waiting', 'asking')
      """)
  }

  /// The outcome; name and number go with it.
  ///
  /// Whether this was the first word, which stands.
  static func settle(
    _ id: Identifier<RealNameCheck>, _ state: RealNameCheck.State, reference: String?,
    reason: String?, childUntil: Timestamp? = nil, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      UPDATE real_name_checks SET state = \(state), reference = \(reference),
        failed_reason = \(reason), decided_at = \(tx.now), name_sealed = NULL,
        number_sealed = NULL, child_until_at = \(childUntil)
      WHERE id = \(id) AND state IN ('waiting', 'asking')
      """) == 1
  }

  static func erase(_ person: Identifier<Person>, in tx: Transaction) throws -> Int {
    try tx.run("DELETE FROM real_name_checks WHERE person = \(person)")
  }

  private static let columns: SQL = """
    id, person, number_masked, state, tries, asked_at, decided_at, child_until_at
    """
}

extension RealNameCheck {
  init(_ row: Row) throws {
    self.init(
      id: try row.get("id"), person: try row.get("person"),
      maskedNumber: try row.get("number_masked"), state: try row.get("state"),
      tries: try row.get("tries"), askedAt: try row.get("asked_at"),
      decidedAt: try row.get("decided_at"), childUntilAt: try row.get("child_until_at"))
  }
}
