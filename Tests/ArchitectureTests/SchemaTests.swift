import App
import Kernel
import KernelTesting
import Testing

/// The schema of both engines, committed so that a review shows what a step does to it.
struct SchemaTests {
  private static let files: [Backend: String] = [.sqlite: "sqlite.sql", .postgres: "postgres.sql"]

  @Test(arguments: Backend.all)
  func `the schema is the one in docs`(backend: Backend) async throws {
    let database = try await WholeSite.open(backend).platform.database
    let text = try await SchemaDump.text(of: database)

    #expect(Golden.difference(text, from: Self.files[backend] ?? "", in: "docs/schema") == nil)
  }

  /// Columns as `table.column type`, by what the engines call them.
  private func columns(_ backend: Backend) async throws -> [String] {
    let database = try await WholeSite.open(backend).platform.database
    return try await database.read { db in
      let rows =
        switch backend {
        case .sqlite:
          try db.rows(
            """
            SELECT m.name AS name, p.name AS part, p.type AS type, p."notnull" = 1 OR p.pk > 0 AS must
            FROM sqlite_schema m JOIN pragma_table_info(m.name) p
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
            """)
        case .postgres:
          try db.rows(
            """
            SELECT CAST(table_name AS TEXT) AS name, CAST(column_name AS TEXT) AS part,
              upper(data_type) AS type, is_nullable = 'NO' AS must
            FROM information_schema.columns WHERE table_schema = current_schema()
            """)
        }
      return try rows.map { row in
        let name: String = try row.get("name")
        let part: String = try row.get("part")
        let type: String = try row.get("type")
        return "\(name).\(part) \(type)" + (try row.get("must", as: Bool.self) ? " NOT NULL" : "")
      }.sorted()
    }
  }

  @Test func `both engines have the same tables and columns`() async throws {
    let sqlite = try await columns(.sqlite)

    #expect(sqlite.count > 150)
    #expect(try await columns(.postgres) == sqlite)
  }

  /// House types, and names that say which: `_at` is an instant, `_on` a day.
  static func faults(in column: String) -> [String] {
    let parts = column.split(separator: " ", maxSplits: 1).map(String.init)
    let type = parts.count > 1 ? parts[1].replacing(" NOT NULL", with: "") : ""
    var faults: [String] = []
    if !["TEXT", "BIGINT", "BOOLEAN", "DOUBLE PRECISION"].contains(type) {
      faults.append("type \(type)")
    }
    if parts[0].hasSuffix("_at"), type != "BIGINT" { faults.append("an instant as \(type)") }
    if parts[0].hasSuffix("_on"), type != "TEXT" { faults.append("a day as \(type)") }
    if parts[0].contains(".is_"), type != "BOOLEAN" { faults.append("a statement as \(type)") }
    return faults
  }

  @Test func `columns have the house's types, and names that fit them`() async throws {
    for column in try await columns(.sqlite) { #expect(Self.faults(in: column) == [], "\(column)") }
  }

  @Test(arguments: [
    "a.b REAL", "a.b INTEGER NOT NULL", "a.b BLOB", "a.b", "a.made_at TEXT",
    "a.born_on BIGINT NOT NULL",
    "a.is_open BIGINT", "a.b NUMERIC", "a.b TIMESTAMP WITHOUT TIME ZONE",
  ])
  func `another type is seen`(column: String) {
    #expect(Self.faults(in: column) != [])
  }
}
