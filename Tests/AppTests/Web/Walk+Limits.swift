import KernelTesting
import Testing

extension Walk {
  /// A list of limits that waits to be confirmed.
  static func stageLimits(_ city: TestCity) async throws -> String {
    let admin = try await city.browser(as: "admin")
    let form = try #require(try await admin.get("/limits").form(to: "/limits"))
    let answer = try await admin.submit(
      form, ["name": "walk", "from": "2026-12-31"],
      files: [
        FormFile("file", name: "a.csv", bytes: Array("service,amount,unit\nother,5,日\n".utf8))
      ])
    return String(try #require(answer.location).split(separator: "/").last ?? "")
  }

  var limitVisits: [Visit] {
    [
      Visit(route: "/limits", path: "/limits", who: "admin"),
      Visit(route: "/limits/export", path: "/limits/export?format=csv", who: "admin"),
      Visit(route: "/limits/{id}", path: "/limits/\(limits)", who: "admin"),
    ]
  }
}
