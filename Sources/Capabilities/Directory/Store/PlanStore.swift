import Contracts
import Kernel

/// Every statement on `units` and `areas`.
enum PlanStore {
  static func load(in db: some Reading) throws -> CityPlan {
    let units = try db.rows("SELECT code, name, phone, duties FROM units ORDER BY code").map {
      row in
      CityPlan.Unit(
        code: try row.get("code"), name: try row.get("name"), phone: try row.get("phone"),
        duties: try JSONText.decode([String].self, from: try row.get("duties")))
    }
    let areas = try db.rows("SELECT code, name, latitude, longitude FROM areas ORDER BY code").map {
      row in
      CityPlan.Area(
        code: try row.get("code"), name: try row.get("name"), latitude: try row.get("latitude"),
        longitude: try row.get("longitude"))
    }
    return CityPlan(units: units, areas: areas)
  }

  static func save(_ plan: CityPlan, in tx: Transaction) throws {
    for unit in plan.units {
      try tx.later(
        """
        INSERT INTO units (code, name, phone, duties) VALUES (
          \(unit.code), \(unit.name), \(unit.phone), \(try JSONText.encode(unit.duties)))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, phone = excluded.phone,
          duties = excluded.duties
        """)
    }
    for area in plan.areas {
      try tx.later(
        """
        INSERT INTO areas (code, name, latitude, longitude)
        VALUES (\(area.code), \(area.name), \(area.latitude), \(area.longitude))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, latitude = excluded.latitude,
          longitude = excluded.longitude
        """)
    }
  }
}
