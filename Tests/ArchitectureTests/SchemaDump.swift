import Kernel

/// A site's schema as its engine has understood it.
enum SchemaDump {
  /// Statements that would make it again, in a fixed order.
  static func text(of database: Database) async throws -> String {
    switch database.driver.dialect {
    case .sqlite: try await sqlite(database)
    case .postgres: try await postgres(database)
    }
  }

  private static func sqlite(_ database: Database) async throws -> String {
    let statements = try await database.read { db in
      try db.rows(
        """
        SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'
        ORDER BY tbl_name, type DESC, name
        """
      ).map { try $0.get("sql", as: String.self) }
    }
    return statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  private static func postgres(_ database: Database) async throws -> String {
    let tables = try await database.read { db in
      let columns = try db.rows(
        """
        SELECT CAST(table_name AS TEXT) AS name, CAST(column_name AS TEXT) AS part,
          upper(data_type) || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END AS definition
        FROM information_schema.columns WHERE table_schema = current_schema()
        ORDER BY table_name, ordinal_position
        """)
      let constraints = try db.rows(
        """
        SELECT CAST(c.relname AS TEXT) AS name, CAST(k.conname AS TEXT) AS part,
          pg_get_constraintdef(k.oid) AS definition
        FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        WHERE k.connamespace = CAST(current_schema() AS regnamespace) AND k.contype <> 'n'
        ORDER BY c.relname, k.contype DESC, k.conname
        """)
      let indexes = try db.rows(
        """
        SELECT CAST(i.tablename AS TEXT) AS name, CAST(i.indexname AS TEXT) AS part,
          replace(i.indexdef, ' ON ' || i.schemaname || '.', ' ON ') AS definition
        FROM pg_catalog.pg_indexes i WHERE i.schemaname = current_schema()
          AND i.indexname NOT IN (SELECT conname FROM pg_catalog.pg_constraint)
        ORDER BY i.tablename, i.indexname
        """)
      return try (columns.map(Part.init), constraints.map(Part.init), indexes.map(Part.init))
    }
    return make(tables.0, tables.1, tables.2)
  }

  private struct Part: Sendable {
    let table: String
    let name: String
    let definition: String

    init(_ row: Row) throws {
      table = try row.get("name")
      name = try row.get("part")
      definition = try row.get("definition")
    }
  }

  private static func make(_ columns: [Part], _ constraints: [Part], _ indexes: [Part]) -> String {
    var text = ""
    for table in Set(columns.map(\.table)).sorted() {
      let inside =
        columns.filter { $0.table == table }.map { "  \($0.name) \($0.definition)" }
        + constraints.filter { $0.table == table }.map {
          "  CONSTRAINT \($0.name) \($0.definition)"
        }
      text += "CREATE TABLE \(table) (\n" + inside.joined(separator: ",\n") + "\n);\n\n"
      for index in indexes where index.table == table { text += index.definition + ";\n\n" }
    }
    return String(text.dropLast())
  }
}
