import Contracts
import Kernel

/// Every statement about `mandates` and their switches and lines.
enum MandateStore {
  struct New: Sendable {
    let mandate: Mandate
    let invitedHash: String?
    let scopes: Set<MandateScope>
  }

  static func insert(_ new: New, in tx: Transaction) throws {
    let mandate = new.mandate
    try tx.run(
      """
      INSERT INTO mandates (id, principal, delegate, relation, basis, asked_by, invited,
        invited_hash, invited_masked, typed_name, code, state, asked_at, until_at,
        consent_version, version)
      VALUES (\(mandate.id), \(mandate.principal), \(mandate.delegate), \(mandate.relation),
        \(mandate.basis), \(mandate.askedBy), \(mandate.invited), \(new.invitedHash),
        \(mandate.maskedPhone), \(mandate.typedName), \(mandate.code), \(mandate.state),
        \(mandate.askedAt), \(mandate.untilAt), \(mandate.consentVersion), \(mandate.version))
      """)
    try save(
      MandateScope.allCases.map { MandateSwitch(scope: $0, isOn: new.scopes.contains($0)) },
      of: mandate.id, in: tx)
  }

  /// Whether it was still the version that was looked at.
  static func save(
    _ mandate: Mandate, verifiedBy: Identifier<Person>?, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      UPDATE mandates SET principal = \(mandate.principal), delegate = \(mandate.delegate),
        state = \(mandate.state), confirmed_at = \(mandate.confirmedAt), proof = \(mandate.proof),
        document = \(mandate.document), verified_by = COALESCE(verified_by, \(verifiedBy)),
        ended_at = \(mandate.endedAt), end_reason = \(mandate.endReason),
        version = \(mandate.version)
      WHERE id = \(mandate.id) AND version = \(mandate.version - 1)
      """) == 1
  }

  static func save(
    _ switches: [MandateSwitch], of mandate: Identifier<Mandate>, in tx: Transaction
  ) throws {
    guard !switches.isEmpty else { return }
    let rows: [SQL] = switches.map { "(\(mandate), \($0.scope), \($0.isOn), \(tx.now))" }
    try tx.run(
      """
      INSERT INTO mandate_scopes (mandate, scope, is_allowed, changed_at) VALUES \(SQL.list(rows))
      ON CONFLICT (mandate, scope) DO UPDATE SET is_allowed = excluded.is_allowed,
        changed_at = CASE WHEN mandate_scopes.is_allowed = excluded.is_allowed
          THEN mandate_scopes.changed_at ELSE excluded.changed_at END
      """)
  }

  static func add(
    _ entry: MandateEntry, to mandate: Identifier<Mandate>, in tx: Transaction
  ) throws {
    try tx.later(
      """
      INSERT INTO mandate_entries (mandate, id, at, actor, role, move, detail)
      VALUES (\(mandate), \(tx.newID()), \(entry.at), \(entry.actor), \(entry.role),
        \(entry.move), \(entry.detail))
      """)
  }

  static func find(_ id: Identifier<Mandate>, in db: some Reading) throws -> Found? {
    let row = try db.row(
      """
      SELECT \(columns), number_masked, born_on FROM mandates
      LEFT JOIN mandate_wards ON person = principal WHERE id = \(id)
      """)
    guard let row else { return nil }
    var found = try Found(row)
    if let number = try row.get("number_masked", as: String?.self) {
      found.ward = Ward(maskedNumber: number, born: try row.get("born_on"))
    }
    return found
  }

  static func find(code: String, in db: some Reading) throws -> Found? {
    try db.row("SELECT \(columns) FROM mandates WHERE code = \(code)").map(Found.init)
  }

  /// Whose number it was that was asked; only where nobody was known by it yet.
  static func invite(
    _ person: Identifier<Person>, to mandates: [Identifier<Mandate>], in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE mandates SET invited = \(person)
      WHERE id IN \(list: mandates) AND invited IS NULL AND state = 'pending'
      """)
  }

  /// Everything a person is in, or is asked to be in by a number of theirs; the newest first.
  static func all(
    of person: Identifier<Person>, hashes: [String], in db: some Reading
  ) throws -> [Found] {
    try db.rows(
      """
      SELECT \(columns) FROM mandates
      WHERE principal = \(person) OR delegate = \(person)
        OR (state = 'pending' AND invited_hash IN \(list: hashes))
      ORDER BY asked_at DESC, id DESC LIMIT 200
      """
    ).map(Found.init)
  }

  /// A mandate as it is stored, with the hash nobody else needs.
  struct Found: Sendable {
    var mandate: Mandate
    let invitedHash: String?
    /// Only where one is found by itself.
    var ward: Ward?
  }

  static let columns: SQL = """
    id, principal, delegate, relation, basis, asked_by, invited, invited_hash, invited_masked,
    typed_name, code, state, asked_at, until_at, confirmed_at, proof, document, ended_at,
    end_reason, consent_version, version
    """
}

extension MandateStore.Found {
  init(_ row: Row) throws {
    mandate = Mandate(
      id: try row.get("id"), principal: try row.get("principal"),
      delegate: try row.get("delegate"), relation: try row.get("relation"),
      basis: try row.get("basis"), askedBy: try row.get("asked_by"),
      invited: try row.get("invited"), state: try row.get("state"),
      maskedPhone: try row.get("invited_masked"), typedName: try row.get("typed_name"),
      code: try row.get("code"), askedAt: try row.get("asked_at"),
      untilAt: try row.get("until_at"), confirmedAt: try row.get("confirmed_at"),
      proof: try row.get("proof"), document: try row.get("document"),
      endedAt: try row.get("ended_at"), endReason: try row.get("end_reason"),
      consentVersion: try row.get("consent_version"), version: try row.get("version"))
    invitedHash = try row.get("invited_hash")
  }
}
