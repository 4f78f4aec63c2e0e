import Kernel

/// Accounts of staff: login name, password hash, lock.
enum StaffStore {
  struct Account: Sendable {
    let person: Identifier<Person>
    let password: String
    let isDisabled: Bool
    let failures: Int64
    let lockedUntil: Timestamp
  }

  static func insert(
    _ person: Identifier<Person>, login: String, password: PasswordHash, post: String,
    in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO staff_accounts (person, login, password, post, is_disabled, failures,
        locked_until)
      VALUES (\(person), \(login), \(password.rawValue), \(post), FALSE, 0, 0)
      """)
  }

  static func find(login: String, in db: some Reading) throws -> Account? {
    let row = try db.row(
      """
      SELECT person, password, is_disabled, failures, locked_until FROM staff_accounts
      WHERE login = \(login)
      """)
    guard let row else { return nil }
    return Account(
      person: try row.get("person"), password: try row.get("password"),
      isDisabled: try row.get("is_disabled"), failures: try row.get("failures"),
      lockedUntil: try row.get("locked_until"))
  }

  static func noteFailure(
    of person: Identifier<Person>, failures: Int64, lockedUntil: Timestamp, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE staff_accounts SET failures = \(failures), locked_until = \(lockedUntil)
      WHERE person = \(person)
      """)
  }

  static func noteSuccess(of person: Identifier<Person>, in tx: Transaction) throws {
    try tx.run(
      "UPDATE staff_accounts SET failures = 0, locked_until = 0 WHERE person = \(person)")
  }

  static func setPassword(_ password: PasswordHash, login: String, in tx: Transaction) throws
    -> Int
  {
    try tx.run(
      """
      UPDATE staff_accounts SET password = \(password.rawValue), failures = 0, locked_until = 0
      WHERE login = \(login)
      """)
  }

  static func setDisabled(_ disabled: Bool, login: String, in tx: Transaction) throws -> Int {
    try tx.run("UPDATE staff_accounts SET is_disabled = \(disabled) WHERE login = \(login)")
  }

  static func lines(in db: some Reading) throws -> [String] {
    try db.rows(
      """
      SELECT a.login, a.post, a.is_disabled, g.role, g.scope_kind, g.scope_value
      FROM staff_accounts a LEFT JOIN role_grants g ON g.person = a.person ORDER BY a.login
      """
    ).map { row in
      let disabled: Bool = try row.get("is_disabled")
      let role = try row.get("role", as: String?.self) ?? "no role"
      let kind = try row.get("scope_kind", as: String?.self) ?? ""
      let value = try row.get("scope_value", as: String?.self) ?? ""
      return "\(try row.get("login", as: String.self)) · \(try row.get("post", as: String.self))"
        + " · \(role) \(kind) \(value)\(disabled ? " · disabled" : "")"
    }
  }
}
