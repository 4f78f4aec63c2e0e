import Civics
import Contracts
import Directory
import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

struct DemoCityTests {
  static let resources =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Resources"

  static let settings = AppSettings(
    dataDirectory: "/nowhere", databaseURL: nil, environment: [:])

  static func open(
    _ backend: Backend, _ settings: AppSettings = settings, region: String = "990101"
  ) async throws -> OpenSite {
    let clock = TestClock()
    let site = Site(
      key: "default", prefix: "", host: nil, region: region,
      name: Site.Name(chinese: "清河区", english: "Qinghe"))
    let files = try ScratchFolder.make()
    func open(_ database: Database) throws -> OpenSite {
      let platform = Platform(
        database: database, keys: try #require(SecretKeys.fresh(world: .fixed())),
        files: try FileStore(directory: files), site: site, settings: WebSettings())
      return OpenSite(
        site: site, platform: platform, city: try City(platform, settings: settings))
    }
    let sets = try open(try await backend.database([])).city.migrations
    return try open(try await backend.database(sets, world: .fixed(clock)))
  }

  static func seed(_ open: OpenSite) async throws -> [String] {
    try await DemoCity.seed(open, resources: resources) { _, _ in }
  }

  private static func count(_ open: OpenSite) async throws -> Int64 {
    try await open.platform.database.read { try $0.number("SELECT COUNT(*) FROM cases") }
  }

  @Test(arguments: Backend.all)
  func `every state occurs, and a second run changes nothing`(backend: Backend) async throws {
    let open = try await Self.open(backend)

    let said = try await Self.seed(open)

    #expect(said.first?.contains(DemoCity.password) == true)
    let database = open.platform.database
    let states = try await database.read { db in
      Set(
        try db.rows("SELECT DISTINCT state FROM cases").map { row in
          try row.get("state", as: String.self)
        })
    }
    #expect(states.count == 17)
    let counts = try await database.read { db in
      [
        try db.number("SELECT COUNT(*) FROM cases"),
        try db.number("SELECT COUNT(*) FROM cases WHERE duplicate_of IS NOT NULL"),
        try db.number("SELECT COUNT(*) FROM cases WHERE supporters > 0"),
      ]
    }
    #expect(counts == [120, 2, 5])
    let before = try await TableDump(of: database)
    #expect(try await Self.seed(open) == ["The demo city is already here; nothing was changed."])
    #expect(before.changes(to: try await TableDump(of: database)) == [])
  }

  @Test(arguments: Backend.all)
  func `a run after a broken one fills in what is missing`(backend: Backend) async throws {
    let open = try await Self.open(backend)
    let driver = FailingDriver(open.platform.database.driver)
    let database = Database(driver: driver, world: open.platform.database.world)
    let platform = Platform(
      database: database, keys: open.platform.keys, files: open.platform.files,
      site: open.site, settings: WebSettings())
    let failing = OpenSite(
      site: open.site, platform: platform,
      city: try City(
        platform,
        settings: AppSettings(dataDirectory: "/nowhere", databaseURL: nil, environment: [:])))
    driver.fail(at: 1500)
    await #expect(throws: FailingDriver.failure) { try await Self.seed(failing) }
    let first = try await Self.count(open)

    _ = try await Self.seed(open)

    #expect((1..<120).contains(first))
    #expect(try await Self.count(open) == 120)
  }

  @Test(arguments: Backend.all)
  func `the city lies in the region of its site`(backend: Backend) async throws {
    let open = try await Self.open(backend, region: "880202")

    _ = try await Self.seed(open)

    #expect(try await Self.count(open) == 120)
    let elsewhere = try await open.platform.database.read { db in
      try db.number("SELECT COUNT(*) FROM cases WHERE area NOT LIKE '880202%'")
    }
    #expect(elsewhere == 0)
    let plan = try await open.city.directory.plan()
    #expect(plan.areas.allSatisfy { $0.code.hasPrefix("880202") })
    #expect(plan.units.allSatisfy { $0.area.hasPrefix("880202") })
  }

  @Test func `every grid of the basemap holds its own middle and post`() throws {
    let grids = try Basemap.load(Self.resources).grids
    let plan = DemoPlan().plan(grids)

    #expect(grids.count == 35)
    for grid in grids {
      let middle = try #require(Coordinate(latitude: grid.latitude, longitude: grid.longitude))
      #expect(plan.grid(at: middle)?.code == DemoPlan().code(of: grid))
    }
    #expect(plan.placeName(DemoPlan().code(of: grids[10])) == "柳巷社区 11 网格")
  }

  @Test func `invented numbers reach nobody`() {
    let plan = DemoPlan().plan([])
    let phones = plan.units.map(\.phone) + plan.areas.compactMap(\.phone)

    #expect(phones.allSatisfy { $0.hasPrefix("019-") })
    #expect(Set(phones).count == phones.count)
  }
}
