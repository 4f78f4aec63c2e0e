import Contracts
import Kernel

/// A person's part in mandates and consents, for copies, erasures and retention.
enum MandateRecordStore {
  private static func ended(before time: Timestamp) -> SQL {
    "state IN ('expired', 'revoked') AND ended_at < \(time)"
  }

  /// Mandates of the person that still hold or wait.
  static func open(of person: Identifier<Person>, in tx: Transaction) throws -> [Mandate] {
    try tx.rows(
      """
      SELECT \(MandateStore.columns) FROM mandates
      WHERE (principal = \(person) OR delegate = \(person)) AND state IN ('pending', 'active')
      """
    ).map { try MandateStore.Found($0).mandate }
  }

  /// Takes the person out of ended mandates; the other side keeps its history.
  static func forget(_ person: Identifier<Person>, in tx: Transaction) throws -> Int {
    let over: SQL = "state IN ('expired', 'revoked')"
    try tx.run(
      """
      UPDATE mandate_entries SET actor = NULL WHERE actor = \(person)
        AND mandate IN (SELECT id FROM mandates WHERE \(over)
          AND (principal = \(person) OR delegate = \(person)))
      """)
    let principals = try tx.run(
      """
      UPDATE mandates SET principal = NULL, typed_name = NULL
      WHERE principal = \(person) AND \(over)
      """)
    let delegates = try tx.run(
      "UPDATE mandates SET delegate = NULL WHERE delegate = \(person) AND \(over)")
    try tx.run(
      """
      UPDATE mandates SET invited = NULL, invited_hash = NULL, invited_masked = NULL
      WHERE invited = \(person) AND \(over)
      """)
    return principals + delegates
  }

  static func consents(of person: Identifier<Person>, in db: some Reading) throws -> [Consent] {
    try db.rows(
      """
      SELECT id, person, given_by, purpose, version, decision, decided_at, withdrawn_at
      FROM consents WHERE person = \(person) ORDER BY decided_at DESC, id DESC
      """
    ).map { try Consent($0) }
  }

  /// With `all`, those that stand too: nothing is used any more.
  static func eraseConsents(
    of person: Identifier<Person>, all: Bool, in tx: Transaction
  ) throws -> Int {
    let part: SQL = all ? "TRUE" : "(withdrawn_at IS NOT NULL OR decision = 'refused')"
    return try tx.run("DELETE FROM consents WHERE person = \(person) AND \(part)")
  }

  static func dueMandates(before time: Timestamp, in db: some Reading) throws -> Int {
    Int(try db.number("SELECT COUNT(*) FROM mandates WHERE \(ended(before: time))"))
  }

  static func expireMandates(
    before time: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int {
    let ids: [String] = try tx.rows(
      "SELECT id FROM mandates WHERE \(ended(before: time)) ORDER BY id LIMIT \(limit)"
    ).map { try $0.get("id") }
    guard !ids.isEmpty else { return 0 }
    try tx.run("DELETE FROM mandate_entries WHERE mandate IN \(list: ids)")
    try tx.run("DELETE FROM mandate_scopes WHERE mandate IN \(list: ids)")
    try MandateWindowStore.forget(ids, in: tx)
    let count = try tx.run("DELETE FROM mandates WHERE id IN \(list: ids)")
    // Nobody acts for them any more: their number's mask and birth date have no use.
    try tx.run(
      """
      DELETE FROM mandate_wards WHERE NOT EXISTS (
        SELECT 1 FROM mandates m WHERE m.principal = mandate_wards.person)
      """)
    return count
  }

  private static func overConsent(before time: Timestamp) -> SQL {
    """
    (withdrawn_at < \(time) OR (decision = 'refused' AND decided_at < \(time)))
    """
  }

  static func dueConsents(before time: Timestamp, in db: some Reading) throws -> Int {
    Int(try db.number("SELECT COUNT(*) FROM consents WHERE \(overConsent(before: time))"))
  }

  static func expireConsents(
    before time: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int {
    try tx.run(
      """
      DELETE FROM consents WHERE id IN (
        SELECT id FROM consents WHERE \(overConsent(before: time)) ORDER BY id LIMIT \(limit))
      """)
  }
}

extension Consent {
  init(_ row: Row, version: String = "version") throws {
    self.init(
      id: try row.get("id"), person: try row.get("person"), givenBy: try row.get("given_by"),
      purpose: try row.get("purpose"), version: try row.get(version),
      decision: try row.get("decision"), decidedAt: try row.get("decided_at"),
      withdrawnAt: try row.get("withdrawn_at"))
  }
}
