import Contracts
import Kernel

/// The plan in `units` and `areas`, as all others see it.
enum PlanStore {
  /// What holds on that day, and what has ended by then; `entries`: where the rules are.
  static func load(
    on day: LocalDate, rulesIn entries: [Entry], in db: some Reading
  ) throws -> CityPlan {
    let units = try db.rows(
      "SELECT code, name, english, phone, duties, area, ended_on FROM units ORDER BY code"
    ).map { row in
      let unit = CityPlan.Unit(
        code: try row.get("code"), name: try row.get("name"), phone: try row.get("phone"),
        duties: try JSONText.decode([String].self, from: try row.get("duties")),
        area: try row.get("area"), english: try row.get("english"))
      return (unit, holds: try holds(row, on: day))
    }
    let areas = try db.rows(
      """
      SELECT code, name, english, latitude, longitude, border, holes, phone, ended_on FROM areas
      ORDER BY code
      """
    ).map { row in
      let area = CityPlan.Area(
        code: try row.get("code"), name: try row.get("name"), latitude: try row.get("latitude"),
        longitude: try row.get("longitude"), english: try row.get("english"),
        border: try row.get("border", as: String?.self).map {
          try JSONText.decode([[Double]].self, from: $0)
        },
        holes: try row.get("holes", as: String?.self).map {
          try JSONText.decode([[[Double]]].self, from: $0)
        } ?? [], phone: try row.get("phone"))
      return (area, holds: try holds(row, on: day))
    }
    return CityPlan(
      units: units.filter(\.holds).map(\.0), areas: areas.filter(\.holds).map(\.0),
      ended: CityPlan.Ended(
        units: units.filter { !$0.holds }.map(\.0), areas: areas.filter { !$0.holds }.map(\.0)),
      rules: entries.filter { $0.register == .rules && $0.holds(on: day) }
        .compactMap(CityPlan.Rule.init))
  }

  private static func holds(_ row: Row, on day: LocalDate) throws -> Bool {
    try row.get("ended_on", as: String?.self).map { day.description < $0 } ?? true
  }

  static func save(_ plan: CityPlan, in tx: Transaction) throws {
    for unit in plan.units {
      try tx.later(
        """
        INSERT INTO units (code, name, english, phone, duties, area, changed_at) VALUES (
          \(unit.code), \(unit.name), \(unit.english), \(unit.phone),
          \(try JSONText.encode(unit.duties)), \(unit.area), \(tx.now))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
          phone = excluded.phone, duties = excluded.duties, area = excluded.area,
          version = units.version + 1, changed_at = excluded.changed_at
        """)
    }
    for area in plan.areas {
      let holes = try area.holes.isEmpty ? nil : JSONText.encode(area.holes)
      try tx.later(
        """
        INSERT INTO areas (code, name, english, latitude, longitude, border, holes, phone,
          changed_at)
        VALUES (\(area.code), \(area.name), \(area.english), \(area.latitude), \(area.longitude),
          \(try area.border.map { try JSONText.encode($0) }),
          \(holes), \(area.phone), \(tx.now))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
          latitude = excluded.latitude, longitude = excluded.longitude,
          border = excluded.border, holes = excluded.holes, phone = excluded.phone,
          version = areas.version + 1, changed_at = excluded.changed_at
        """)
    }
  }
}
