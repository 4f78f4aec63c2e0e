import Casework
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Rights

/// What goes when, with a clock that is turned on.
struct RetentionTests {
  private func closed(_ city: TestCity) async throws -> String {
    let filed = try await city.file(as: TestCity.resident)
    try await city.database.write { tx in
      try tx.run("UPDATE cases SET is_open = FALSE, state = 'closed', closed_at = \(tx.now)")
    }
    return filed.service_request_id
  }

  private func figures(_ figures: [RetentionActions.Figure]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: figures.map { ($0.kind.rawValue, $0.count) })
  }

  @Test(arguments: Backend.all)
  func `the reporter goes after a year, the words after three`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let retention = city.open.city.rights.retention
    let id = try await closed(city)
    @Sendable func row() async throws -> (reporter: String?, body: String) {
      let row = try #require(
        try await city.database.read { try $0.row("SELECT * FROM cases WHERE id = \(id)") })
      return (try row.get("reporter"), try row.get("body"))
    }

    city.clock.advance(days: 365)
    #expect(figures(try await retention.run())["reporter"] == 0)
    city.clock.advance(seconds: 1)
    let before = try await TableDump(of: city.database)
    #expect(figures(try await retention.due())["reporter"] == 1)
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])
    #expect(figures(try await retention.run())["reporter"] == 1)
    #expect(figures(try await retention.run())["reporter"] == 0)
    #expect(try await row().reporter == nil)
    #expect(try await !row().body.isEmpty)

    city.clock.advance(days: 730)
    #expect(figures(try await retention.run())["matter"] == 1)
    #expect(try await row().body.isEmpty)
    let words = try await city.database.read {
      try $0.number("SELECT COUNT(*) FROM case_events WHERE words IS NOT NULL")
    }
    #expect(words == 0)
    let found = try await city.client(as: "dispatcher").get("/api/v1/requests/queue?q=路灯")
    #expect(!found.text.contains(id))
  }

  @Test(arguments: Backend.all)
  func `what was refused, taken back or merged goes too, that into an open case not yet`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let retention = city.open.city.rights.retention
    var ids: [String] = []
    for _ in 0..<4 { ids.append(try await city.file(as: TestCity.resident).service_request_id) }
    let all = ids
    try await city.database.write { tx in
      for (index, state) in [CaseState.refused, .withdrawn, .merged].enumerated() {
        try tx.run(
          "UPDATE cases SET is_open = FALSE, state = \(state) WHERE id = \(all[index])")
      }
      try tx.run("UPDATE cases SET duplicate_of = \(all[3]) WHERE id = \(all[2])")
    }

    city.clock.advance(days: 366)
    #expect(figures(try await retention.run())["reporter"] == 2)
    city.clock.advance(days: 730)
    #expect(figures(try await retention.run())["matter"] == 2)
    try await city.database.write { tx in
      try tx.run(
        """
        UPDATE cases SET is_open = FALSE, state = 'closed', closed_at = \(tx.now),
          state_since = \(tx.now) WHERE id = \(all[3])
        """)
    }
    #expect(figures(try await retention.run())["reporter"] == 1)
  }

  @Test(arguments: Backend.all)
  func `mandates and consents go three years after their end`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let retention = city.open.city.rights.retention
    let mandate = try await city.askForMandate()
    let client = try await city.client(as: TestCity.resident)
    _ = try await client.post("/api/v1/mandates/\(mandate)/moves", json: #"{"move":"cancel"}"#)
    for word in ["give", "withdraw"] {
      _ = try await client.post(
        "/api/v1/consents", json: #"{"purpose":"survey","version":1,"word":"\#(word)"}"#)
    }

    city.clock.advance(days: 1095)
    let kept = figures(try await retention.run())
    #expect(kept["mandate"] == 0 && kept["consent"] == 0)
    city.clock.advance(seconds: 1)
    let gone = figures(try await retention.run())
    #expect(gone["mandate"] == 1 && gone["consent"] == 1)
    for table in ["mandates", "mandate_scopes", "mandate_entries", "consents"] {
      #expect(try await city.count(table) == 0, "\(table)")
    }
  }

  @Test(arguments: Backend.all)
  func `a longer period from a day on counts from that day on`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let retention = city.open.city.rights.retention
    _ = try await closed(city)
    try await city.database.write { tx in
      try tx.run(
        """
        INSERT INTO retention_periods (class, valid_from, days, source)
        VALUES ('reporter', \(tx.now.adding(days: 300)), 400, 'test')
        """)
    }
    city.clock.advance(days: 399)
    #expect(figures(try await retention.run())["reporter"] == 0)
    city.clock.advance(days: 2)
    #expect(figures(try await retention.run())["reporter"] == 1)
  }

  @Test(arguments: Backend.all)
  func `the lines say figures, and a dry run changes nothing`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    _ = try await closed(city)
    city.clock.advance(days: 1200)

    let before = try await TableDump(of: city.database)
    let dry = try await city.open.retentionLines(dryRun: true)
    #expect(dry.contains("matter: 1 would go, kept 1095 days"))
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])
    let run = try await city.open.retentionLines(dryRun: false)
    #expect(run.contains("matter: 1 gone, kept 1095 days"))
    #expect(try await city.count("retention_runs") == Int64(run.count))
    let audited = try await city.database.read {
      try $0.number("SELECT COUNT(*) FROM audit_entries WHERE action = 'rights.retention'")
    }
    #expect(audited == 2)
  }
}
