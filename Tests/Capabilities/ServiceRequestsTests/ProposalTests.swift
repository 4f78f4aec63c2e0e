import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What the dispatch catalogue proposed is kept with what was done.
struct ProposalTests {
  struct Places: CityDirectory {
    func plan() async throws -> CityPlan {
      func unit(_ code: String) -> CityPlan.Unit {
        CityPlan.Unit(code: code, name: code, phone: "12345", duties: [])
      }
      return CityPlan(
        units: [unit("power"), unit("water")], areas: [],
        rules: [
          CityPlan.Rule(
            code: "lamps", name: "路灯", matter: "public_facilities/street_light", lead: "power")
        ])
    }
  }

  @Test(
    arguments: Backend.all,
    [
      (unit: "power", isFollowed: true), (unit: "water", isFollowed: false),
    ])
  func `followed or overruled, the history says what was proposed`(
    backend: Backend, given: (unit: String, isFollowed: Bool)
  ) async throws {
    var town = try await Town(backend)
    town.actions.directory = Places()
    let id = try await town.request(in: .accepted)

    _ = try await town.actions.dispatch(
      id, Assignment(level: .district, unit: given.unit), filedAs: "housing_urban",
      expecting: nil, by: .desk, key: nil)

    let event = try #require(
      try await town.actions.dossier(id, for: .desk).events.last { $0.move == .dispatch })
    #expect(event.data["proposed"] == "power" && event.data["rule"] == "lamps")
    #expect((event.data["unit"] == event.data["proposed"]) == given.isFollowed)
  }

  @Test func `what rules may be about has a name in both languages`() throws {
    let topics = try ServiceRequestsCapability.topics()

    #expect(topics.contains { $0.code == "public_facilities/street_light" && $0.name == "路灯" })
    #expect(topics.contains { $0.code == "class:housing_urban" })
    #expect(topics.allSatisfy { !$0.name.contains(".") && !$0.english.contains("item.") })
  }
}
