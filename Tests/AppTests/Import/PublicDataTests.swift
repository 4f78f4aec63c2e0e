import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// The real public messages: filed, answered, linked, found, and once only.
@Suite(.enabled(if: RealMessages.isHere, RealMessages.hint))
struct PublicDataTests {
  private static func run(
    _ files: [(name: String, bytes: [UInt8])], into city: TestCity
  ) async throws -> PublicMessages.Report {
    try await city.open.city.requests.publicMessages.run(files) { _, _ in }
  }

  @Test(arguments: Backend.all)
  func `a part of them goes in once, at its own time`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let files = try RealMessages.files(first: 150)

    let first = try await Self.run(files, into: city)
    let before = try await TableDump(of: city.database)
    let second = try await Self.run(files, into: city)

    #expect(first.filed == 300 && first.answered == 150 && first.bad == [])
    #expect(second.filed == 0 && second.known == 300 && second.answered == 0)
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])
    let closed = try await city.ids(in: [.closed])
    #expect(closed.count == 150)
    let inOrder = try await city.database.read { db in
      try db.number(
        """
        SELECT COUNT(*) FROM cases WHERE is_imported AND submitted_at < 1600000000000
          AND (closed_at IS NULL OR closed_at >= submitted_at)
        """)
    }
    #expect(inOrder == 300)
  }

  @Test func `all of them go in, are counted, listed and found`() async throws {
    let city = try await TestCity.open(.sqlite)
    let rows = RealMessages.rows()

    let report = try await Self.run(RealMessages.files(), into: city)

    #expect(report.filed == 7142 && report.answered == 2816 && report.repeats == 120)
    #expect(report.bad == [])
    #expect(report.suggested > 3500)
    let numbers = try await city.database.read { db in
      [
        try db.number("SELECT COUNT(*) FROM cases"),
        try db.number(
          "SELECT COUNT(*) FROM cases WHERE state = 'closed' AND closed_at IS NOT NULL"),
        try db.number("SELECT COUNT(*) FROM cases WHERE duplicate_of IS NOT NULL"),
        try db.number("SELECT COUNT(*) FROM cases WHERE is_open"),
      ]
    }
    #expect(numbers == [7142, 2816, 120, 4326])
    try await Self.list(city)
    try await Self.search(city, for: rows, isPacked: false)
    while try await city.database.write(SearchPacking.step) {}
    try await Self.search(city, for: rows, isPacked: true)

    // Again, as far as a test has time; everything twice is tried with a part of them.
    let again = try await Self.run(try RealMessages.files(first: 250), into: city)
    #expect(again.filed == 0 && again.known == 500)
    #expect(try await city.count("cases") == 7142)
    #expect(try await city.count("case_events") == 7142 + 2816 * 7)
  }

  /// Queue, filters and counts, as the dispatcher has them.
  private static func list(_ city: TestCity) async throws {
    let client = try await city.client(as: "dispatcher")
    let all = try await ids(client, "")
    #expect(all.count == 7142 && Set(all).count == 7142)
    #expect(try await ids(client, "&status=closed").count == 2816)
    #expect(try await Set(ids(client, "&sort=time_left")).count == 4326)

    let kinds = try await city.database.read { db in
      try db.rows("SELECT service, COUNT(*) AS n FROM cases GROUP BY service ORDER BY 2").map {
        row in
        (try row.get("service", as: String.self), try row.get("n", as: Int.self))
      }
    }
    #expect(kinds.count > 8)
    for (service, count) in kinds.prefix(4) {
      #expect(try await ids(client, "&service_code=" + service).count == count, "\(service)")
    }
    let page = try await city.browser(as: "dispatcher").get("/console?status=submitted")
    #expect(page.status == 200 && page.text.contains("4326"))
    #expect(try #require(city.log.queries(of: page)) <= 5)
  }

  /// Compares what is found with looking through the files.
  ///
  /// `isPacked`: pairs of a word may lie apart in what is found in segments.
  private static func search(
    _ city: TestCity, for rows: [MessageRow], isPacked: Bool
  ) async throws {
    let client = try await city.client(as: "dispatcher")
    for word in ["路灯", "麓谷", "夜间施工", "小区 停车"] {
      let found = try await ids(client, "&q=" + URLEncoded.encode(word)).count
      let plain = rows.count { row in
        word.split(separator: " ").allSatisfy { row.sameness.contains($0) }
      }
      #expect(plain > 0 && found >= plain, "\(word)")
      #expect(isPacked || found == plain, "\(word)")
    }
  }

  /// Ids of the whole list, page by page.
  private static func ids(_ client: WebClient, _ filter: String) async throws -> [String] {
    struct Rows: Decodable {
      struct Row: Decodable { let service_request_id: String }
      let requests: [Row]
      let next: String?
    }
    var ids: [String] = []
    var after = ""
    while true {
      let answer = try await client.get("/api/v1/requests/queue?limit=200" + filter + after)
      try #require(answer.status == 200, "\(answer.text)")
      let page: Rows = try answer.json()
      ids += page.requests.map(\.service_request_id)
      guard let next = page.next else { return ids }
      after = "&after=" + URLEncoded.encode(next)
    }
  }
}
