import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What a grid worker finds before anybody reports it, and the season that presses it.
struct PatrolTests {
  private static let ditch = Submission.lamp {
    $0.text = "菜地边排水沟积水，上冻会结冰，老人走这里怕滑倒。"
    $0.address = "菜地边排水沟"
    ($0.source, $0.season) = (.inspection, "before_freeze")
  }

  /// Monday 2 March 2026; the district is in the far north.
  private static let frost = LocalDate(year: 2026, month: 10, day: 15)

  @Test(arguments: Backend.all)
  func `what is found keeps its season and its day, whatever moves it`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(Self.ditch, by: .patrol)
    let filed = try await town.look(id)
    #expect(filed.source.isProactive)
    #expect(filed.season?.code == "before_freeze" && filed.season?.dueOn == Self.frost)

    let done = try await town.move(
      id, (.accept, .desk),
      (.file(Filing(classCode: "environment", urgency: .normal, limit: nil)), .patrol),
      (.solveOnSite(.lit), .patrol))
    #expect(done.season == filed.season && done.state == .solvedOnSite)
    let summaries = ServiceRequestSummaries(engine: town.actions.engine, keys: town.actions.keys)
    let summary = try await town.database.read { try summaries.summary(of: id.rawValue, in: $0) }
    #expect(summary?.isProactive == true && summary?.isShared == true)
  }

  @Test(arguments: Backend.all)
  func `neighbours read the matter and its marks once it is accepted`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(Self.ditch, by: .patrol)
    let early = try await town.actions.dossierOrShared(id, for: .hong)
    #expect(early.dossier.item.title.isEmpty)

    try await town.move(id, (.accept, .desk))

    let (dossier, isShared) = try await town.actions.dossierOrShared(id, for: .hong)
    #expect(isShared && dossier.item.title.hasPrefix("菜地边排水沟积水"))
    #expect(dossier.item.source.isProactive && dossier.item.season?.dueOn == Self.frost)
    #expect(dossier.item.reporter.person == nil)
    #expect(!dossier.events.contains { $0.actor != nil })
  }

  @Test(arguments: Backend.all)
  func `only who walks a grid names a season, and only one that the place has`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let refused = Problem(field: "season", "mistake.no-season")
    await #expect(throws: refused) {
      try await town.submit(.lamp { $0.season = "before_freeze" })
    }
    await #expect(throws: refused) {
      try await town.submit(
        .lamp { ($0.source, $0.season) = (.inspection, "before_monsoon") }, by: .patrol)
    }
  }

  @Test(arguments: Backend.all)
  func `lists are narrowed to what was found and to what a season presses`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let ditch = try await town.submit(Self.ditch, by: .patrol)
    let found = try await town.submit(.lamp { $0.source = .inspection }, by: .patrol)
    let lamp = try await town.submit()

    func ids(_ text: String) async throws -> Set<Identifier<Case>> {
      let form = Form(values: try #require(URLEncoded.parse(text)))
      let query = try QueueFilter(form, at: town.clock.now).query
      let cube = try await town.database.read {
        try town.actions.engine.cube(query, for: .desk, at: town.clock.now, in: $0)
      }
      let page = try await town.actions.list(query, for: .desk)
      #expect(cube.cells.reduce(0) { $0 + $1.number } == page.items.count, "\(text)")
      let signals = try await town.database.read {
        try town.actions.engine.signals(of: [ditch, found, lamp], in: $0)
      }
      #expect(Set(signals.values.filter(query.fits).map(\.id)) == Set(page.items.map(\.id)))
      return Set(page.items.map(\.id))
    }
    #expect(try await ids("") == [ditch, found, lamp])
    #expect(try await ids("found=patrol") == [ditch, found])
    #expect(try await ids("season_code=before_freeze") == [ditch])
    #expect(try await ids("season_code=before_rains") == [])
    #expect(throws: Problem.self) {
      try QueueFilter(Form(values: ["found": ["web"]]), at: town.clock.now)
    }
  }
}
