import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

extension TestCity {
  /// The demo city's 120 cases in every state, on the first site.
  func seedCases() async throws {
    var known: [String: Viewer] = [:]
    for name in places[0].people.keys { known[name] = try await viewer(name) }
    let all = known
    func member(_ name: String) -> Viewer { all[name] ?? .visitor }
    let grids = try Basemap.load(DemoCityTests.resources).grids
    let cast = DemoCast(
      residents: DemoStaff.residents.map { member(String($0.phone.suffix(4))) },
      dispatcher: member("dispatcher"), approver: member("chief"),
      supervisor: member("supervisor"),
      gridWorkers: [DemoPlan().code(of: grids[10]): member("grid")], handlers: all)
    let grid = grids[10]
    try await open.city.requests.seedDemo(
      cast, now: clock.now, grids: [(DemoPlan().code(of: grid), grid.latitude, grid.longitude)]
    ) { _, _ in }
  }

  /// Accepts, files and dispatches a case as the dispatcher does.
  func dispatch(_ id: String, to unit: String, at place: Int = 0) async throws {
    let (actions, viewer) = (
      places[place].open.city.requests.actions, try await viewer("dispatcher", at: place)
    )
    let moves: [CaseMove] = [
      .accept, .file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)),
      .dispatch(Assignment(level: .street, unit: unit)),
    ]
    for move in moves {
      _ = try await actions.move(
        Identifier(rawValue: id), move, expecting: nil, by: viewer, key: nil)
    }
  }

  func viewer(_ name: String, at place: Int = 0) async throws -> Viewer {
    let open = places[place].open
    let person = try #require(places[place].people[name])
    let viewers = open.city.viewers
    return try await open.platform.database.read { try viewers.viewer(of: person, in: $0) }
  }

  /// Ids of the cases in one of the states.
  func ids(in states: [CaseState]) async throws -> [String] {
    try await database.read { db in
      try db.rows("SELECT id FROM cases WHERE state IN \(list: states) ORDER BY id")
        .map { try $0.get("id") }
    }
  }
}
