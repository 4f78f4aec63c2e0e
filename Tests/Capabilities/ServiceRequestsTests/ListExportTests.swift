import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// The console's list as a file.
struct ListExportTests {
  private static func filter(_ town: Town, _ values: [String: [String]] = [:]) throws -> QueueFilter
  {
    try QueueFilter(Form(values: values), at: town.clock.now)
  }

  private static func rows(
    _ town: Town, _ values: [String: [String]] = [:], for viewer: Viewer
  ) async throws -> [[String: String]] {
    let export = RequestExport(actions: town.actions, words: try Words(WordFile.serviceRequests))
    let bytes = try await export.list(try filter(town, values), for: viewer, in: .chinese)
    #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    let records = try CSV.parse(Array(bytes.dropFirst(3)))
    let head = try #require(records.first).fields
    #expect(head == ExportedRequest.columns.map(\.name))
    return records.dropFirst().map { record in
      Dictionary(zip(head, record.fields), uniquingKeysWith: { first, _ in first })
    }
  }

  @Test(arguments: Backend.all)
  func `it holds the list as it is filtered, in its order and within the viewer's scope`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let other = Viewer.staff("other", [.dispatchRequests], .area("150704"))
    for number in 0..<230 {
      _ = try await town.submit(.lamp { $0.text = "第 \(number) 盏路灯不亮，打 13812342076" })
      town.clock.advance(seconds: 1)
    }
    let working = try await town.request(in: .inProgress)

    let all = try await Self.rows(town, ["sort": ["newest"]], for: .desk)
    let list = try await town.database.read { db in
      try db.rows("SELECT no FROM cases ORDER BY ref DESC").map {
        try $0.get("no", as: String.self)
      }
    }
    #expect(all.count == 231 && all.map { $0["number"] } == list)
    #expect(all.allSatisfy { !($0["description"] ?? "").contains("13812342076") })
    let units = try await Self.rows(town, ["unit": ["power"]], for: .desk)
    #expect(units.map { $0["service_request_id"] } == [working.rawValue])
    #expect(try await Self.rows(town, for: other).isEmpty)
  }

  @Test(arguments: Backend.all)
  func
    `restricted cases stay, and the audit says who took what by which filter, not by which words`(
      backend: Backend
    ) async throws
  {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    var correction = Correction()
    correction.confidentiality = .restricted
    try await town.move(id, (.correct(correction), .centre))
    _ = try await town.submit()

    let rows = try await Self.rows(town, for: .centre)
    #expect(rows.count == 1 && rows.first?["service_request_id"] != id.rawValue)
    _ = try await Self.rows(town, ["q": ["路灯"], "time": ["over"]], for: .desk)
    let entries = try await town.database.read { db in
      try db.rows(
        "SELECT actor, detail FROM audit_entries WHERE action = 'service_requests.exported'"
      ).map { "\(try $0.get("actor", as: String.self)): \(try $0.get("detail", as: String.self))" }
    }
    #expect(
      entries.sorted() == [
        "\(Viewer.centre.actor): format=csv rows=1 list",
        "\(Viewer.desk.actor): format=csv rows=0 list time=over q=…",
      ])
  }

  @Test(arguments: Backend.all)
  func `a desk's own list leaves by time left, and nobody else's`(backend: Backend) async throws {
    let town = try await Town(backend)
    let late = try await town.request(in: .dispatched)
    let asked = try await town.request(in: .extensionAsked)
    town.clock.advance(hours: 1)
    let young = try await town.request(in: .inProgress)
    _ = try await town.submit()
    let words = try Words(WordFile.serviceRequests)
    let column = try #require(
      ExportedRequest.columns.firstIndex { $0.name == "service_request_id" })
    func ids(_ states: Set<CaseState>, of viewer: Viewer) async throws -> [String] {
      let bytes = try await RequestExport(actions: town.actions, words: words)
        .list(try Self.filter(town), of: .desk(states), for: viewer, in: .chinese)
      return try CSV.parse(Array(bytes.dropFirst(3))).dropFirst().map { $0.fields[column] }
    }

    #expect(try await ids(CaseState.toDo, of: .power) == [late.rawValue, young.rawValue])
    #expect(try await ids(CaseState.elsewhere, of: .power) == [asked.rawValue])
    #expect(try await ids(CaseState.toDo, of: .water).isEmpty)
    let details = try await town.database.read { db in
      try db.rows(
        "SELECT detail FROM audit_entries WHERE action = 'service_requests.exported'"
      ).map { try $0.get("detail", as: String.self) }
    }
    #expect(details.count == 3 && details.contains("format=csv rows=2 desk"))
  }

  @Test(arguments: Backend.all)
  func `nothing leaves that is too long or that the audit does not know`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    for _ in 0..<3 { _ = try await town.submit() }
    let words = try Words(WordFile.serviceRequests)
    let filter = try Self.filter(town)
    let before = try await TableDump(of: town.database)
    await #expect(throws: Problem(.notNow, "refusal.list-too-long", values: ["n": "2"])) {
      try await RequestExport(actions: town.actions, words: words)
        .list(filter, for: .desk, in: .chinese, most: 2)
    }
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])
    let statements = try await eachFailure(
      "RequestExport.list",
      of: { database in
        _ = try await RequestExport(actions: town.actions.on(database), words: words)
          .list(filter, for: .desk, in: .chinese)
      }, in: town.database)
    #expect(statements >= 1)
  }
}
