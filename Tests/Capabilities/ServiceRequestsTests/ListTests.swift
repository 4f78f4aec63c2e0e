import Casework
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

struct ListTests {
  /// Thirty requests in three places, some accepted, some at work, over several hours.
  private func filled(_ backend: Backend) async throws -> Town {
    let town = try await Town(backend)
    for number in 0..<30 {
      let id = try await town.submit(
        .lamp {
          $0.area = "15070300100101\(number % 3)"
          $0.text = "第\(number)盏灯不亮"
        })
      if number % 5 == 0 { try await town.move(id, (.accept, .desk)) }
      if number % 10 == 1 {
        try await town.move(id, (.withdraw(reason: nil), .ming))
      }
      town.clock.advance(minutes: 7)
    }
    return town
  }

  @Test(arguments: Backend.all, CaseQuery.Sort.allCases)
  func `pages hold every row once and in order`(
    backend: Backend, sort: CaseQuery.Sort
  ) async throws {
    let town = try await filled(backend)
    var query = CaseQuery()
    query.sort = sort
    query.limit = 200
    let whole = try await town.actions.list(query, for: .desk).items
    query.limit = 4
    var paged: [CaseListItem] = []
    repeat {
      let page = try await town.actions.list(query, for: .desk)
      paged += page.items
      query.after = page.next.flatMap { CaseCursor($0.text) }
    } while query.after != nil

    #expect(paged == whole)
    #expect(whole.count == (sort == .newest ? 30 : 27))
    let refs = whole.map(\.ref)
    switch sort {
    case .newest: #expect(refs == refs.sorted(by: >))
    case .timeLeft:
      let times = whole.map { $0.dueAt?.rawValue ?? .max }
      #expect(times == times.sorted())
    case .grid: #expect(whole.map(\.place.area) == whole.map(\.place.area).sorted())
    }
  }

  @Test(arguments: Backend.all)
  func `filters hold for every row, and count and list agree`(backend: Backend) async throws {
    let town = try await filled(backend)
    let now = town.clock.now
    var near = CaseQuery()
    near.time = .near
    var over = CaseQuery()
    over.time = .over
    var accepted = CaseQuery()
    accepted.states = [.accepted]
    for query in [near, over, accepted] {
      var query = query
      query.limit = 200
      let items = try await town.actions.list(query, for: .desk).items
      #expect(!items.isEmpty)
      for item in items {
        let (due, warn) = try (#require(item.dueAt), #require(item.warnAt))
        switch query.time {
        case .near: #expect(warn <= now && now <= due)
        case .over: #expect(due < now)
        case nil: #expect(item.state == .accepted)
        }
      }
    }
    let counts = try #require(try await town.actions.queue(CaseQuery(), for: .desk).counts)
    #expect(counts.open == 27)
    #expect(counts.states[.accepted] == 6)
    near.limit = 200
    over.limit = 200
    #expect(counts.near == (try await town.actions.list(near, for: .desk).items.count))
    #expect(counts.over == (try await town.actions.list(over, for: .desk).items.count))
  }

  @Test(arguments: Backend.all)
  func `narrow and wide scopes find the same rows`(backend: Backend) async throws {
    let town = try await filled(backend)
    for sort in CaseQuery.Sort.allCases {
      var query = CaseQuery()
      query.sort = sort
      query.limit = 200
      let grid = Viewer.staff("grid", [.patrolRequests], .area(Town.grid))
      let all = try await town.actions.list(query, for: .desk).items
      let narrow = try await town.actions.list(query, for: grid).items
      query.area = Town.grid
      let filtered = try await town.actions.list(query, for: .desk).items

      #expect(narrow == all.filter { $0.place.area == Town.grid })
      #expect(filtered == narrow)
      #expect(narrow.count >= 8)
    }
  }

  @Test(arguments: Backend.all)
  func `no list and no look makes more statements for more rows`(backend: Backend) async throws {
    let town = try await filled(backend)
    let id = try await town.request(in: .reopened)
    let place = try await town.look(id).place
    var query = CaseQuery()
    query.limit = 30
    query.text = "灯"
    let asked = query
    // Words cost one statement more, whatever they find.
    let expected: [(String, Int, @Sendable () async throws -> Void)] = [
      ("list", 2, { _ = try await town.actions.list(asked, for: .desk) }),
      ("queue", 3, { _ = try await town.actions.queue(asked, for: .desk) }),
      ("mine", 2, { _ = try await town.actions.mine(asked, of: .ming) }),
      ("joined", 2, { _ = try await town.actions.joined(asked, by: .ming) }),
      ("desk", 2, { _ = try await town.actions.desk(asked, of: .power) }),
      ("call-backs", 2, { _ = try await town.actions.callBacks(asked, for: .supervisor) }),
      ("review", 2, { _ = try await town.actions.toReview(asked, for: .supervisor) }),
      ("shared", 2, { _ = try await town.actions.shared(asked) }),
      ("near", 1, { _ = try await town.actions.near(place, for: nil) }),
      ("dossier", 2, { _ = try await town.actions.dossier(id, for: .ming) }),
    ]
    for (name, statements, look) in expected {
      let count = QueryCount()
      try await QueryCount.counting(in: count, look)
      #expect(count.value == statements, "\(name)")
    }
  }

  @Test(arguments: Backend.all)
  func `a desk holds what the unit leads and what the level has in its area`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let led = try await town.request(in: .inProgress)
    let grid = try await town.request(in: .filed)
    try await town.move(grid, (.dispatch(Assignment(level: .grid)), .desk))
    let desk = { (viewer: Viewer) in
      try await town.actions.desk(CaseQuery(), of: viewer).items.map(\.id)
    }

    #expect(try await desk(.power) == [led])
    #expect(try await desk(.patrol) == [grid])
    #expect(try await desk(.community).isEmpty)
    try await town.move(
      grid, (.start(words: nil), .patrol), (.escalate(reason: "网格办不了", unit: nil), .patrol))
    #expect(try await desk(.patrol).isEmpty)
    #expect(try await desk(.community) == [grid])
  }

  @Test(arguments: Backend.all)
  func `a desk says what is to be done there, and apart from it what waits for others`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    var ids: [CaseState: Town.ID] = [:]
    for state in CaseState.allCases where state != .escalated && state != .merged {
      ids[state] = try await town.request(in: state)
    }
    let own: [CaseState] = [.dispatched, .inProgress, .parked, .reopened]
    let others: [CaseState] = [.objection, .extensionAsked, .reported, .verifying]
    // The ruling on the objection is late, and is not the unit's lateness.
    town.clock.advance(days: 40)
    let listed = { (states: Set<CaseState>) in
      var query = CaseQuery()
      (query.sort, query.states) = (.timeLeft, states)
      return try await town.actions.deskQueue(query, of: .power)
    }

    let toDo = try await listed(CaseState.toDo)
    let elsewhere = try await listed(CaseState.elsewhere)

    #expect(Set(toDo.page.items.map(\.id)) == Set(own.compactMap { ids[$0] }))
    #expect(Set(elsewhere.page.items.map(\.id)) == Set(others.compactMap { ids[$0] }))
    let counts = try #require(toDo.counts)
    #expect(counts.toDo == own.count && counts.open - counts.toDo == others.count)
    let late = toDo.page.items.count { $0.dueAt.map { $0 < town.clock.now } ?? false }
    #expect(counts.over == late && late > 0)
    #expect(elsewhere.page.items.contains { $0.dueAt.map { $0 < town.clock.now } ?? false })
    let times = toDo.page.items.map { $0.dueAt?.rawValue ?? .max }
    #expect(times == times.sorted())
  }

  @Test(arguments: Backend.all)
  func `the same matter is found within fifty metres or at the same address`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    // A ten-thousandth of a degree of latitude is 11 m.
    let at = { (shift: Double, address: String) in
      Submission.lamp {
        $0.latitude = 49.4567 + shift
        $0.address = address
        $0.isPublic = true
      }
    }
    let here = try await town.submit(at(0, "东头"))
    let close = try await town.submit(at(0.0004, "西头"))
    _ = try await town.submit(at(0.0005, "北头"))
    let named = try await town.submit(at(1, "柳巷 12 号楼"))
    _ = try await town.submit(at(0, "东头 2").hidden)
    let place = CasePlace(
      area: Town.grid, address: "柳巷 12 号楼", point: try await town.look(here).place.point)

    let found = try await town.actions.near(place, for: nil)

    #expect(Set(found.map(\.id)) == [here, close, named])
    #expect(try await town.actions.near(place, for: .desk).count == 4)
    town.clock.advance(days: 8)
    #expect(try await town.actions.near(place, for: nil).isEmpty)
  }
}

extension Submission {
  fileprivate var hidden: Submission {
    var submission = self
    submission.isPublic = false
    return submission
  }
}
