import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Logging
import Testing

@testable import ServiceRequests

/// Duties and their clocks, and what happens by itself.
struct ClockTests {
  private func told(_ town: Town) async throws -> [String] {
    try await town.database.read { db in
      try db.rows("SELECT name, payload FROM outbox ORDER BY id").compactMap { row in
        let payload: String = try row.get("payload")
        switch try row.get("name", as: String.self) {
        case ServiceRequestEvents.LimitNear.name:
          return "near "
            + (try JSONText.decode(ServiceRequestEvents.LimitNear.self, from: payload))
            .duty
        case ServiceRequestEvents.LimitMissed.name:
          let event = try JSONText.decode(ServiceRequestEvents.LimitMissed.self, from: payload)
          return (event.isFarOver ? "far " : "missed ") + event.duty
        default: return nil
        }
      }
    }
  }

  private func tick(_ town: Town) async throws -> [String] {
    let before = try await told(town).count
    try await RequestClock(engine: town.actions.engine).run(in: town.database)
    return Array(try await told(town).dropFirst(before))
  }

  @Test(arguments: Backend.all)
  func `near, missed and far over are told once each`(backend: Backend) async throws {
    let town = try await Town(backend)
    _ = try await town.submit()

    // Thirty minutes: warned at 22:30, over after 30:00, far over after 45:00.
    town.clock.advance(minutes: 22, seconds: 29)
    #expect(try await tick(town) == [])
    town.clock.advance(seconds: 1)
    #expect(try await tick(town) == ["near accept"])
    #expect(try await tick(town) == [])
    town.clock.advance(minutes: 7, seconds: 30)
    #expect(try await tick(town) == [])
    town.clock.advance(seconds: 1)
    #expect(try await tick(town) == ["missed accept"])
    town.clock.advance(minutes: 20)
    #expect(try await tick(town) == ["far accept"])
    town.clock.advance(days: 30)
    #expect(try await tick(town) == [])
  }

  @Test(arguments: Backend.all)
  func `a clock that slept tells the last alarm only, and what is done is not told`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit()
    let done = try await town.submit()
    try await town.move(done, (.withdraw(reason: nil), .ming))

    town.clock.advance(days: 3)

    #expect(try await tick(town) == ["far accept"])
    try await town.move(id, (.accept, .desk))
    let accept = try await town.limits(of: id).first { $0.duty == .accept }
    #expect(accept?.state == .missed)
    #expect(try await town.limits(of: done).map(\.state) == [.dropped])
  }

  @Test(arguments: Backend.all)
  func `parking stops the unit's clocks and resuming gives the time back`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    let due = try #require(try await town.look(id).dueAt)
    town.clock.advance(hours: 2)
    try await town.move(id, (try Town.park(), .approver))
    let parked = try await town.limits(of: id)
    #expect(parked.first { $0.duty == .handle }?.state == .paused)
    let review = try #require(parked.first { $0.duty == .review })
    #expect(try await town.look(id).dueAt == review.dueAt)

    town.clock.advance(days: 20)
    #expect(try await tick(town) == [])
    try await town.move(id, (.resume(reason: nil), .power))

    #expect(try await town.look(id).dueAt == due.adding(days: 20))
    let handle = try #require(try await town.limits(of: id).first { $0.duty == .handle })
    #expect(handle.clock.pauses.count == 1)
  }

  @Test(arguments: Backend.all)
  func `a granted extension moves the deadline, a refused one does not`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    for granted in [true, false] {
      let id = try await town.request(in: .inProgress)
      try await town.move(id, (.contact(words: nil), .power))
      let due = try #require(try await town.look(id).dueAt)

      try await town.move(
        id, (.askExtension(amount: 12, reason: "要等施工许可"), .power),
        (.decideExtension(granted: granted, reason: "看过现场了"), .approver))

      #expect(try await town.look(id).dueAt == (granted ? due.adding(hours: 12) : due))
      let decide = try await town.limits(of: id).first { $0.duty == .decide }
      #expect(decide?.state == .met)
    }
  }

  @Test(arguments: Backend.all)
  func `a return to the desk does not stop the handling clock`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .objection)
    let start = try #require(try await town.limits(of: id).first { $0.duty == .handle })
    town.clock.advance(hours: 3)

    try await town.move(
      id, (.decideObjection(upheld: true, reason: "确实归自来水"), .desk),
      (.dispatch(Assignment(level: .district, unit: "water")), .desk))

    let handles = try await town.limits(of: id).filter { $0.duty == .handle }
    #expect(handles.count == 1)
    #expect(handles.first?.dueAt == start.dueAt)
    #expect(handles.first?.owner == "water")
  }

  @Test(arguments: Backend.all)
  func `rework has half the limit and escalation a new one`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .verifying)
    try await town.move(id, (.rework(reason: "灯还是不亮"), .supervisor))

    let half = try #require(try await town.limits(of: id).last { $0.duty == .handle })
    #expect(half.round == 2 && half.owner == "power")
    #expect(half.dueAt == town.clock.now.adding(hours: 12))

    try await town.move(
      id, (.start(words: nil), .power), (.escalate(reason: "要区里出钱", unit: "treasury"), .power))
    let limits = try await town.limits(of: id).filter { $0.duty == .handle }
    #expect(limits.map(\.state) == [.met, .passed, .running])
    #expect(limits.last?.owner == "treasury")
  }

  @Test(arguments: Backend.all)
  func `silence closes by itself when the time to rate is over`(backend: Backend) async throws {
    let town = try await Town(backend)
    let jobs = Jobs()
    ServiceRequestWork(engine: town.actions.engine, directory: NoPlaces()).register(on: jobs)
    let runner = JobRunner(
      database: town.database, jobs: jobs, logger: Logger(label: "test"))
    let silent = try await town.request(in: .verifying)
    let answered = try await town.request(in: .verifying)
    for id in [silent, answered] {
      try await town.move(id, (.noteAttempt(words: nil), .supervisor))
    }
    town.clock.advance(days: 1)
    for id in [silent, answered] {
      try await town.move(id, (.noteAttempt(words: nil), .supervisor))
    }
    try await town.move(answered, (.rate(.done, contacted: true, words: nil), .ming))
    #expect(try await runner.runNext() == false)

    town.clock.advance(days: 7)
    while try await runner.runNext() {}

    let closed = try await town.look(silent)
    #expect(closed.state == .closed && closed.details.closing == .silence)
    #expect(try await town.look(answered).state == .verifying)
  }
}
