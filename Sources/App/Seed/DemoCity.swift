import Civics
import Contracts
import Directory
import Foundation
import Identity
import Kernel
import ServiceRequests

/// The made-up demo city: 桐荫街道 in 清河区, region 990101, which is no region's code.
///
/// All people, units and texts are invented. A second run finds its staff and changes nothing.
public enum DemoCity {
  static let password = "tongyin-2026"
  static let street = "990101001"

  /// Login, name, post, role, scope.
  private static let staff: [(String, String, String, String, Scope)] = [
    ("dispatcher", "林静", "区调度员", "district_operator", .area("990101")),
    ("chief", "梁志远", "街道值班主任", "operator_chief", .area("990101")),
    ("supervisor", "秦岚", "区督查员", "supervision_officer", .everything),
    ("grid", "陈小满", "11 网格员", "grid_worker", .area(street)),
    ("power", "周建国", "供电所运维班", "department_handler", .unit("power")),
    ("water", "沈一帆", "水务公司抢修班", "department_handler", .unit("water")),
    ("works", "高扬", "城建办", "department_handler", .unit("works")),
    ("clean", "马晓东", "环卫所", "department_handler", .unit("clean")),
    ("patrol", "罗敏", "综合执法队", "department_handler", .unit("patrol")),
    ("property", "何文静", "物业柳巷服务站", "department_handler", .unit("property")),
    ("traffic", "邓川", "交警四中队", "department_handler", .unit("traffic")),
    ("admin", "方立", "系统管理员", "system_admin", .everything),
  ]

  private static let residents: [(String, String)] = [
    ("李慧芳", "13800002076"), ("王德顺", "13800003187"), ("赵小蕾", "13800004298"),
    ("巴特尔", "13800005309"), ("韦秀英", "13800006410"), ("刘桂兰", "13800007521"),
  ]

  /// What was made, as lines for the person at the keyboard.
  public static func seed(
    _ open: OpenSite, resources: String,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> [String] {
    let city = open.city
    let known = try await city.accounts.staffLines()
    guard !known.contains(where: { $0.hasPrefix("dispatcher ") }) else {
      return ["The demo city is already here; nothing was changed."]
    }
    let grids = try loadGrids(resources)
    try await city.directory.save(plan(grids))
    let cast = try await people(open)
    try await city.requests.seedDemo(
      cast, now: open.platform.database.world.now(), grids: grids, progress: progress)
    return logins
  }

  public static var logins: [String] {
    ["Staff sign in at /sign-in/staff, password \(password):"]
      + staff.map { "  \($0.0)  \($0.2) \($0.1)" }
      + [
        "Residents sign in by phone, the code shows on the page: "
          + residents.map(\.1).joined(separator: ", ")
      ]
  }

  private static func people(_ open: OpenSite) async throws -> DemoCast {
    let accounts = open.city.accounts
    var viewers: [String: Viewer] = [:]
    for (login, name, post, role, scope) in staff {
      let person = try await accounts.addStaff(
        login: login, name: name, post: post, password: password, role: role, scope: scope)
      viewers[login] = try await viewer(person, open)
    }
    var neighbours: [Viewer] = []
    for (name, phone) in residents {
      let person = try await accounts.addResident(name: name, phone: try PhoneNumber(phone))
      neighbours.append(try await viewer(person, open))
    }
    func member(_ login: String) -> Viewer { viewers[login] ?? .visitor }
    return DemoCast(
      residents: neighbours, dispatcher: member("dispatcher"), approver: member("chief"),
      supervisor: member("supervisor"), gridWorker: member("grid"), handlers: viewers)
  }

  private static func viewer(
    _ person: Identifier<Person>, _ open: OpenSite
  ) async throws -> Viewer {
    let viewers = open.city.viewers
    return try await open.platform.database.read { try viewers.viewer(of: person, in: $0) }
  }

  private static func plan(
    _ grids: [(code: String, latitude: Double, longitude: Double)]
  ) -> CityPlan {
    let units: [(String, String, String, [String])] = [
      ("power", "供电所 运维班", "0999-6100001", ["public_facilities", "utilities"]),
      ("water", "水务公司 抢修班", "0999-6100002", ["public_facilities", "utilities"]),
      ("works", "城建办", "0999-6100003", ["traffic", "public_facilities", "housing_construction"]),
      ("clean", "环卫所", "0999-6100004", ["city_appearance"]),
      ("patrol", "综合执法队", "0999-6100005", ["city_appearance"]),
      ("property", "物业 柳巷服务站", "0999-6100006", ["property_estate", "fire_safety"]),
      ("traffic", "交警四中队", "0999-6100007", ["traffic"]),
    ]
    let communities = ["柳巷社区", "梧桐社区", "清河社区", "学府社区", "栖霞社区"]
    return CityPlan(
      units: units.map { CityPlan.Unit(code: $0.0, name: $0.1, phone: $0.2, duties: $0.3) },
      areas: [CityPlan.Area(code: street, name: "桐荫街道", latitude: nil, longitude: nil)]
        + communities.enumerated().map { index, name in
          CityPlan.Area(
            code: street + Digits.padded(index + 1, 3), name: name, latitude: nil, longitude: nil)
        }
        + grids.map { grid in
          CityPlan.Area(
            code: grid.code, name: "\(Int(grid.code.suffix(3)) ?? 0) 网格", latitude: grid.latitude,
            longitude: grid.longitude)
        })
  }

  /// Grid codes and middles from the drawn basemap: seven grids to a community.
  private static func loadGrids(
    _ resources: String
  ) throws -> [(code: String, latitude: Double, longitude: Double)] {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: resources + "/basemap/demo-basemap.geojson"))
    let map = try JSONDecoder().decode(Basemap.self, from: data)
    return map.features.compactMap { feature in
      guard let no = feature.properties.no, case .polygon(let ring) = feature.geometry else {
        return nil
      }
      let count = Double(ring.count)
      return (
        street + Digits.padded((no - 1) / 7 + 1, 3) + Digits.padded(no, 3),
        ring.reduce(0) { $0 + $1[1] } / count, ring.reduce(0) { $0 + $1[0] } / count
      )
    }
  }
}

/// The parts of the basemap that are read here.
private struct Basemap: Decodable {
  let features: [Feature]

  struct Feature: Decodable {
    let properties: Properties
    let geometry: Geometry
  }

  struct Properties: Decodable {
    let no: Int?

    enum Key: String, CodingKey { case kind, no }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let isGrid = try container.decodeIfPresent(String.self, forKey: .kind) == "grid"
      no = isGrid ? try container.decodeIfPresent(Int.self, forKey: .no) : nil
    }
  }

  enum Geometry: Decodable {
    case polygon([[Double]])
    case other

    enum Key: String, CodingKey { case type, coordinates }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      guard try container.decode(String.self, forKey: .type) == "Polygon" else {
        self = .other
        return
      }
      let rings = try container.decode([[[Double]]].self, forKey: .coordinates)
      self = .polygon(rings.first ?? [])
    }
  }
}
