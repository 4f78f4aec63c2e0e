import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What the receipt promises is what the ledger's clocks say, were each used up to its end.
struct PromiseTests {
  struct Start: Sendable {
    /// After Monday 2 March 2026, 09:00.
    let days: Int64
    let hours: Int64
    let minutes: Int64
  }

  /// Monday morning, Friday 14:16, Saturday night.
  static let starts = [
    Start(days: 0, hours: 0, minutes: 0), Start(days: 4, hours: 5, minutes: 16),
    Start(days: 5, hours: 14, minutes: 30),
  ]

  static let kinds = [
    ("city_appearance", "rubbish"), ("public_facilities", "street_light"),
    ("traffic", "road_surface"), ("utilities", nil), ("housing_construction", nil),
  ]

  private func longest(_ town: Town, _ id: Town.ID) async throws -> [Timestamp] {
    var ends: [Timestamp] = []
    let steps: [(CaseLimit.Duty, [CaseMove])] = [
      (.accept, [.accept]),
      (
        .dispatch,
        [
          .file(
            Filing(
              classCode: "housing_urban", urgency: try await town.look(id).urgency, limit: nil)),
          .dispatch(Assignment(level: .district, unit: "power")),
        ]
      ), (.handle, []),
    ]
    for (duty, moves) in steps {
      let limit = try await town.limits(of: id).first { $0.duty == duty }
      let due = try #require(limit?.dueAt)
      ends.append(due)
      town.clock.set(due)
      for move in moves { try await town.move(id, (move, .desk)) }
    }
    return ends
  }

  @Test(arguments: starts, kinds)
  func `each step is promised for when its clock ends`(
    start: Start, kind: (String, String?)
  ) async throws {
    for backend in Backend.all {
      let town = try await Town(backend)
      town.clock.advance(days: start.days, hours: start.hours, minutes: start.minutes)
      let id = try await town.submit(.lamp { ($0.service, $0.item) = kind })
      let item = try await town.look(id)
      let engine = town.actions.engine
      let promised = engine.table(at: town.clock.now).promised(
        of: item, acceptBy: try #require(item.dueAt), in: engine.calendar())

      let ends = try await longest(town, id)

      #expect([promised.accept, promised.dispatch, promised.done] == ends)
      #expect(promised.accept < promised.dispatch && promised.dispatch < promised.done)
    }
  }

  @Test func `what sounds urgent is given on sooner, and so promised`() async throws {
    let town = try await Town(.sqlite)
    let calm = try await town.look(try await town.submit())
    let urgent = try await town.look(
      try await town.submit(.lamp { $0.text = "路灯杆漏电，碰到会触电，快来人" }))
    let engine = town.actions.engine
    func dispatch(_ item: Case) throws -> Timestamp {
      engine.table(at: town.clock.now).promised(
        of: item, acceptBy: try #require(item.dueAt), in: engine.calendar()
      ).dispatch
    }

    #expect(urgent.urgency == .urgent)
    #expect(try dispatch(urgent) == dispatch(calm).adding(hours: -22))
  }

  /// A level that nobody knows yet may take as long as the longest of them, but for a leader's.
  @Test func `without a limit of its kind the longest level counts`() throws {
    var table = LimitTable.shipped
    let calendar = BusinessCalendar.mainland
    let now = TestClock.start
    func handling() -> Limit {
      table.handling(service: "traffic", item: nil, from: now, in: calendar)
    }

    #expect(handling() == table.levels.district)
    table.levels.street = try #require(Limit(20, .workingDays))
    #expect(handling() == table.levels.street)
    table.services["traffic"] = Limit(1, .workingHours)
    #expect(handling() == table.services["traffic"])
  }
}
