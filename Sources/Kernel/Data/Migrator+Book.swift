/// One step with the name and checksum it is recorded under.
struct MigrationStep: Sendable {
  struct Key: Hashable, Sendable, CustomStringConvertible {
    let owner: String
    let name: String

    var description: String { "\(owner)/\(name)" }
  }

  let key: Key
  let checksum: String
  let statements: [SQL]

  init(_ owner: String, _ migration: Migration) {
    key = Key(owner: owner, name: migration.name)
    checksum = Self.fnv1a(migration.text)
    statements = migration.statements
  }

  /// FNV-1a, 64 bits: it has to notice an edit, not an attacker, who could edit the record too.
  private static func fnv1a(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The table `schema_migrations`: one row for each applied step, and one that serves as lock.
enum MigrationBook {
  /// Makes the site's namespace and the table where they are missing.
  static func make(on driver: any Driver) async throws {
    do {
      try await driver.write { try make($0) }
    } catch is StoreError {
      // Another process may have made the same in between; ours failed as a duplicate in the
      // engine's catalogue, under several codes. Anything else fails again.
      try await driver.write { try make($0) }
    }
  }

  private static func make(_ connection: any Connection) throws {
    if connection.dialect == .postgres { try makeSchema(connection) }
    if try exists(connection) { return }
    try connection.script(
      """
      CREATE TABLE schema_migrations (
        owner TEXT NOT NULL,
        name TEXT NOT NULL,
        checksum TEXT NOT NULL,
        applied_at BIGINT NOT NULL,
        PRIMARY KEY (owner, name)
      );
      INSERT INTO schema_migrations VALUES ('', '', '', 0);
      """)
  }

  /// A site is a schema, and the only one in the connection's search path.
  private static func makeSchema(_ connection: any Connection) throws {
    let row = try connection.rows(
      """
      SELECT current_setting('search_path') AS path, CAST(datcollate AS TEXT) AS collation,
        to_regnamespace(current_setting('search_path')) IS NOT NULL AS is_there
      FROM pg_catalog.pg_database WHERE datname = current_database()
      """
    ).first
    guard let row, try !row.get("is_there", as: Bool.self) else { return }
    // Pages are cut by comparing keys in Swift and on SQLite, both byte by byte.
    let collation: String = try row.get("collation")
    guard ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(collation) else {
      throw StoreError.other(
        "the database sorts text as \(collation): create it with LC_COLLATE 'C.UTF-8'")
    }
    try connection.script("CREATE SCHEMA \(try row.get("path", as: String.self))")
  }

  static func exists(_ connection: any Connection) throws -> Bool {
    switch connection.dialect {
    case .sqlite:
      try !connection.rows(
        "SELECT 1 AS one FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'"
      ).isEmpty
    case .postgres:
      try !connection.rows(
        "SELECT 1 AS one WHERE to_regclass('schema_migrations') IS NOT NULL"
      ).isEmpty
    }
  }

  static func entries(_ connection: any Connection) throws -> [MigrationStep.Key: String] {
    let rows = try connection.rows(
      "SELECT owner, name, checksum FROM schema_migrations WHERE owner <> ''")
    var entries: [MigrationStep.Key: String] = [:]
    for row in rows {
      let key = MigrationStep.Key(owner: try row.get("owner"), name: try row.get("name"))
      entries[key] = try row.get("checksum")
    }
    return entries
  }

  /// Writes the row that serves as lock as it is.
  static func touch(_ tx: Transaction) throws {
    try tx.run("UPDATE schema_migrations SET applied_at = 0 WHERE owner = '' AND name = ''")
  }

  /// Applies one step unless another process has just done so.
  static func apply(
    _ step: MigrationStep, at time: Timestamp, _ connection: any Connection
  ) throws -> Bool {
    let locked = try connection.run(
      "UPDATE schema_migrations SET applied_at = 0 WHERE owner = '' AND name = ''")
    guard locked == 1 else { throw StoreError.other("schema_migrations has lost its lock row") }
    let recorded = try entries(connection)[step.key]
    if let recorded {
      guard recorded == step.checksum else {
        throw MigrationError.changed(step.key.description)
      }
      return false
    }
    for statement in step.statements {
      let (text, values) = statement.rendered(for: connection.dialect)
      if values.isEmpty {
        try connection.script(text)
      } else {
        try connection.run(statement)
      }
    }
    try connection.run(
      """
      INSERT INTO schema_migrations (owner, name, checksum, applied_at)
      VALUES (\(step.key.owner), \(step.key.name), \(step.checksum), \(time))
      """)
    return true
  }
}
