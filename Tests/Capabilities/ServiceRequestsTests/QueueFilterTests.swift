import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// The console's filter in its address, and the numbers beside it.
struct QueueFilterTests {
  private static let now = TestClock.start

  private func filter(_ text: String) throws -> QueueFilter {
    try QueueFilter(Form(values: #require(URLEncoded.parse(text))), at: Self.now)
  }

  @Test func `the address keeps what was chosen, whatever is changed`() throws {
    let filter = try filter(
      "time=over&service_code=traffic&q=%E8%B7%AF%E7%81%AF&after=time_left.1.2")

    #expect(filter.query.time == .over && filter.query.services == ["traffic"])
    #expect(
      filter.link(["time": nil]) == "/console?service_code=traffic&q=%E8%B7%AF%E7%81%AF")
    #expect(
      filter.link(["sort": "grid"])
        == "/console?time=over&service_code=traffic&q=%E8%B7%AF%E7%81%AF&sort=grid")
    #expect(try self.filter(String(filter.link().dropFirst(9))).query.text == "路灯")
    let kept = QueueFilter.kept(
      Form(values: try #require(URLEncoded.parse("after=newest..5&done=accept&q=a%26b"))))
    #expect(kept == "q=a%26b&after=newest..5")
  }

  @Test(arguments: [
    ("", CaseQuery.Sort.timeLeft, true), ("q=x", .newest, false), ("status=closed", .newest, false),
    ("status=parked", .timeLeft, false), ("sort=grid", .grid, true),
  ])
  func `what is open comes by time left, what is found or over by its arrival`(
    text: String, sort: CaseQuery.Sort, openOnly: Bool
  ) throws {
    let query = try filter(text).query
    #expect(query.sort == sort && query.openOnly == openOnly)
  }

  @Test(arguments: [
    "status=lost", "time=soon", "area=abc", "sort=size", "after=7", "area=1234567890123456",
  ])
  func `what cannot be a filter is told`(text: String) {
    #expect(throws: Problem.self) { try filter(text) }
  }

  @Test func `an address is read without what cannot be read of it`() throws {
    let form = Form(
      values: [
        "sort": ["size"], "after": ["7"], "time": ["over"], "q": ["灯"], "area": ["abc"],
      ])
    let (known, dropped) = QueryReader.forgiving(form)
    #expect(Set(dropped) == ["sort", "after", "area"] && dropped.count == 3)
    #expect(known.values == ["time": ["over"], "q": ["灯"]])
    let filter = try QueueFilter(known, at: Self.now)
    #expect(filter.query.time == .over && filter.query.text == "灯")
    let whole = QueryReader.forgiving(known)
    #expect(whole.dropped == [] && whole.form.values == known.values)
  }

  /// Requests of two types in three grids, some accepted, some closed today.
  private func filled(_ backend: Backend) async throws -> Town {
    let town = try await Town(backend)
    for number in 0..<24 {
      let id = try await town.submit(
        .lamp {
          $0.area = "15070300100101\(number % 3)"
          $0.text = "第\(number)盏灯不亮"
          if number % 4 == 0 {
            $0.service = "traffic"
            $0.item = "road_surface"
            $0.text = "路面有坑，第\(number)个"
          }
        })
      if number % 6 == 1 { try await town.move(id, (.accept, .desk)) }
      town.clock.advance(minutes: 7)
    }
    _ = try await town.request(in: .closed)
    return town
  }

  @Test(
    arguments: Backend.all,
    [
      "", "time=over", "time=near", "status=accepted", "service_code=traffic",
      "service_code=traffic&area=150703001001010", "area=150703001001&status=submitted,accepted",
      "class_code=housing_urban&time=over", "q=灯", "q=灯&area=150703001001011", "closed=today",
      "service_code=public_facilities&closed=today", "q=没有的字眼",
    ])
  func `the number above the list is the length of the list`(
    backend: Backend, text: String
  ) async throws {
    let town = try await filled(backend)
    let form = Form(values: try #require(URLEncoded.parse(text)))
    let filter = try QueueFilter(form, at: town.clock.now)
    var query = filter.query
    query.limit = 200

    let queue = try await town.actions.queue(query, counting: .cube, for: .desk)
    let cube = try #require(queue.cube)

    guard filter.isCounted else {
      #expect(filter.total(cube) == nil && query.text != nil)
      return
    }
    #expect(filter.total(cube) == queue.page.items.count)
    if !filter.isNarrowed {
      let counts = try await town.actions.queue(query, for: .desk).counts
      #expect(counts.flatMap { filter.total(of: $0) } == queue.page.items.count)
    }
  }

  @Test(arguments: Backend.all)
  func `each choice says how many it would leave`(backend: Backend) async throws {
    let town = try await filled(backend)
    let filter = try QueueFilter(
      Form(values: ["service_code": ["traffic"], "time": ["over"]]), at: town.clock.now)
    let queue = try await town.actions.queue(filter.query, counting: .cube, for: .desk)
    let cube = try #require(queue.cube)

    for (change, part) in [
      (["service_code": nil], QueueFilter.Part.service), (["time": nil], .time),
    ] as [([String: String?], QueueFilter.Part)] {
      let path = filter.link(change)
      let query = path.split(separator: "?").dropFirst().first.map(String.init) ?? ""
      var other = try QueueFilter(
        Form(values: try #require(URLEncoded.parse(query))), at: town.clock.now
      ).query
      other.limit = 200
      let listed = try await town.actions.list(other, for: .desk).items.count
      #expect(cube.cells.reduce(0) { $0 + filter.number(of: $1, without: part) } == listed)
      #expect(listed > 0)
    }
  }

  @Test(arguments: Backend.all)
  func `others' places are counted as little as they are listed`(backend: Backend) async throws {
    let town = try await filled(backend)
    let grid = Viewer.staff("grid", [.dispatchRequests], .area("150703001001011"))

    let queue = try await town.actions.queue(CaseQuery(), counting: .cube, for: grid)

    let cube = try #require(queue.cube)
    #expect(!cube.cells.isEmpty)
    #expect(cube.cells.allSatisfy { $0.area == "150703001001011" })
    #expect(
      try await town.actions.queue(CaseQuery(), counting: .cube, for: .hong).cube?.cells == [])
  }

  @Test(arguments: Backend.all)
  func `near duplicates are of the class or type, close, and not long before`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let old = try await town.submit()
    town.clock.advance(days: 8)
    let near = try await town.submit(by: .hong)
    let noise = try await town.submit(
      .lamp {
        $0.service = "city_appearance"
        $0.item = "noise"
      })
    let fitness = try await town.submit(.lamp { $0.item = "fitness" })
    let far = try await town.submit(
      .lamp {
        $0.address = "别处"
        $0.latitude = 49.46
      })
    let id = try await town.submit()
    let item = try await town.look(id)

    let found = try await town.actions.nearDuplicates(of: item, for: .desk).map(\.id)

    #expect(found == [near, fitness])
    #expect(!found.contains(old) && !found.contains(noise) && !found.contains(far))
    #expect(try await town.actions.dossier(numbered: item.no, for: .desk).item.id == id)
    await #expect(throws: Problem(.notFound)) {
      try await town.actions.dossier(numbered: item.no, for: .hong)
    }
  }
}
