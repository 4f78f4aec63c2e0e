import Kernel

/// Authenticators of staff and their codes on paper.
struct SecondFactorStore: Sendable {
  let keys: SecretKeys

  struct Factor: Sendable {
    let secret: [UInt8]
    /// The newest step whose code was taken.
    let lastStep: Int64
    let enrolledAt: Timestamp
  }

  private static let label = "recovery_code"

  static func place(_ person: Identifier<Person>) -> Sealed.Place {
    Sealed.Place(table: "second_factors", column: "secret_sealed", row: person.rawValue)
  }

  func find(_ person: Identifier<Person>, in db: some Reading) throws -> Factor? {
    let row = try db.row(
      """
      SELECT secret_sealed, last_step, enrolled_at FROM second_factors WHERE person = \(person)
      """)
    guard let row else { return nil }
    let text = try Sealed(rawValue: row.get("secret_sealed")).open(
      in: Self.place(person), keys: keys)
    guard let secret = Base32.decode(text) else {
      throw StoreError.other("second_factors.secret_sealed holds no secret")
    }
    return Factor(
      secret: secret, lastStep: try row.get("last_step"), enrolledAt: try row.get("enrolled_at"))
  }

  func insert(
    _ secret: [UInt8], step: Int64, of person: Identifier<Person>, in tx: Transaction
  ) throws {
    let sealed = try Sealed(sealing: Base32.encode(secret), in: Self.place(person), keys: keys)
    try tx.run(
      """
      INSERT INTO second_factors (person, secret_sealed, last_step, enrolled_at)
      VALUES (\(person), \(sealed.rawValue), \(step), \(tx.now))
      """)
  }

  /// Whether nobody has taken this step, or a later one, meanwhile.
  static func take(_ step: Int64, of person: Identifier<Person>, in tx: Transaction) throws -> Bool
  {
    try tx.run(
      """
      UPDATE second_factors SET last_step = \(step) WHERE person = \(person) AND last_step < \(step)
      """) == 1
  }

  /// Whether there was one.
  static func remove(_ person: Identifier<Person>, in tx: Transaction) throws -> Bool {
    try tx.run("DELETE FROM recovery_codes WHERE person = \(person)")
    return try tx.run("DELETE FROM second_factors WHERE person = \(person)") == 1
  }

  /// New codes on paper instead of all earlier ones.
  func replaceCodes(
    _ codes: [String], of person: Identifier<Person>, in tx: Transaction
  ) throws {
    try tx.run("DELETE FROM recovery_codes WHERE person = \(person)")
    for code in codes {
      let hash = try LookupHash(of: "\(person)|\(code)", label: Self.label, keys: keys)
      try tx.run(
        """
        INSERT INTO recovery_codes (person, code_hash, made_at)
        VALUES (\(person), \(hash.rawValue), \(tx.now))
        """)
    }
  }

  /// Whether it was one of the person's that nobody had used.
  func useCode(
    _ typed: String, of person: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    let hashes = LookupHash.candidates(for: "\(person)|\(typed)", label: Self.label, keys: keys)
    return try tx.run(
      """
      UPDATE recovery_codes SET used_at = \(tx.now)
      WHERE person = \(person) AND code_hash IN \(list: hashes.map(\.rawValue))
        AND used_at IS NULL
      """) == 1
  }

  /// How one person stands, without the secret; one query.
  static func state(
    of person: Identifier<Person>, at now: Timestamp, in db: some Reading
  ) throws -> (enrolledAt: Timestamp?, codesLeft: Int64, isAsked: Bool) {
    let row = try db.row(
      """
      SELECT (SELECT enrolled_at FROM second_factors WHERE person = \(person)) AS enrolled_at,
        (SELECT COUNT(*) FROM recovery_codes WHERE person = \(person) AND used_at IS NULL)
          AS codes_left,
        (\(asked(of: person, at: now))) AS asking
      """)
    guard let row else { return (nil, 0, false) }
    return (
      try row.get("enrolled_at"), try row.get("codes_left"),
      try row.get("asking", as: Int64.self) > 0
    )
  }

  /// Whether a role the person holds now asks for a second factor.
  static func isAsked(
    of person: Identifier<Person>, at now: Timestamp, in db: some Reading
  ) throws -> Bool {
    try db.number(asked(of: person, at: now)) > 0
  }

  private static func asked(of person: Identifier<Person>, at now: Timestamp) -> SQL {
    """
    SELECT COUNT(*) FROM role_grants g
    JOIN roles r ON r.code = g.role AND r.valid_from <= \(now) AND r.valid_until > \(now)
    WHERE g.person = \(person) AND g.valid_from <= \(now) AND g.valid_until > \(now)
      AND r.is_two_step
    """
  }
}
