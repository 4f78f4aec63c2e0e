import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Mandates

/// What a window finds and opens, and what it does not.
struct WindowReachTests {
  private static let here = MandateBench.viewer(MandateBench.window)
  private static let elsewhere = MandateBench.clerk(
    .area("990101001003"), Identifier(rawValue: "clerk"))
  private static let street = MandateBench.clerk(.area("990101001"), Identifier(rawValue: "street"))

  private func opens(
    _ bench: MandateBench, _ id: Identifier<Mandate>, _ clerk: Viewer
  ) async throws -> Bool {
    do {
      _ = try await bench.actions.lookAtWindow(id, by: clerk)
      return true
    } catch let problem as Problem where problem == Problem(.notFound) {
      return false
    }
  }

  @Test(arguments: Backend.all)
  func `another community's window finds, opens and ends nothing, and its tries are in the audit`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.asked().id
    #expect(try await !opens(bench, id, Self.here))
    try await bench.sayCode(of: id)
    #expect(try await opens(bench, id, Self.here))
    try await bench.actions.moveAtWindow(
      id, .confirmAtWindow(.identityCard), by: Self.here, key: nil)
    bench.clock.advance(days: 30)

    // By telephone the window finds what it confirmed, and so does the street it is in.
    for clerk in [Self.here, Self.street] {
      #expect(try await bench.actions.search(MandateBench.motherPhone, by: clerk).map(\.id) == [id])
      #expect(try await opens(bench, id, clerk))
    }
    #expect(try await bench.actions.search(MandateBench.motherPhone, by: Self.elsewhere) == [])
    let before = try await bench.audit().filter { $0 == "mandates.refused_at_window" }.count
    #expect(try await !opens(bench, id, Self.elsewhere))
    await #expect(throws: Problem(.notFound)) {
      try await bench.actions.moveAtWindow(
        id, .withdrawAtWindow(.identityCard), by: Self.elsewhere, key: nil)
    }
    #expect(try await bench.state(id) == "active")
    let after = try await bench.audit().filter { $0 == "mandates.refused_at_window" }.count
    #expect(after == before + 2)
  }

  @Test(arguments: Backend.all)
  func `a number that is said opens one for a day, and an end closes it`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.active()
    #expect(try await bench.actions.search(MandateBench.motherPhone, by: Self.elsewhere) == [])
    #expect(try await bench.sayCode(of: id, to: Self.elsewhere) == [id])
    #expect(try await opens(bench, id, Self.elsewhere))
    #expect(try await !opens(bench, id, Self.here))
    bench.clock.advance(hours: 24)
    #expect(try await !opens(bench, id, Self.elsewhere))

    try await bench.sayCode(of: id)
    try await bench.actions.moveAtWindow(
      id, .withdrawAtWindow(.identityCard), by: Self.here, key: nil)
    #expect(try await opens(bench, id, Self.here))
    bench.clock.advance(hours: 24)
    // Old ones are nobody's at a window, whoever asks.
    for clerk in [Self.here, Self.street, MandateBench.clerk(.everything)] {
      #expect(try await !opens(bench, id, clerk))
      #expect(try await bench.sayCode(of: id, to: clerk) == [])
    }
  }

  @Test(arguments: Backend.all)
  func `a grant without a place takes nothing in`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.active()
    for scope in [Scope.own, .unit("power"), .one(id.rawValue)] {
      let clerk = MandateBench.clerk(scope)
      #expect(try await bench.sayCode(of: id, to: clerk) == [])
      #expect(try await !opens(bench, id, clerk))
    }
    #expect(try await opens(bench, id, MandateBench.clerk(.everything)))
  }
}
