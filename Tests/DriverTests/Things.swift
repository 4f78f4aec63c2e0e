import Kernel
import KernelTesting

/// A small schema for the drivers' tests.
enum Things {
  static let migrations = MigrationSet(
    owner: "things",
    [
      Migration(
        "001_things",
        """
        CREATE TABLE things (
          id TEXT PRIMARY KEY,
          name TEXT NOT NULL CHECK (length(name) < 100),
          amount BIGINT,
          weight DOUBLE PRECISION,
          flag BOOLEAN
        )
        """,
        "CREATE TABLE parts (id TEXT PRIMARY KEY, thing_id TEXT NOT NULL REFERENCES things (id))",
        "CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
        "INSERT INTO counters (name, value) VALUES (\("a"), \(0))")
    ])

  static func insert(_ id: String, name: String = "x") -> SQL {
    "INSERT INTO things (id, name) VALUES (\(id), \(name))"
  }

  static func count(_ database: Database) async throws -> Int64 {
    try await database.read { try $0.number("SELECT count(*) AS n FROM things") }
  }

  static func counter(_ database: Database) async throws -> Int64 {
    try await database.read { try $0.number("SELECT value FROM counters WHERE name = 'a'") }
  }
}
