/// Brings a site's schema up to date: each step once, in order, in a transaction of its own.
///
/// Two processes may migrate at once: each step first takes the row that serves as lock.
public struct Migrator: Sendable {
  private let sets: [MigrationSet]

  public init(_ sets: [MigrationSet]) { self.sets = sets }

  /// Applies what is missing and tells the names, as `owner/name`.
  ///
  /// - Throws: `MigrationError` when what is recorded does not fit this program, or a step not the
  ///   data.
  @discardableResult
  public func run(on database: Database) async throws -> [String] {
    try await MigrationBook.make(on: database.driver)
    let applied = try await database.driver.read { try MigrationBook.entries($0) }
    let missing = try check(applied)
    let now = database.world.now()
    var done: [String] = []
    for step in missing {
      let isNew: Bool
      do {
        isNew = try await database.driver.write { try MigrationBook.apply(step, at: now, $0) }
      } catch let error as StoreError {
        throw Self.told(error, step)
      }
      if isNew { done.append(step.key.description) }
    }
    return done
  }

  /// Which step it was, where it is the step and not the connection or the disk.
  private static func told(_ error: StoreError, _ step: MigrationStep) -> any Error {
    switch error {
    case .other(let reason): MigrationError.failed(step.key.description, reason)
    case .unique, .foreignKey, .check, .notNull:
      MigrationError.failed(step.key.description, "\(error)")
    case .retry, .cancelled, .unavailable, .storage, .commitUnknown: error
    }
  }

  /// Everything that is missing in one transaction: tests pay for commits, not for safety.
  package func runAtOnce(on database: Database) async throws {
    try await MigrationBook.make(on: database.driver)
    let now = database.world.now()
    try await database.driver.write { connection in
      for step in try check(try MigrationBook.entries(connection)) {
        _ = try MigrationBook.apply(step, at: now, connection)
      }
    }
  }

  /// What `run` would apply, as `owner/name`; `serve` refuses to start while there is any.
  ///
  /// - Throws: `MigrationError` when what is recorded does not fit this program.
  public func pending(on database: Database) async throws -> [String] {
    let applied = try await database.driver.read { connection in
      try MigrationBook.exists(connection) ? try MigrationBook.entries(connection) : [:]
    }
    return try check(applied).map(\.key.description)
  }

  /// The steps not yet applied, once everything recorded is known and unchanged.
  private func check(_ applied: [MigrationStep.Key: String]) throws -> [MigrationStep] {
    var unknown = applied
    var missing: [MigrationStep] = []
    for set in sets {
      var firstMissing: MigrationStep?
      for migration in set.migrations {
        let step = MigrationStep(set.owner, migration)
        guard let recorded = unknown.removeValue(forKey: step.key) else {
          missing.append(step)
          firstMissing = firstMissing ?? step
          continue
        }
        guard recorded == step.checksum else {
          throw MigrationError.changed(step.key.description)
        }
        if let firstMissing { throw MigrationError.outOfOrder(firstMissing.key.description) }
      }
    }
    if let stranger = unknown.keys.map(\.description).min() {
      throw MigrationError.unknown(stranger)
    }
    return missing
  }
}

/// Why the recorded steps and this program do not fit; each names the step as `owner/name`.
public enum MigrationError: Error, Sendable, Hashable {
  /// An applied step has another text now.
  case changed(String)
  /// Applied, but not in this program: it is older than the data.
  case unknown(String)
  /// Missing although a later step of the same owner is applied.
  case outOfOrder(String)
  /// Refused by the data, with what the engine said.
  case failed(String, String)
}
