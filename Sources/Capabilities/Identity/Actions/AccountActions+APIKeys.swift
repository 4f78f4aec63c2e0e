import Kernel

extension AccountActions {
  /// Makes a key, which is shown this once.
  ///
  /// Throws `Problem(.invalid)` for a name that is taken or is none, and for more than ten years.
  public func createAPIKey(name: String, days: Int64) async throws -> String {
    guard APIKey.isName(name) else { throw Problem(field: "name", "identity.key-name") }
    guard (1...3650).contains(days) else { throw Problem(field: "days", "identity.days") }
    do {
      return try await database.write { tx in
        let key = "linli_key_" + Base64URL.encode(tx.randomBytes(32))
        try APIKeyStore.insert(key, name, days: days, in: tx)
        try tx.audit(
          AuditEntry(
            actor: Self.actor, action: "identity.api_key_created", subject: "key:" + name,
            detail: "\(days) d"))
        return key
      }
    } catch StoreError.unique {
      throw Problem(field: "name", "identity.label-taken")
    }
  }

  /// Throws `Problem(.notFound)` where no key that still works has the name.
  public func revokeAPIKey(name: String) async throws {
    try await database.write { tx in
      guard try APIKeyStore.revoke(name, in: tx) == 1 else { throw Problem(.notFound) }
      try tx.audit(
        AuditEntry(
          actor: Self.actor, action: "identity.api_key_revoked", subject: "key:" + name))
    }
  }

  /// All keys there were, with what each can do now; never the keys themselves.
  public func apiKeys() async throws -> [(key: APIKey, standing: String)] {
    let now = database.world.now()
    return try await database.read { try APIKeyStore.all(in: $0) }
      .map { ($0, $0.standing(at: now)) }
  }
}
