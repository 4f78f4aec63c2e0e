import Casework
import Civics
import Kernel
import Testing

/// What the steps do to the clocks of a case, without a case.
struct ClockStepTests {
  private let calendar = BusinessCalendar.mainland

  private func limits(_ steps: [ClockStep]) throws -> [CaseLimit] {
    [CaseLimit]().taking(steps, at: monday, in: calendar)
  }

  private func day() throws -> Limit { try #require(Limit(24, .urgentHours)) }

  @Test func `the deadline itself is met and one millisecond later is missed`() throws {
    let running = try limits([.start(.handle, day(), owner: "power")])
    let due = try #require(running.first?.dueAt)
    let late = Timestamp(milliseconds: due.rawValue + 1)

    #expect(due == monday.adding(hours: 24))
    #expect(running.taking([.finish(.handle)], at: due, in: calendar).map(\.state) == [.met])
    #expect(running.taking([.finish(.handle)], at: late, in: calendar).map(\.state) == [.missed])
    #expect(running.taking([.pass(.handle)], at: due, in: calendar).map(\.state) == [.passed])
    #expect(running.taking([.pass(.handle)], at: late, in: calendar).map(\.state) == [.missed])
  }

  @Test func `whoever was over before parking stays over`() throws {
    let running = try limits([.start(.handle, day(), owner: "power")])
    let parked = running.taking([.pause], at: monday.adding(hours: 25), in: calendar)
    let resumed = parked.taking([.resume], at: monday.adding(hours: 50), in: calendar)

    let done = resumed.taking([.finish(.handle)], at: monday.adding(hours: 50), in: calendar)

    #expect(done.map(\.state) == [.missed])
  }

  @Test func `what never runs is neither met nor missed`() throws {
    let none = try limits([.finish(.handle), .miss(.contact), .dropAll, .pause, .resume])

    #expect(none.isEmpty)
    #expect(none.nearest == nil)
  }

  @Test func `a duty that comes again is a new round and leaves the old one alone`() throws {
    let first = try limits([.start(.handle, day(), owner: "power"), .finish(.handle)])
    let second = first.taking(
      [.start(.handle, try day(), owner: "water")], at: monday.adding(days: 1), in: calendar)

    #expect(second.map(\.round) == [1, 2])
    #expect(second.first == first.first)
  }

  @Test func `parking stops the unit's duties only`() throws {
    let parked = try limits([
      .start(.handle, day(), owner: "power"), .start(.contact, day(), owner: "power"),
      .start(.check, day(), owner: CaseDesk.supervision), .pause,
    ])

    let states = Dictionary(uniqueKeysWithValues: parked.map { ($0.duty, $0.state) })
    #expect(states == [.handle: .paused, .contact: .paused, .check: .running])
    #expect(parked.nearest?.duty == .check)
  }

  @Test func `carrying on keeps the running clock and starts a missing one`() throws {
    let running = try limits([.start(.handle, day(), owner: "power")])
    let later = running.taking(
      [
        .carryOn(.handle, try day(), owner: "water"), .carryOn(.contact, try day(), owner: "water"),
      ],
      at: monday.adding(hours: 3), in: calendar)

    #expect(later.map(\.owner) == ["water", "water"])
    #expect(later.first?.dueAt == running.first?.dueAt)
    #expect(later.last?.dueAt == monday.adding(hours: 27))
  }

  @Test func `an extension before the deadline tells near again, after it stays missed`() throws {
    let running = try limits([.start(.handle, day(), owner: "power")])

    let longer = running.taking(
      [.extend(.handle, by: 24)], at: monday.adding(hours: 20), in: calendar)

    #expect(longer.first?.dueAt == monday.adding(hours: 48))
    #expect(longer.first?.alarm == .near)
    #expect(longer.first?.alarmAt == monday.adding(hours: 36))
  }

  @Test func `nobody is late with a rating`() throws {
    let asked = try limits([.start(.rate, day(), owner: CaseDesk.reporter)])

    #expect(asked.nearest == nil)
    #expect(asked.first?.alarmAt == nil)
  }

  @Test func `the table of the day counts, and the first one before all of them`() throws {
    var later = LimitTable.shipped
    later.version = "later"
    later.from = try #require(LocalDate(year: 2026, month: 3, day: 2))
    let book = try #require(LimitBook([later, .shipped]))

    #expect(book.table(on: later.from).version == "later")
    #expect(book.table(on: later.from.adding(days: -1)).version == LimitTable.shipped.version)
    #expect(LimitBook([]) == nil)
  }
}
