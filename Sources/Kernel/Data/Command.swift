/// What makes a command safe to repeat: who sends it, under which key, saying what.
public struct CommandKey: Sendable, Hashable {
  public let actor: String
  public let key: String
  /// Hash of what was asked, so that a key cannot be used again for something else.
  public let fingerprint: String

  /// Bytes a key may have.
  public static let lengths = 1...200

  /// `request`: everything that the command depends on, in a fixed order.
  public init(_ key: String, by actor: String, for request: String) {
    self.actor = actor
    self.key = key
    fingerprint = Hex.encode(SHA256.hash(request))
  }
}

extension Database {
  /// Runs `body` once for the key; a repetition gets the first answer and changes nothing.
  ///
  /// The first run pays no look-up: the key is inserted with the work, and only a failure asks
  /// whether the work was done before. That also settles a commit with unknown outcome.
  /// Throws `Problem(.keyReused)` when the key was used for something else.
  public func command<T: Codable & Sendable>(
    _ key: CommandKey?, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    guard let key else { return try await write(body) }
    let stamp = clock()
    do {
      return try await write { tx in
        let result = try body(tx)
        try tx.later(
          """
          INSERT INTO commands (actor, key, fingerprint, result, created_at) VALUES (
            \(key.actor), \(key.key), \(key.fingerprint), \(try JSONText.encode(result)), \(stamp))
          """)
        return result
      }
    } catch {
      guard let earlier = try await answer(to: key, as: T.self) else { throw error }
      return earlier
    }
  }

  private func answer<T: Codable & Sendable>(to key: CommandKey, as: T.Type) async throws -> T? {
    let stored = try await read { db in
      try db.row(
        """
        SELECT fingerprint, result FROM commands WHERE actor = \(key.actor) AND key = \(key.key)
        """)
    }
    guard let stored else { return nil }
    guard try stored.get("fingerprint", as: String.self) == key.fingerprint else {
      throw Problem(.keyReused)
    }
    return try JSONText.decode(T.self, from: try stored.get("result"))
  }
}

/// Housekeeping of remembered answers.
public enum Commands {
  public static func sweep(olderThanDays days: Int64, in tx: Transaction) throws {
    try tx.run("DELETE FROM commands WHERE created_at < \(tx.now.adding(days: -days))")
  }
}
