public import Civics
public import Kernel

extension AccountActions {
  /// Throws `Problem(.invalid)` for an unknown role, or one that may not go with the others.
  ///
  /// `until`: the last day, included; nil for no end.
  public func grant(
    _ role: String, to person: Identifier<Person>, in scope: Scope, until: LocalDate? = nil
  ) async throws {
    let end = until.map { CityTime.instant($0, hour: 24) }
    if let end, end <= database.world.now() {
      throw Problem(field: "until", "identity.grant-until")
    }
    try await database.write { tx in
      try Self.give(role, to: person, in: scope, until: end, tx)
      try Self.audit("granted", person, role, in: tx)
    }
  }

  /// Takes a role away wherever the person holds it; it stays on record with its end.
  public func endGrant(_ role: String, of person: Identifier<Person>) async throws {
    try await database.write { tx in
      guard try GrantStore.end(role, of: person, in: tx) > 0 else { throw Problem(.notFound) }
      try Self.audit("grant_ended", person, role, in: tx)
    }
  }

  /// Makes a role mean this from now on, for everybody who holds it.
  public func define(_ role: Role) async throws {
    try await database.write { tx in
      try RoleStore.define(role, in: tx)
      try tx.audit(
        AuditEntry(
          actor: Self.actor, action: "identity.role_defined", subject: "role:" + role.code,
          detail: PermissionList.text(role.permissions)))
    }
  }

  public func roles() async throws -> [Role] {
    let now = database.world.now()
    return try await database.read { try RoleStore.all(at: now, in: $0) }
  }

  /// Issues a token, which is shown this once.
  ///
  /// Without a login it stands for a client of its own.
  public func issueToken(_ terms: TokenTerms, login: String?) async throws -> String {
    try await issueToken(terms) { tx in
      try login.map { login in
        guard let name = LoginName(rawValue: login),
          let account = try StaffStore.find(login: name, in: tx)
        else { throw Problem(.notFound) }
        return account.person
      }
    }
  }

  /// Issues a token for a resident's own programs, which is shown this once.
  ///
  /// Throws `Problem(.notFound)` where nobody has the number.
  public func issueToken(_ terms: TokenTerms, phone: PhoneNumber) async throws -> String {
    let people = people
    return try await issueToken(terms) { tx in
      guard let person = try people.find(phone: phone, in: tx) else { throw Problem(.notFound) }
      return person
    }
  }

  private func issueToken(
    _ terms: TokenTerms,
    for person: @escaping @Sendable (Transaction) throws -> Identifier<Person>?
  ) async throws -> String {
    guard (1...3650).contains(terms.days) else { throw Problem(field: "days", "identity.days") }
    do {
      return try await database.write { tx in
        let person = try person(tx)
        let token = "linli_" + Base64URL.encode(tx.randomBytes(32))
        try TokenStore.insert(token, terms, person: person, in: tx)
        try tx.audit(
          AuditEntry(
            actor: Self.actor, action: "identity.token_issued", subject: "token:" + terms.label,
            detail: terms.permissions.map { PermissionList.text($0) } ?? "all"))
        return token
      }
    } catch StoreError.unique {
      throw Problem(field: "label", "identity.label-taken")
    }
  }

  public func issueToken(label: String, login: String?, days: Int64) async throws -> String {
    try await issueToken(TokenTerms(label: label, days: days), login: login)
  }

  public func revokeToken(label: String) async throws {
    try await database.write { tx in
      guard try TokenStore.revoke(label, in: tx) == 1 else { throw Problem(.notFound) }
      try tx.audit(
        AuditEntry(
          actor: Self.actor, action: "identity.token_revoked", subject: "token:" + label))
    }
  }

  static func give(
    _ role: String, to person: Identifier<Person>, in scope: Scope, until: Timestamp? = nil,
    _ tx: Transaction
  ) throws {
    try StaffDesk.check(role, for: person, in: tx)
    try GrantStore.insert(role, to: person, in: scope, until: until, by: actor, tx)
  }
}
