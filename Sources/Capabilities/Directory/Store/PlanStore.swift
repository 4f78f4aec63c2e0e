import Contracts
import Kernel

/// Every statement on `units` and `areas`.
enum PlanStore {
  static func load(in db: some Reading) throws -> CityPlan {
    let units = try db.rows(
      "SELECT code, name, english, phone, duties, area FROM units ORDER BY code"
    ).map { row in
      CityPlan.Unit(
        code: try row.get("code"), name: try row.get("name"), phone: try row.get("phone"),
        duties: try JSONText.decode([String].self, from: try row.get("duties")),
        area: try row.get("area"), english: try row.get("english"))
    }
    let areas = try db.rows(
      "SELECT code, name, english, latitude, longitude, border, phone FROM areas ORDER BY code"
    ).map { row in
      CityPlan.Area(
        code: try row.get("code"), name: try row.get("name"), latitude: try row.get("latitude"),
        longitude: try row.get("longitude"), english: try row.get("english"),
        border: try row.get("border", as: String?.self).map {
          try JSONText.decode([[Double]].self, from: $0)
        }, phone: try row.get("phone"))
    }
    return CityPlan(units: units, areas: areas)
  }

  static func save(_ plan: CityPlan, in tx: Transaction) throws {
    for unit in plan.units {
      try tx.later(
        """
        INSERT INTO units (code, name, english, phone, duties, area) VALUES (
          \(unit.code), \(unit.name), \(unit.english), \(unit.phone),
          \(try JSONText.encode(unit.duties)), \(unit.area))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
          phone = excluded.phone, duties = excluded.duties, area = excluded.area
        """)
    }
    for area in plan.areas {
      try tx.later(
        """
        INSERT INTO areas (code, name, english, latitude, longitude, border, phone) VALUES (
          \(area.code), \(area.name), \(area.english), \(area.latitude), \(area.longitude),
          \(try area.border.map { try JSONText.encode($0) }), \(area.phone))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
          latitude = excluded.latitude, longitude = excluded.longitude,
          border = excluded.border, phone = excluded.phone
        """)
    }
  }
}
