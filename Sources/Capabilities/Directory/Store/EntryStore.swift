import Civics
import Contracts
import Kernel

/// The tables behind the registers as lines of texts.
enum EntryStore {
  static func all(
    _ registers: [Register] = Register.allCases, in db: some Reading
  ) throws -> [Entry] {
    let lists = try db.rows(all: registers.map { "\(list($0)) ORDER BY code" })
    return try zip(registers, lists).flatMap { register, rows in
      try rows.map { try entry(register, $0) }
    }
  }

  /// Every line of a register by code, ended ones too.
  static func all(_ register: Register, in db: some Reading) throws -> [Entry] {
    try db.rows("\(list(register)) ORDER BY code").map { try entry(register, $0) }
  }

  static func find(_ register: Register, _ code: String, in db: some Reading) throws -> Entry? {
    let found = try db.row("SELECT * FROM (\(list(register))) lines WHERE code = \(code)")
    return try found.map { try entry(register, $0) }
  }

  /// Its columns by the keys that forms and files use.
  private static func list(_ register: Register) -> SQL {
    switch register {
    case .units:
      """
      SELECT code, name, english, kind, credit, phone, parent, area, hours, duties, version,
        changed_at, ended_on FROM units
      """
    case .regions: "\(areas) WHERE LENGTH(code) < 15"
    case .grids: "\(areas) WHERE LENGTH(code) = 15"
    case .posts:
      """
      SELECT code, name, english, phone, office, area, duties, version, changed_at, ended_on
      FROM duty_posts
      """
    case .shifts:
      """
      SELECT code, station, holder, english, phone, days, times, first_on AS first,
        last_on AS last, version, changed_at, ended_on FROM duty_shifts
      """
    case .rules:
      """
      SELECT code, name, english, matter, place, days, daytimes, season, first_on AS first,
        last_on AS last, lead, co, version, changed_at, ended_on FROM dispatch_rules
      """
    case .holidays:
      """
      SELECT CAST(year AS TEXT) AS code, content, version, changed_at, ended_on
      FROM holiday_tables
      """
    }
  }

  private static var areas: SQL {
    """
    SELECT code, name, english, latitude, longitude, border, holes, phone, version, changed_at,
      ended_on FROM areas
    """
  }

  private static func entry(_ register: Register, _ row: Row) throws -> Entry {
    Entry(
      register, try row.get("code"), try values(register, row), version: try row.get("version"),
      endedOn: try row.get("ended_on", as: String?.self).flatMap { LocalDate($0) },
      changedAt: try row.get("changed_at"))
  }

  private static func values(_ register: Register, _ row: Row) throws -> [String: String] {
    func text(_ key: String) throws -> String { try row.get(key, as: String?.self) ?? "" }
    switch register {
    case .units:
      var values = try texts(
        ["name", "english", "kind", "credit", "phone", "parent", "area", "hours"], row)
      values["duties"] = try JSONText.decode([String].self, from: try text("duties")).sorted()
        .joined(separator: " ")
      return values
    case .posts:
      return try texts(["name", "english", "phone", "office", "area", "duties"], row)
    case .shifts:
      return try texts(
        ["station", "holder", "english", "phone", "days", "times", "first", "last"], row)
    case .rules:
      return try texts(
        [
          "name", "english", "matter", "place", "days", "daytimes", "season", "first", "last",
          "lead", "co",
        ], row)
    case .regions, .grids:
      var values = try texts(["name", "english", "phone"], row)
      values["border"] = try BorderColumns.text(border: row.get("border"), holes: row.get("holes"))
      for key in ["latitude", "longitude"] where register == .grids {
        values[key] = try row.get(key, as: Double?.self).map { "\($0)" } ?? ""
      }
      return values
    case .holidays:
      return HolidayText.values(
        of: try JSONText.decode(HolidayTable.self, from: try text("content")))
    }
  }

  private static func texts(_ keys: [String], _ row: Row) throws -> [String: String] {
    var values: [String: String] = [:]
    for key in keys { values[key] = try row.get(key, as: String?.self) ?? "" }
    return values
  }
}

/// A border as the outer ring and its holes, each JSON lists of longitude and latitude.
enum BorderColumns {
  static func text(border: String?, holes: String?) throws -> String {
    guard let border else { return "" }
    let rings =
      [try JSONText.decode([[Double]].self, from: border)]
      + (try holes.map { try JSONText.decode([[[Double]]].self, from: $0) } ?? [])
    return Border(
      rings: rings.map { ring in
        ring.dropLast().map { Border.Point(x: $0[0], y: $0[1]) }
      }
    ).text
  }

  static func columns(_ text: String) throws -> (border: String?, holes: String?) {
    guard !text.isEmpty else { return (nil, nil) }
    let rings = try Border.read(text).rings.map { ring in
      (ring + ring.prefix(1)).map { [$0.x, $0.y] }
    }
    return (
      try JSONText.encode(rings[0]),
      rings.count > 1 ? try JSONText.encode(Array(rings.dropFirst())) : nil
    )
  }
}
