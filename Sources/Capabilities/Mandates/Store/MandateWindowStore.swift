import Kernel

/// Which windows a mandate was taken in at.
enum MandateWindowStore {
  static let migration = Migration(
    "005_windows",
    """
    CREATE TABLE mandate_windows (
      mandate TEXT NOT NULL REFERENCES mandates (id),
      area TEXT NOT NULL,
      until_at BIGINT NOT NULL,
      PRIMARY KEY (mandate, area)
    )
    """)

  /// For as long as the longer of two takings says.
  static func take(
    _ mandate: Identifier<Mandate>, at areas: [String], until end: Timestamp, in tx: Transaction
  ) throws {
    guard !areas.isEmpty else { return }
    let rows: [SQL] = Set(areas).sorted().map { "(\(mandate), \($0), \(end))" }
    try tx.run(
      """
      INSERT INTO mandate_windows (mandate, area, until_at) VALUES \(SQL.list(rows))
      ON CONFLICT (mandate, area) DO UPDATE SET
        until_at = CASE WHEN excluded.until_at > mandate_windows.until_at
          THEN excluded.until_at ELSE mandate_windows.until_at END
      """)
  }

  static func takings(
    of mandates: [Identifier<Mandate>], in db: some Reading
  ) throws -> [Identifier<Mandate>: [WindowTaking]] {
    guard !mandates.isEmpty else { return [:] }
    let rows = try db.rows(
      "SELECT mandate, area, until_at FROM mandate_windows WHERE mandate IN \(list: mandates)")
    return Dictionary(
      try rows.map { row in
        let taking = WindowTaking(area: try row.get("area"), untilAt: try row.get("until_at"))
        return (try row.get("mandate", as: Identifier<Mandate>.self), [taking])
      }, uniquingKeysWith: +)
  }

  static func forget(_ mandates: [String], in tx: Transaction) throws {
    try tx.run("DELETE FROM mandate_windows WHERE mandate IN \(list: mandates)")
  }
}
