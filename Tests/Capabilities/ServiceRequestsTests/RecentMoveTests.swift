import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What happened last, for those whose area it happened in.
struct RecentMoveTests {
  @Test(arguments: Backend.all)
  func `the newest moves and filings come first, and no more than were asked for`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let first = try await town.request(in: .submitted)
    town.clock.advance(minutes: 1)
    let second = try await town.request(in: .submitted)
    town.clock.advance(minutes: 1)
    try await town.move(first, (.accept, .desk))

    let all = try await town.actions.recent(10, for: .desk)
    #expect(all.map(\.move) == [.accept, .submit, .submit])
    #expect(all.map(\.item) == [first, second, first])
    #expect(all.map(\.at) == all.map(\.at).sorted(by: >))
    #expect(try await town.actions.recent(1, for: .desk).map(\.move) == [.accept])
  }

  @Test(arguments: Backend.all)
  func `everybody hears of their own area and unit, residents of nothing`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let other = Viewer.staff("other", [.dispatchRequests], .area("150704"))
    let id = try await town.request(in: .dispatched)
    _ = try await town.request(in: .submitted)

    #expect(try await town.actions.recent(20, for: .desk).count == 5)
    #expect(try await town.actions.recent(20, for: other) == [])
    #expect(try await town.actions.recent(20, for: .ming) == [])
    #expect(try await town.actions.recent(20, for: .visitor) == [])
    let units = try await town.actions.recent(20, for: .power)
    #expect(Set(units.map(\.item)) == [id] && units.first?.data["unit"] == "power")
  }

  @Test(arguments: Backend.all)
  func `what is restricted or was brought in is no news to everybody`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    var correction = Correction()
    correction.confidentiality = .restricted
    try await town.move(id, (.correct(correction), .centre))
    _ = try await town.actions.submit(
      .lamp { $0.phone = nil }, by: .desk, key: nil, isImport: true)

    #expect(try await town.actions.recent(20, for: .desk) == [])
    #expect(try await town.actions.recent(20, for: .centre).first?.move == .correct)
    // Old filings are no news either; moves are few and stay.
    town.clock.advance(days: 3)
    let later = try await town.actions.recent(20, for: .centre)
    #expect(!later.isEmpty && later.allSatisfy { $0.move != .submit })
  }
}
