import Kernel
import KernelTesting
import Testing

@testable import App

/// 身边事, all of it: what neighbours let others see, and nothing else.
struct AroundTests {
  @Test(arguments: Backend.all)
  func `public cases are listed by how far they are, without their people`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    try await city.seedCases()
    let (hidden, _) = try await StrangerTests.privateCase(city)
    let visitor = city.browser()
    #expect(try await visitor.get("/").text.contains("href=\"/around\""))

    var seen: [String: Set<String>] = [:]
    for show in ["done", "open"] {
      var path: String? = "/around?show=" + show
      var pages = 0
      while let at = path, pages < 30 {
        let page = try await visitor.get(at)
        #expect(page.status == 200)
        #expect(!page.text.contains("138 ****") && !page.text.contains("李慧芳"))
        let ids = page.text.matches(of: #/href="\/cases\/([0-9a-f-]{36})"/#).map { String($0.1) }
        #expect(seen[show, default: []].isDisjoint(with: ids))
        seen[show, default: []].formUnion(ids)
        path = page.text.firstMatch(of: #/href="([^"]+)" rel="next"/#)
          .map { String($0.1).replacing("&amp;", with: "&") }
        pages += 1
      }
    }

    let open = try await city.database.read { db in
      try db.rows(
        """
        SELECT id, state FROM cases WHERE confidentiality = 'public'
          AND state NOT IN ('submitted', 'merged', 'refused', 'withdrawn')
        """
      ).map { try ($0.get("id", as: String.self), $0.get("state", as: String.self)) }
    }
    let answered = ["closed", "reported", "solved_on_site", "verifying"]
    #expect(seen["done"] == Set(open.filter { answered.contains($0.1) }.map(\.0)))
    #expect(seen["open"] == Set(open.filter { !answered.contains($0.1) }.map(\.0)))
    #expect(seen.values.allSatisfy { !$0.isEmpty && !$0.contains(hidden) })
  }
}
