import Contracts
import Kernel

/// Accounts of staff: login name, password hash, post.
enum StaffStore {
  struct Account: Sendable {
    let person: Identifier<Person>
    let login: LoginName
    let password: String
    let isDisabled: Bool
    /// Handed over by an administrator: has to be changed with the first sign-in.
    let isTemporary: Bool
    let passwordAt: Timestamp
  }

  static func insert(
    _ person: Identifier<Person>, login: LoginName, password: PasswordHash, post: Post,
    temporary: Bool = false, in tx: Transaction
  ) throws {
    tx.changesAccess()
    try tx.run(
      """
      INSERT INTO staff_accounts (person, login, password, post, post_en, is_on_duty, is_disabled,
        is_temporary, password_at)
      VALUES (\(person), \(login), \(password.rawValue), \(post.chinese), \(post.english), TRUE,
        FALSE, \(temporary), \(tx.now))
      """)
  }

  static func find(login: LoginName, in db: some Reading) throws -> Account? {
    try db.row("SELECT \(columns) FROM staff_accounts WHERE login = \(login)").map(account)
  }

  static func find(_ person: Identifier<Person>, in db: some Reading) throws -> Account? {
    try db.row("SELECT \(columns) FROM staff_accounts WHERE person = \(person)").map(account)
  }

  private static let columns: SQL =
    "person, login, password, is_disabled, is_temporary, password_at"

  private static func account(_ row: Row) throws -> Account {
    Account(
      person: try row.get("person"), login: try row.get("login"),
      password: try row.get("password"), isDisabled: try row.get("is_disabled"),
      isTemporary: try row.get("is_temporary"), passwordAt: try row.get("password_at"))
  }

  /// `temporary`: whether it has to be changed with the first sign-in.
  static func setPassword(
    _ password: PasswordHash, temporary: Bool = false, of person: Identifier<Person>,
    in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE staff_accounts SET password = \(password.rawValue), is_temporary = \(temporary),
        password_at = \(tx.now)
      WHERE person = \(person)
      """)
  }

  /// The same password in another form.
  static func renewHash(
    _ password: PasswordHash, of person: Identifier<Person>, in tx: Transaction
  ) throws {
    try tx.run(
      "UPDATE staff_accounts SET password = \(password.rawValue) WHERE person = \(person)")
  }

  static func setPost(_ post: Post, of person: Identifier<Person>, in tx: Transaction) throws {
    tx.changesAccess()
    try tx.run(
      """
      UPDATE staff_accounts SET post = \(post.chinese), post_en = \(post.english)
      WHERE person = \(person)
      """)
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
    ).map(post)
  }

  private static func post(_ row: Row) throws -> DutyPost {
    DutyPost(
      person: try row.get("person"), name: try row.get("name"), post: try row.get("post"),
      reach: try Scope(kind: try row.get("scope_kind"), value: try row.get("scope_value")))
  }

  /// Everybody on duty whose role in one of the areas has the permission.
  static func holding(
    _ permission: Permission, areas: [String], at now: Timestamp, in db: some Reading
  ) throws -> [DutyPost] {
    try db.rows(
      """
      SELECT DISTINCT a.person, a.post, p.name, g.scope_kind, g.scope_value FROM role_grants g
      JOIN roles r ON r.code = g.role AND r.valid_from <= \(now) AND r.valid_until > \(now)
      JOIN staff_accounts a ON a.person = g.person JOIN people p ON p.id = g.person
      WHERE a.is_on_duty AND NOT a.is_disabled
        AND g.valid_from <= \(now) AND g.valid_until > \(now)
        AND g.scope_kind = 'area' AND g.scope_value IN \(list: areas)
        AND ' ' || r.permissions || ' ' LIKE \("% " + permission.rawValue + " %")
      ORDER BY g.scope_kind, g.scope_value, a.person LIMIT 500
      """
    ).map(post)
  }

  /// Everybody with an account, by login; one query.
  static func everybody(at now: Timestamp, in db: some Reading) throws -> [StaffLine] {
    try lines(of: "TRUE", at: now, in: db)
  }

  static func line(
    of person: Identifier<Person>, at now: Timestamp, in db: some Reading
  ) throws -> StaffLine? {
    try lines(of: "a.person = \(person)", at: now, in: db).first
  }

  private static func lines(
    of condition: SQL, at now: Timestamp, in db: some Reading
  ) throws -> [StaffLine] {
    var lines: [StaffLine] = []
    var roles: [String] = []
    let rows = try db.rows(
      """
      SELECT a.person, a.login, p.name, a.post, a.post_en, a.is_disabled, a.is_temporary,
        p.phone_masked, f.person AS factor, g.role,
        (SELECT COUNT(*) FROM recovery_codes c WHERE c.person = a.person AND c.used_at IS NULL)
          AS codes_left
      FROM staff_accounts a JOIN people p ON p.id = a.person
      LEFT JOIN second_factors f ON f.person = a.person
      LEFT JOIN role_grants g ON g.person = a.person AND g.valid_from <= \(now)
        AND g.valid_until > \(now)
      WHERE \(condition) ORDER BY a.login, g.role
      """)
    for row in rows {
      let person: Identifier<Person> = try row.get("person")
      let role = try row.get("role", as: String?.self)
      if lines.last?.person == person {
        if let role, roles.last != role { roles.append(role) }
        lines.removeLast()
      } else {
        roles = role.map { [$0] } ?? []
      }
      lines.append(
        StaffLine(
          person: person, login: try row.get("login"), name: try row.get("name"),
          post: Post(try row.get("post"), english: try row.get("post_en")),
          isDisabled: try row.get("is_disabled"),
          isTwoStep: try row.get("factor", as: String?.self) != nil,
          isTemporary: try row.get("is_temporary"), maskedPhone: try row.get("phone_masked"),
          codesLeft: try row.get("codes_left"), roles: roles))
    }
    return lines
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
