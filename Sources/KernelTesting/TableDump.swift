public import Kernel

/// Every row of every table as text, to see what an action changed, or that it changed nothing.
public struct TableDump: Sendable, Equatable {
  /// Table name to its rows in a fixed order.
  public let tables: [String: [String]]

  public init(of database: Database) async throws {
    let dialect = database.driver.dialect
    tables = try await database.read { snapshot in
      var tables: [String: [String]] = [:]
      for name in try Self.names(snapshot, dialect) {
        // The name comes from the engine's own catalogue, not from anybody's input.
        let rows = try snapshot.rows(SQL(stringLiteral: "SELECT * FROM \"\(name)\""))
        tables[name] = rows.map(Self.line).sorted()
      }
      return tables
    }
  }

  /// What is in one dump only, one line each: `+` came, `-` went.
  public func changes(to later: TableDump) -> [String] {
    var lines: [String] = []
    for table in Set(tables.keys).union(later.tables.keys).sorted() {
      let difference = (later.tables[table] ?? []).difference(from: tables[table] ?? [])
      lines += difference.removals.map { change in "- \(table) \(Self.row(change))" }
      lines += difference.insertions.map { change in "+ \(table) \(Self.row(change))" }
    }
    return lines
  }

  private static func row(_ change: CollectionDifference<String>.Change) -> String {
    switch change {
    case .insert(_, let row, _), .remove(_, let row, _): row
    }
  }

  private static func names(_ snapshot: Snapshot, _ dialect: Dialect) throws -> [String] {
    let rows: [Row] =
      switch dialect {
      case .sqlite:
        try snapshot.rows(
          """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          """)
      case .postgres:
        try snapshot.rows(
          """
          SELECT CAST(tablename AS TEXT) AS name FROM pg_catalog.pg_tables
          WHERE schemaname = current_schema()
          """)
      }
    return try rows.map { try $0.get("name") }
  }

  private static func line(_ row: Row) -> String {
    zip(row.columns.names, row.values).map { name, value in
      switch value {
      case .null: "\(name)=NULL"
      case .integer(let number): "\(name)=\(number)"
      case .real(let number): "\(name)=\(number)"
      case .text(let text): "\(name)=\"\(text)\""
      case .boolean(let flag): "\(name)=\(flag)"
      }
    }.joined(separator: " ")
  }
}
