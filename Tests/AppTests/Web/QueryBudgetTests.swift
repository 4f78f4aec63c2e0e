import Kernel
import KernelTesting
import Testing

@testable import App

/// No page or list asks the database more than five questions, however long it is.
struct QueryBudgetTests {
  @Test(arguments: Backend.all)
  func `every page stays within five queries, and asks for what is new at most once`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let walk = try await Walk(city)
    try await city.deliver()
    let one = try await Self.least(walk)

    try await Plenty(walk).settle()
    // What is remembered for a while is not asked anew by some page.
    city.clock.advance(minutes: 30)
    let many = try await Self.least(walk)

    #expect(try await city.count("cases") >= 300)
    #expect(one.filter { $0.value > Self.most($0.key) } == [:])
    #expect(many.filter { $0.value > Self.most($0.key) } == [:])
    let more = many.filter { $0.value > (one[$0.key] ?? 0) + 1 }
    #expect(more == [:], "\(more.keys.map { "\($0.path): \(one[$0] ?? 0)" })")
  }

  /// A copy of everything asks every capability, each for its own tables.
  private static func most(_ visit: Walk.Visit) -> Int {
    ["/rights/{id}/copy", "/rights/{id}/file"].contains(visit.route) ? 20 : 5
  }

  @Test(arguments: Backend.all)
  func `a form that is refused costs the attempt and its page, however much lies there`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let walk = try await Walk(city)
    try await Plenty(walk).settle()

    let refused = try await walk.refusals()
    #expect(refused.count >= 20)
    // A wrong code is counted, locked out and audited before its page is shown again.
    #expect(refused.filter { $0.count > 12 }.map(\.form) == [])
    let plain = refused.filter { !$0.form.contains(/two-step|password|sign-in/) }
    #expect(plain.filter { $0.count > 7 }.map(\.form) == [])
  }

  @Test func `a search that hits only what others may see stays within five`() async throws {
    let city = try await TestCity.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident, ["description": "\"独一无二的灯坏了三天了\""])
    let corrected = try await city.client(as: "dispatcher").post(
      "/api/v1/requests/\(filed.service_request_id)/moves",
      json: "{\"move\":\"correct\",\"confidentiality\":\"restricted\"}")
    #expect(corrected.status == 200, "\(corrected.text)")

    let page = try await city.browser(as: "street").get("/console?q=独一无二")

    #expect(page.status == 200 && !page.text.contains("独一无二的灯"))
    #expect(try #require(city.log.queries(of: page)) <= 5)
  }

  @Test func `the walk opens every GET route there is`() async throws {
    let city = try await TestCity.open(.sqlite)
    let walk = try await Walk(city)
    let routes = Set(city.places[0].router.entries.filter { $0.method == "GET" }.map(\.path))

    #expect(Set(walk.visits.map(\.route)) == routes.subtracting(Walk.streams))
  }

  /// Queries by visit, of two walks where one alone was over: a transaction that met another runs
  /// again and counts twice.
  private static func least(_ walk: Walk) async throws -> [Walk.Visit: Int] {
    let first = try await counts(walk)
    guard first.contains(where: { $0.value > most($0.key) }) else { return first }
    return first.merging(try await counts(walk)) { min($0, $1) }
  }

  /// Queries by visit; each visit must have opened its page.
  private static func counts(_ walk: Walk) async throws -> [Walk.Visit: Int] {
    var counts: [Walk.Visit: Int] = [:]
    for (visit, answer) in try await walk.answers() {
      // These lead on to the work there is.
      let leads = ["/work", "/enter"].contains(visit.route)
      #expect(answer.status == (leads ? 303 : 200), "\(visit)")
      let queries: Int = try #require(walk.city.log.queries(of: answer), "\(visit)")
      counts[visit] = queries
    }
    return counts
  }
}

extension Walk {
  /// Every form of every page sent as it stands, of which most are refused: the questions asked.
  func refusals() async throws -> [(form: String, status: Int, count: Int)] {
    var refusals: [String: (form: String, status: Int, count: Int)] = [:]
    for visit in visits where !visit.path.hasPrefix("/api/") {
      let client = try await client(for: visit)
      for form in try await client.get(visit.path).forms {
        let key = "\(visit.route) \(form.action)"
        guard !form.action.hasPrefix("/sign-out"), refusals[key] == nil else { continue }
        let answer = try await client.submit(form)
        guard answer.status >= 400, let count = city.log.queries(of: answer) else { continue }
        refusals[key] = (key, answer.status, count)
      }
    }
    return Array(refusals.values)
  }
}
