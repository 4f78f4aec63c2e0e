import Kernel

/// Who is on duty in the demo city, as a file that an administrator might bring.
struct DemoRoster {
  let posts: String
  let shifts: String
  let rules: String

  init(_ grids: [Basemap.Grid], _ plan: DemoPlan) {
    var posts = [["post", "name", "english", "phone", "office", "area"]]
    var shifts = [["shift", "station", "holder", "days", "times"]]
    let workers = Dictionary(
      (DemoStaff.gridWorkers(grids, plan) + DemoStaff.named(plan)).map { ($0.scope, $0.name) },
      uniquingKeysWith: { first, _ in first })
    for grid in grids {
      let (area, code) = (plan.code(of: grid), "grid\(grid.number)")
      guard let worker = workers[.area(area)] else { continue }
      posts.append(
        [
          code, "\(grid.number) 网格值守点", "Post of grid \(grid.number)",
          DemoPlan.phone(300 + grid.number), "", area,
        ])
      shifts.append([code + "_day", code, worker, "workdays", "08:00-12:00 14:00-18:00"])
      shifts.append([code + "_rest", code, worker, "restdays", "09:00-11:30"])
    }
    posts.append([
      "power_room", "供电所值班室", "Power station's duty room", DemoPlan.phone(1), "power", "",
    ])
    shifts.append(["power_day", "power_room", "周建国", "daily", "08:00-20:00"])
    shifts.append(["power_night", "power_room", "梁小川", "daily", "20:00-08:00"])
    posts.append(["water_room", "水务抢修值班室", "Water repairs", DemoPlan.phone(2), "water", ""])
    shifts.append(["water_room_all", "water_room", "沈一帆", "daily", "00:00-24:00"])
    posts.append(["works_desk", "城建办值班", "Works desk", DemoPlan.phone(3), "works", ""])
    shifts.append(["works_desk_day", "works_desk", "高扬", "workdays", "08:00-12:00 14:00-18:00"])
    self.rules = Self.rules(plan).map(CSV.line).joined()
    self.posts = posts.map(CSV.line).joined()
    self.shifts = shifts.map(CSV.line).joined()
  }
}

extension DemoRoster {
  /// A few lines of the dispatch catalogue: by kind, place, hours and season.
  fileprivate static func rules(_ plan: DemoPlan) -> [[String]] {
    let head = [
      "rule", "name", "english", "matter", "place", "days", "daytimes", "season", "lead", "co",
    ]
    return [
      head,
      [
        "lamps", "路灯", "Street lamps", "public_facilities/street_light", "", "", "", "", "power",
        "",
      ],
      [
        "manholes", "井盖", "Manhole covers", "public_facilities/manhole", "", "", "", "", "water",
        "works",
      ],
      [
        "noise_night", "夜间噪声", "Noise at night", "city_appearance/noise", "", "daily",
        "22:00-06:00", "", "patrol", "property",
      ],
      [
        "heat_winter", "采暖季供热", "Heat in winter", "utilities/heat_gas", "", "", "",
        "10-15~04-15", "heating", "",
      ],
      [
        "liuxiang_fire", "柳巷社区消防", "Fire safety in Liuxiang", "fire_safety",
        plan.street + "002", "", "", "", "property", "safety",
      ],
    ]
  }
}

/// The demo's own duties do not fit its plan.
struct DemoRosterRefused: Error, CustomStringConvertible {
  let lines: [String]
  var description: String { lines.joined(separator: "\n") }
}
