import Civics
import Kernel

extension EntryStore {
  /// Stores a line whose version is the one it was read with; 0 for a new one.
  ///
  /// False when somebody else stored it meanwhile.
  static func save(_ entry: Entry, in tx: Transaction) throws -> Bool {
    let next = entry.version + 1
    func text(_ key: String) -> String? { entry.values[key] }
    let ends = entry.endedOn?.description
    switch entry.register {
    case .units:
      let duties = (text("duties") ?? "").split(separator: " ").map(String.init)
      return try tx.run(
        """
        INSERT INTO units (code, name, english, kind, credit, phone, parent, area, hours, duties,
          version, changed_at, ended_on)
        VALUES (\(entry.code), \(entry.name), \(text("english")), \(text("kind") ?? "department"),
          \(text("credit")), \(text("phone") ?? ""), \(text("parent")), \(text("area") ?? ""),
          \(text("hours")), \(try JSONText.encode(duties)), \(next), \(tx.now), \(ends))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
          kind = excluded.kind, credit = excluded.credit, phone = excluded.phone,
          parent = excluded.parent, area = excluded.area, hours = excluded.hours,
          duties = excluded.duties, version = excluded.version, changed_at = excluded.changed_at,
          ended_on = excluded.ended_on
        WHERE units.version = \(entry.version)
        """) == 1
    case .regions, .grids: return try saveArea(entry, next, in: tx)
    case .posts: return try savePost(entry, next, in: tx)
    case .shifts: return try saveShift(entry, next, in: tx)
    case .rules: return try saveRule(entry, next, in: tx)
    case .holidays:
      let table = try HolidayText.table(year: entry.code, entry.values)
      return try tx.run(
        """
        INSERT INTO holiday_tables (year, content, version, changed_at, ended_on)
        VALUES (\(table.year), \(try JSONText.encode(table)), \(next), \(tx.now), \(ends))
        ON CONFLICT (year) DO UPDATE SET content = excluded.content, version = excluded.version,
          changed_at = excluded.changed_at, ended_on = excluded.ended_on
        WHERE holiday_tables.version = \(entry.version)
        """) == 1
    }
  }

  private static func saveArea(_ entry: Entry, _ next: Int64, in tx: Transaction) throws -> Bool {
    let (border, holes) = try BorderColumns.columns(entry["border"])
    return try tx.run(
      """
      INSERT INTO areas (code, name, english, latitude, longitude, border, holes, phone, version,
        changed_at, ended_on)
      VALUES (\(entry.code), \(entry.name), \(entry.values["english"]),
        \(entry.values["latitude"].flatMap(Double.init)),
        \(entry.values["longitude"].flatMap(Double.init)), \(border), \(holes),
        \(entry.values["phone"]), \(next), \(tx.now), \(entry.endedOn?.description))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
        latitude = excluded.latitude, longitude = excluded.longitude, border = excluded.border,
        holes = excluded.holes, phone = excluded.phone, version = excluded.version,
        changed_at = excluded.changed_at, ended_on = excluded.ended_on
      WHERE areas.version = \(entry.version)
      """) == 1
  }
}
