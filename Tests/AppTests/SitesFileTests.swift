import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

/// `sites.json`: names as people write them, and what cannot be reached.
struct SitesFileTests {
  private static func load(_ text: String) throws -> [Site] {
    let folder = try ScratchFolder.make()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/sites.json"))
    return try SitesFile.load(from: folder)
  }

  private static func site(host: String? = nil, prefix: String = "") -> String {
    let host = host.map { "\"host\": \"\($0)\", " } ?? ""
    return """
      [{"key": "hexi", "prefix": "\(prefix)", \(host)"region": "990101",
        "name": {"chinese": "河西区", "english": "Hexi"}}]
      """
  }

  @Test func `a host is the same however it is written`() throws {
    #expect(try Self.load(Self.site(host: "Hexi.Example")).map(\.host) == ["hexi.example"])
  }

  @Test(arguments: ["https://hexi.example", "hexi.example:8080", "hexi.example/x", "", "河西"])
  func `a host that no browser sends is refused`(host: String) {
    #expect(throws: SitesFault.badHost(host)) { try Self.load(Self.site(host: host)) }
  }

  @Test func `a prefix over the pages of the other site is refused`() async throws {
    let city = try await TestCity.open(.sqlite)
    let paths = city.places[0].router.entries.map(\.path)

    for prefix in ["/report", "/report/more", "/api", "/console", "/health"] {
      #expect(throws: SitesFault.takenPrefix(prefix)) {
        try SitesFile.check(try Self.load(Self.site(prefix: prefix)), besideRoutes: paths)
      }
    }
    try SitesFile.check(try Self.load(Self.site(prefix: "/longtan")), besideRoutes: paths)
    // Nothing stands beside a site with a host of its own.
    try SitesFile.check(
      try Self.load(Self.site(host: "a.example", prefix: "/report")), besideRoutes: paths)
  }
}
