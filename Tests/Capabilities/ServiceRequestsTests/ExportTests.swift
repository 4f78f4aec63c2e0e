import Casework
import Foundation
import Kernel
import KernelTesting
import Synchronization
import Testing

@testable import ServiceRequests

/// What leaves the house by export, and what does not.
struct ExportTests {
  typealias Wish = RequestExport.Wish

  private static func export(_ town: Town, page: Int = 500) throws -> RequestExport {
    RequestExport(
      actions: town.actions, words: try Words(WordFile.serviceRequests), pageSize: page)
  }

  private static func text(
    _ town: Town, page: Int = 500, _ change: (inout Wish) -> Void = { _ in }
  ) async throws -> String {
    var wish = Wish()
    change(&wish)
    var text = ""
    _ = try await export(town, page: page).run(wish, write: { text += $0 })
    return text
  }

  /// Rows by column name.
  private static func table(
    _ town: Town, _ change: (inout Wish) -> Void = { _ in }
  ) async throws -> [[String: String]] {
    let records = try CSV.parse(Array(try await text(town, change).utf8))
    let head = try #require(records.first).fields
    return records.dropFirst().map { record in
      Dictionary(zip(head, record.fields), uniquingKeysWith: { first, _ in first })
    }
  }

  /// One after the other, so that they have an order.
  private func submit(
    _ town: Town, _ submission: Submission, by viewer: Viewer = .ming
  ) async throws {
    _ = try await town.submit(submission, by: viewer)
    town.clock.advance(seconds: 1)
  }

  @Test(arguments: Backend.all)
  func `5,000 rows come once each, in order, and never more than a page at a time`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let actions = town.actions
    for batch in 0..<50 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask {
            _ = try await actions.submit(
              .lamp { $0.text = "第 \(batch * 100 + number) 盏路灯不亮" }, by: .ming, key: nil)
          }
        }
        try await group.waitForAll()
      }
      town.clock.advance(minutes: 1)
    }
    let watch = PageWatch(town.database.driver)
    let watched = town.actions.on(Database(driver: watch, world: town.database.world))
    var text = ""
    let steps = Steps()

    let count = try await RequestExport(
      actions: watched, words: try Words(WordFile.serviceRequests)
    ).run(
      Wish(), write: { text += $0 }, progress: { steps.add($0 * 100 / $1) })

    let records = try CSV.parse(Array(text.utf8)).dropFirst()
    #expect(count == 5_000 && records.count == 5_000)
    #expect(Set(records.map { $0.fields[0] }).count == 5_000)
    let times = records.map { $0.fields[27] }
    #expect(times == times.sorted())
    #expect(watch.longest == RequestExport.pageSize)
    #expect(steps.all == Array(stride(from: 10, through: 100, by: 10)))
  }

  @Test(arguments: Backend.all)
  func `people stay at home`(backend: Backend) async throws {
    let town = try await Town(backend)
    try await submit(town, .lamp { $0.text = "请打 138 1234 2076 找我，或身份证 15070319880312401X" })
    try await submit(town, .lamp(), by: .ming)
    try await submit(town, .lamp(), by: .hong)
    try await submit(
      town,
      .lamp {
        $0.service = "public_security_fraud"
        $0.item = nil
        $0.isAnonymous = true
        $0.phone = nil
      }, by: .ming)
    let secrets = try await town.database.read { db in
      try db.rows("SELECT reporter, contact_sealed, contact_hash, contact_masked FROM cases")
        .flatMap { row in
          try row.columns.names.compactMap { try row.get($0, as: String?.self) }
        }
    }

    let csv = try await Self.text(town)
    let json = try await Self.text(town) { $0.format = .jsonl }

    // Two people, three sealed numbers, one hash and one mask.
    #expect(Set(secrets).count == 7)
    for secret in Set(secrets + ["13812342076", "2076", "138 1234", "15070319880312401"]) {
      #expect(!csv.contains(secret) && !json.contains(secret), "\(secret)")
    }
    let rows = try await Self.table(town)
    #expect(rows[0]["description"] == "请打 ［号码］ 找我，或身份证 ［号码］")
    let reporters = rows.map { $0["reporter"] ?? "" }
    #expect(reporters[0] == reporters[1] && reporters[0].hasPrefix("r"))
    #expect(reporters[2] != reporters[0] && reporters[2].hasPrefix("r"))
    #expect(reporters[3] == "" && rows[3]["is_anonymous"] == "true")
    // Another file has other codes, so that two cannot be joined.
    let again = try await Self.table(town).map { $0["reporter"] ?? "" }
    #expect(Set(again).intersection(reporters) == [""])
  }

  @Test(arguments: Backend.all)
  func `what a spreadsheet would run is made harmless`(backend: Backend) async throws {
    let town = try await Town(backend)
    let attacks = [
      "=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd",
      "＝HYPERLINK(\"http://example.org\")", "换行也不行,\"=1+1\"\n=2",
    ]
    for attack in attacks { try await submit(town, .lamp { $0.text = attack }) }

    let csv = try await Self.text(town)
    let rows = try await Self.table(town)

    #expect(rows.map { $0["description"] } == attacks.map { "换" == $0.first ? $0 : "'" + $0 })
    for start in ["=", "+", "-", "@", "＝"] {
      #expect(!csv.contains("," + start) && !csv.contains(",\"" + start), "\(start)")
    }
    // JSON is for programs: there it stands as it was written.
    let lines = try await Self.text(town) { $0.format = .jsonl }.split(separator: "\n")
    let said = try lines.map { line in
      try JSONText.decode([String: JSONPiece].self, from: String(line))["description"]?.text
    }
    #expect(said == attacks)
  }

  @Test(arguments: Backend.all)
  func `days, types and restricted cases choose the rows`(backend: Backend) async throws {
    let town = try await Town(backend)
    let lamp = try await town.submit()
    town.clock.advance(days: 1)
    _ = try await town.submit(
      .lamp {
        $0.service = "city_appearance"
        $0.item = nil
      })
    let secret = try await town.submit()
    try await town.database.write { tx in
      try tx.run("UPDATE cases SET confidentiality = 'restricted' WHERE id = \(secret)")
    }
    town.clock.advance(days: 1)
    let late = try await town.submit()
    let days = (2...4).compactMap { LocalDate(year: 2026, month: 3, day: $0) }

    func ids(_ change: (inout Wish) -> Void) async throws -> [String] {
      try await Self.table(town, change).map { $0["service_request_id"] ?? "" }
    }
    #expect(try await ids { _ in }.count == 3)
    #expect(try await ids { $0.withRestricted = true }.contains(secret.rawValue))
    #expect(try await ids { ($0.from, $0.to) = (days[0], days[0]) } == [lamp.rawValue])
    #expect(try await ids { $0.from = days[2] } == [late.rawValue])
    #expect(try await ids { $0.to = days[1] }.count == 2)
    #expect(try await ids { $0.types = ["street_light"] } == [lamp.rawValue, late.rawValue])
    #expect(try await ids { $0.types = ["city_appearance"] }.count == 1)
    #expect(try await ids { $0.types = ["city_appearance", "public_facilities"] }.count == 3)
    await #expect(throws: RequestExport.UnknownType.self) { try await ids { $0.types = ["lamp"] } }
  }

  @Test(arguments: Backend.all)
  func `names are in the reader's language, Excel's mark and texts as asked`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    _ = try await town.submit()

    let row = try #require(try await Self.table(town).first)
    let english = try #require(try await Self.table(town) { $0.language = .english }.first)
    let bare = try #require(try await Self.table(town) { $0.withTexts = false }.first)

    #expect(row["service_name"] == "公共设施" && row["lat"] == "49.4567")
    #expect(english["service_name"] != row["service_name"] && english["service_name"] != "")
    for column in ["title", "description", "address", "lat", "long", "status_notes"] {
      #expect(bare[column] == "")
    }
    #expect(try await Self.text(town) { $0.forExcel = true }.hasPrefix("\u{FEFF}number,"))
    #expect(try await Self.text(town).hasPrefix("number,"))
  }

  @Test(arguments: Backend.all)
  func `the audit knows before the first byte leaves, or none does`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    _ = try await town.submit()
    let driver = FailingDriver(town.database.driver)
    let failing = town.actions.on(Database(driver: driver, world: town.database.world))
    driver.fail(at: 1)
    var written = 0
    let export = RequestExport(actions: failing, words: try Words(WordFile.serviceRequests))
    do {
      _ = try await export.run(Wish(), write: { _ in written += 1 })
      Issue.record("an export that nobody could audit")
    } catch {
      #expect(error as? StoreError == FailingDriver.failure)
    }
    #expect(written == 0)

    _ = try await Self.text(town) { wish in
      wish.from = LocalDate(year: 2026, month: 3, day: 1)
      wish.types = ["street_light"]
      wish.withTexts = false
    }

    let entries = try await town.database.read { db in
      try db.rows(
        "SELECT actor, detail FROM audit_entries WHERE action = 'service_requests.exported'"
      ).map { "\(try $0.get("actor", as: String.self)): \(try $0.get("detail", as: String.self))" }
    }
    #expect(
      entries == [
        "operator: format=csv rows=1 from=2026-03-01 types=street_light without_texts"
      ])
  }

  @Test func `the columns are those that are documented`() throws {
    let path = #filePath.components(separatedBy: "/Tests/")[0] + "/docs/export.md"
    let documented = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "`").dropFirst().first }

    #expect(documented.map(String.init) == ExportedRequest.columns.map(\.name))
  }
}
