import Foundation
import HTTPTypes
import Kernel
import KernelTesting
import Testing

/// Files of public cases as programs fetch them.
struct PublicFileTests {
  private static let formats = ["geojson", "json", "csv", "atom", "rss"]

  @Test func `a filter that cannot be one is told in a form that programs read`() async throws {
    let city = try await TestCity.open(.sqlite)
    let program = city.browser()
    for format in Self.formats {
      for wrong in ["from=gestern", "show=x", "limit=0", "after=1"] {
        let answer = try await program.get("/public/cases.\(format)?\(wrong)")
        #expect(answer.status == 422, "\(format) \(wrong)")
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(
          answer.text.contains("\"field\":\"\(wrong.prefix { $0 != "=" })\""), "\(answer.text)")
      }
    }
  }

  @Test func `the next page is as large as the one before`() async throws {
    let city = try await TestCity.open(.sqlite)
    try await city.seedCases()

    let first = try await city.browser().get("/public/cases.json?limit=1&show=open")
    let link = try #require(first.text.firstMatch(of: #/"next":"([^"]+)"/#)).1
    #expect(first.status == 200 && link.contains("limit=1") && link.contains("show=open"))
    let next = try #require(URL(string: String(link)))
    let second = try await city.browser().get(next.path + "?" + (next.query ?? ""))
    #expect(second.text.components(separatedBy: "\"service_request_id\"").count == 2)
    #expect(second.text.contains("limit=1"))
  }
}
