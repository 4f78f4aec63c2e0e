import Contracts
import Kernel

/// Accounts of staff: login name, password hash, post.
enum StaffStore {
  struct Account: Sendable {
    let person: Identifier<Person>
    let password: String
    let isDisabled: Bool
  }

  static func insert(
    _ person: Identifier<Person>, login: LoginName, password: PasswordHash, post: String,
    in tx: Transaction
  ) throws {
    tx.changesAccess()
    try tx.run(
      """
      INSERT INTO staff_accounts (person, login, password, post, is_on_duty, is_disabled)
      VALUES (\(person), \(login), \(password.rawValue), \(post), TRUE, FALSE)
      """)
  }

  static func find(login: LoginName, in db: some Reading) throws -> Account? {
    let row = try db.row(
      "SELECT person, password, is_disabled FROM staff_accounts WHERE login = \(login)")
    guard let row else { return nil }
    return Account(
      person: try row.get("person"), password: try row.get("password"),
      isDisabled: try row.get("is_disabled"))
  }

  static func setPassword(
    _ password: PasswordHash, of person: Identifier<Person>, in tx: Transaction
  ) throws {
    try tx.run(
      "UPDATE staff_accounts SET password = \(password.rawValue) WHERE person = \(person)")
  }

  static func setDisabled(
    _ disabled: Bool, _ person: Identifier<Person>, in tx: Transaction
  ) throws {
    tx.changesAccess()
    try tx.run("UPDATE staff_accounts SET is_disabled = \(disabled) WHERE person = \(person)")
  }

  /// Whether there is such a post.
  static func setDuty(
    _ isOnDuty: Bool, of person: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    try tx.run("UPDATE staff_accounts SET is_on_duty = \(isOnDuty) WHERE person = \(person)") == 1
  }

  /// Everybody on duty whose grant names one of the units or areas.
  static func onDuty(
    units: [String], areas: [String], at now: Timestamp, in db: some Reading
  ) throws -> [DutyPost] {
    try db.rows(
      """
      SELECT DISTINCT a.person, a.post, p.name, g.scope_kind, g.scope_value FROM role_grants g
      JOIN staff_accounts a ON a.person = g.person JOIN people p ON p.id = g.person
      WHERE a.is_on_duty AND NOT a.is_disabled
        AND g.valid_from <= \(now) AND g.valid_until > \(now)
        AND ((g.scope_kind = 'unit' AND g.scope_value IN \(list: units))
          OR (g.scope_kind = 'area' AND g.scope_value IN \(list: areas)))
      ORDER BY g.scope_kind, g.scope_value, a.person LIMIT 500
      """
    ).map { row in
      DutyPost(
        person: try row.get("person"), name: try row.get("name"), post: try row.get("post"),
        reach: try Scope(kind: try row.get("scope_kind"), value: try row.get("scope_value")))
    }
  }

  static func lines(at now: Timestamp, in db: some Reading) throws -> [String] {
    try db.rows(
      """
      SELECT a.login, a.post, a.is_disabled, g.role, g.scope_kind, g.scope_value
      FROM staff_accounts a
      LEFT JOIN role_grants g ON g.person = a.person AND g.valid_until > \(now)
      ORDER BY a.login, g.id
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
