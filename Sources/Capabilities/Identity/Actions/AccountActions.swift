public import Civics
public import Kernel

/// Accounts, roles and API tokens, as the operator at the command line keeps them.
public struct AccountActions: Sendable {
  let database: Database
  let people: PersonStore
  let passwords: PasswordWork
  static let actor = "operator"

  init(database: Database, people: PersonStore, passwords: PasswordWork) {
    self.database = database
    self.people = people
    self.passwords = passwords
  }

  /// A password ready to be stored; made apart, since it takes tenths of a second.
  ///
  /// Throws `Problem(.invalid)` for one that `PasswordRule` refuses.
  public func hash(password: String, for login: String) async throws -> PasswordHash {
    guard let login = LoginName(rawValue: login) else {
      throw Problem(field: "login", "identity.login-form")
    }
    let now = database.world.now()
    let rules = try await database.read { try LimitStore.rules(at: now, in: $0) }
    do throws(PasswordRule.Fault) {
      try PasswordRule.check(password, login: login, shortest: rules[.passwordLength])
    } catch {
      throw error.problem
    }
    return try await passwords.make(password)
  }

  /// Throws `Problem(.invalid)` for an unknown role, a weak password or a taken login.
  public func addStaff(
    login: String, name: String, post: Post, phone: PhoneNumber? = nil, password: String,
    role: String, scope: Scope
  ) async throws -> Identifier<Person> {
    try await addStaff(
      login: login, name: name, post: post, phone: phone,
      hash: try await hash(password: password, for: login), role: role, scope: scope)
  }

  /// The same with a password of its own making when none was typed, which is returned.
  ///
  /// It has to be changed with the first sign-in.
  public func addStaff(
    login: String, name: String, post: Post, typed: String?, role: String, scope: Scope
  ) async throws -> String? {
    if let typed {
      _ = try await addStaff(
        login: login, name: name, post: post, password: typed, role: role, scope: scope)
      return nil
    }
    let password = TemporaryPassword.text(
      from: database.world.randomBytes(TemporaryPassword.bytes))
    _ = try await addStaff(
      login: login, name: name, post: post, hash: try await passwords.make(password),
      isTemporary: true, role: role, scope: scope)
    return password
  }

  /// The same with a password hashed before; the demo city has many accounts with one password.
  ///
  /// Throws `Problem(.invalid)` for an unknown role or a taken login.
  public func addStaff(
    login: String, name: String, post: Post, phone: PhoneNumber? = nil, hash: PasswordHash,
    isTemporary: Bool = false, role: String, scope: Scope
  ) async throws -> Identifier<Person> {
    guard let login = LoginName(rawValue: login) else {
      throw Problem(field: "login", "identity.login-form")
    }
    guard let name = try? PersonName(name) else { throw Problem(field: "name", "identity.name") }
    let post = try post.checked()
    let people = people
    do {
      return try await database.write { tx in
        let person: Identifier<Person> = tx.newID()
        try people.insert(person, name: name.rawValue, phone: phone, findable: false, in: tx)
        try StaffStore.insert(
          person, login: login, password: hash, post: post, temporary: isTemporary, in: tx)
        try Self.give(role, to: person, in: scope, tx)
        try Self.audit("staff_added", person, role, in: tx)
        return person
      }
    } catch StoreError.unique {
      throw Problem(field: "login", "identity.login-taken")
    }
  }

  /// A resident with a name, for the demo city and for counters.
  public func addResident(name: String, phone: PhoneNumber) async throws -> Identifier<Person> {
    let people = people
    return try await database.write { tx in
      if let known = try people.find(phone: phone, in: tx) { return known }
      let person: Identifier<Person> = tx.newID()
      try people.insert(person, name: name, phone: phone, findable: true, in: tx)
      try Self.audit("resident_added", person, "", in: tx)
      return person
    }
  }

  /// Every session and token of the account ends.
  public func setPassword(login: String, _ password: String) async throws {
    let hash = try await hash(password: password, for: login)
    try await change(login, "password_set") { person, tx in
      try StaffStore.setPassword(hash, of: person, in: tx)
    }
  }

  /// A password that has to be changed with the first sign-in; every session and token ends.
  public func setTemporaryPassword(login: String) async throws -> String {
    let password = TemporaryPassword.text(
      from: database.world.randomBytes(TemporaryPassword.bytes))
    let hash = try await passwords.make(password)
    try await change(login, "password_reset") { person, tx in
      try StaffStore.setPassword(hash, temporary: true, of: person, in: tx)
    }
    return password
  }

  /// Takes away the second factor of somebody who has lost it; sessions and tokens end.
  public func removeFactor(login: String) async throws {
    try await change(login, "two_step_reset") { person, tx in
      guard try SecondFactorStore.remove(person, in: tx) else { throw Problem(.notFound) }
    }
  }

  /// Shuts an account at once, or opens it again; sessions and tokens end either way.
  public func setDisabled(login: String, _ disabled: Bool) async throws {
    try await change(login, disabled ? "disabled" : "enabled") { person, tx in
      try StaffStore.setDisabled(disabled, person, in: tx)
    }
  }

  /// Says whether the post answers now; only the present is kept, it is no timesheet.
  public func setDuty(_ isOnDuty: Bool, of person: Identifier<Person>) async throws {
    try await database.write { tx in
      guard try StaffStore.setDuty(isOnDuty, of: person, in: tx) else { throw Problem(.notFound) }
    }
  }

  /// Nil when nobody has the login.
  public func person(login: String) async throws -> Identifier<Person>? {
    guard let login = LoginName(rawValue: login) else { return nil }
    return try await database.read { try StaffStore.find(login: login, in: $0)?.person }
  }

  public func staffLines() async throws -> [String] {
    let now = database.world.now()
    return try await database.read { try StaffStore.lines(at: now, in: $0) }
  }

  private func change(
    _ login: String, _ action: String,
    _ body: @escaping @Sendable (Identifier<Person>, Transaction) throws -> Void
  ) async throws {
    guard let login = LoginName(rawValue: login) else { throw Problem(.notFound) }
    try await database.write { tx in
      guard let account = try StaffStore.find(login: login, in: tx) else {
        throw Problem(.notFound)
      }
      try body(account.person, tx)
      try Sessions.closeAll(of: account.person, in: tx)
      try TokenStore.revokeAll(of: account.person, in: tx)
      try Self.audit(action, account.person, "", in: tx)
    }
  }

  static func audit(
    _ action: String, _ person: Identifier<Person>, _ detail: String, in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: actor, action: "identity." + action, subject: "person:" + person.rawValue,
        detail: detail))
  }
}
