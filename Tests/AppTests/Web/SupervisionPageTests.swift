import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests
@testable import Supervision

/// The week at work as people see it, and the sums beside what really happened.
struct SupervisionPageTests {
  @Test(arguments: Backend.all)
  func `a bulletin is written, signed by another and read by everybody, each press once`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let weeks = city.open.city.supervision.weeks
    try await weeks.freeze(Walk.week, on: city.database)
    let path = "/supervision/weeks/\(Walk.week)"
    let supervisor = try await city.browser(as: "supervisor")
    let chief = try await city.browser(as: "chief")
    func twice(
      _ client: WebClient, _ action: String, _ fields: [String: String] = [:]
    ) async throws {
      let form = try #require(try await client.get(path).form(to: action))
      for _ in 1...2 {
        let answer = try await client.submit(form, fields)
        #expect(answer.status == 303, "\(action): \(answer.status)")
      }
    }
    #expect(try await city.browser().get("/bulletins/\(Walk.week)").status == 404)

    try await twice(
      supervisor, path + "/items",
      [
        "matter": "梧桐路反复冒污水", "unit": "water", "due_on": "2026-03-09",
        "measure": "开挖重接，打 13800002076 问进度。",
      ])
    #expect(try await city.count("supervision_items") == 1)
    let item = try await city.database.read { db in
      try db.rows("SELECT id FROM supervision_items").map { try $0.get("id", as: String.self) }[0]
    }
    try await twice(supervisor, path + "/items/" + item, ["result": "已开工。"])
    try await twice(supervisor, path + "/edit", ["overview": "本周没有诉求。打 13800002076。"])
    #expect(try await supervisor.get(path).form(to: path + "/sign") == nil)
    try await twice(chief, path + "/sign")
    try await twice(chief, path + "/publish")

    let read = try await city.browser().get("/bulletins/\(Walk.week)")
    #expect(read.status == 200 && read.text.contains("梧桐路反复冒污水"))
    #expect(!read.text.contains("13800002076") && read.text.contains("区值班主任 梁志远"))
    #expect(try await city.browser().get("/bulletins").text.contains("/bulletins/\(Walk.week)"))
    let deeds = try await city.database.read { db in
      try db.number("SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'supervision.%'")
    }
    // Frozen, added, settled, edited, signed, published.
    #expect(deeds == 6)
  }

  @Test(arguments: Backend.all)
  func `what is kept from events is what a recount of the city gives`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    try await city.seedCases()
    try await city.deliver()
    let supervision = city.open.city.supervision
    let kept = try await city.database.read { try TallyStore.all(in: $0) }
    #expect(kept.count > 300)
    #expect(try await city.count("supervision_facts") == (try await city.count("cases")))

    _ = try await supervision.rebuild()
    #expect(try await city.database.read { try TallyStore.all(in: $0) } == kept)

    let monday = Week(of: CityTime.date(of: city.clock.now)).previous
    let frozen = try #require(
      try await city.database.read { try WeekStore.find([monday], in: $0) }.first)
    for measure in Measure.allCases where !measure.isStock {
      var sum = 0
      for (key, n) in kept where key.axis == .all && key.measure == measure {
        if monday.monday <= key.day && key.day <= monday.sunday { sum += n }
      }
      #expect(frozen.figures.n(measure) == sum, "\(measure)")
    }
    #expect(frozen.figures.n(.received) > 10 && frozen.figures.n(.satisfied) > 0)
    let wall = try await city.browser(as: "dispatcher").get("/cockpit")
    #expect(wall.status == 200)
    #expect(try #require(city.log.queries(of: wall)) <= 5)
  }
}

/// The real messages have a bulletin for each of their weeks.
@Suite(.enabled(if: RealMessages.isHere, RealMessages.hint))
struct ImportedWeekTests {
  @Test func `each of their weeks has one that counts them, and no rate`() async throws {
    let city = try await TestCity.open(.sqlite)
    let files = try RealMessages.files(first: 150)
    let report = try await city.open.city.requests.publicMessages.run(files) { _, _ in }
    let done = try await city.open.city.supervision.rebuild()

    let wanted = Set(
      try await city.database.read { db in
        try db.rows("SELECT submitted_at FROM cases").map {
          Week(of: CityTime.date(of: try $0.get("submitted_at")))
        }
      })
    let bulletins = try await city.database.read {
      try BulletinStore.list(onlyPublished: true, before: nil, limit: 5000, in: $0)
    }
    #expect(done.requests == report.filed && report.filed == 300)
    #expect(wanted.count > 10 && wanted.isSubset(of: Set(bulletins.map(\.week))))
    var imported = 0
    for week in wanted {
      let frozen = try #require(
        try await city.database.read { try WeekStore.find([week], in: $0) }.first)
      imported += frozen.figures.n(.imported)
      #expect(frozen.figures.n(.filed) == 0 && frozen.figures.n(.handled) == 0)
    }
    #expect(imported == 300)
  }
}
