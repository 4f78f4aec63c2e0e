import Civics
import Kernel

/// Every statement on `holiday_tables`: years that a notice changed after this release.
enum HolidayStore {
  /// Years whose table has not been taken back by that day.
  static func load(on day: LocalDate, in db: some Reading) throws -> [HolidayTable] {
    try db.rows(
      """
      SELECT content FROM holiday_tables
      WHERE ended_on IS NULL OR ended_on > \(day.description) ORDER BY year
      """
    ).map { row in
      try JSONText.decode(HolidayTable.self, from: try row.get("content"))
    }
  }

  static func save(_ table: HolidayTable, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO holiday_tables (year, content, changed_at)
      VALUES (\(table.year), \(try JSONText.encode(table)), \(tx.now))
      ON CONFLICT (year) DO UPDATE SET content = excluded.content,
        changed_at = excluded.changed_at, version = holiday_tables.version + 1, ended_on = NULL
      """)
  }
}
