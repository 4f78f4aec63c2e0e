public import Civics
public import Kernel

/// Accounts, roles and API tokens, as the operator at the command line keeps them.
public struct AccountActions: Sendable {
  let database: Database
  let people: PersonStore

  public init(_ platform: Platform) {
    database = platform.database
    people = PersonStore(keys: platform.keys)
  }

  /// Throws `Problem(.invalid)` for an unknown role, a weak password or a taken login.
  public func addStaff(
    login: String, name: String, post: String, phone: PhoneNumber? = nil, password: String,
    role: String, scope: Scope
  ) async throws -> Identifier<Person> {
    let role = try Self.role(role)
    guard login.utf8.count >= 2, login.utf8.allSatisfy(Self.isLoginCharacter) else {
      throw Problem(field: "login", "identity.login-form")
    }
    guard password.count >= 8 else { throw Problem(field: "password", "identity.password-short") }
    let hash = try await PasswordWork.make(password)
    let people = people
    do {
      return try await database.write { tx in
        let person: Identifier<Person> = tx.newID()
        try people.insert(person, name: name, phone: phone, in: tx)
        try StaffStore.insert(person, login: login, password: hash, post: post, in: tx)
        try GrantStore.insert(role, to: person, in: scope, tx)
        try tx.audit(
          AuditEntry(
            actor: "operator", action: "identity.staff_added", subject: "person:" + person.rawValue,
            detail: role.code))
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
      try people.insert(person, name: name, phone: phone, in: tx)
      return person
    }
  }

  public func grant(
    _ role: String, to person: Identifier<Person>, in scope: Scope
  ) async throws {
    let role = try Self.role(role)
    try await database.write { tx in
      try GrantStore.insert(role, to: person, in: scope, tx)
      try tx.audit(
        AuditEntry(
          actor: "operator", action: "identity.granted", subject: "person:" + person.rawValue,
          detail: role.code))
    }
  }

  /// Every session of the account ends.
  public func setPassword(login: String, _ password: String) async throws {
    guard password.count >= 8 else { throw Problem(field: "password", "identity.password-short") }
    let hash = try await PasswordWork.make(password)
    try await change(login, "identity.password_set") { tx in
      try StaffStore.setPassword(hash, login: login, in: tx)
    }
  }

  public func setDisabled(login: String, _ disabled: Bool) async throws {
    try await change(login, disabled ? "identity.disabled" : "identity.enabled") { tx in
      try StaffStore.setDisabled(disabled, login: login, in: tx)
    }
  }

  public func staffLines() async throws -> [String] {
    try await database.read { try StaffStore.lines(in: $0) }
  }

  /// Returns the token, which is shown this once.
  public func issueToken(
    label: String, login: String?, days: Int64
  ) async throws -> String {
    do {
      return try await database.write { tx in
        var person: Identifier<Person>?
        if let login {
          guard let account = try StaffStore.find(login: login, in: tx) else {
            throw Problem(.notFound)
          }
          person = account.person
        }
        let token = "linli_" + Base64URL.encode(tx.randomBytes(32))
        try TokenStore.insert(
          token, label: label, person: person, until: tx.now.adding(days: days), in: tx)
        try tx.audit(
          AuditEntry(actor: "operator", action: "identity.token_issued", subject: "token:" + label))
        return token
      }
    } catch StoreError.unique {
      throw Problem(field: "label", "identity.label-taken")
    }
  }

  public func revokeToken(label: String) async throws {
    try await database.write { tx in
      guard try TokenStore.revoke(label, in: tx) == 1 else { throw Problem(.notFound) }
      try tx.audit(
        AuditEntry(actor: "operator", action: "identity.token_revoked", subject: "token:" + label))
    }
  }

  private func change(
    _ login: String, _ action: String, _ body: @escaping @Sendable (Transaction) throws -> Int
  ) async throws {
    try await database.write { tx in
      guard try body(tx) == 1, let account = try StaffStore.find(login: login, in: tx) else {
        throw Problem(.notFound)
      }
      try Sessions.closeAll(of: account.person, in: tx)
      try tx.audit(
        AuditEntry(
          actor: "operator", action: action, subject: "person:" + account.person.rawValue))
    }
  }

  private static func role(_ code: String) throws -> Role {
    guard let role = Role.byCode[code] else {
      throw Problem(field: "role", "identity.role-unknown")
    }
    return role
  }

  private static func isLoginCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 45, 46, 48...57, 95, 97...122: true
    default: false
    }
  }
}
