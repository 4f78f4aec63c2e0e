import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// The hot spot that the walk's two reports of one lamp make.
extension Walk {
  static func hotSpot(_ city: TestCity) async throws -> String {
    let open = city.places[0].open
    _ = try await open.city.requests.hotSpots.count()
    let all = try await open.platform.database.read { try HotSpotStore.all(in: $0) }
    return try #require(all.first).id.rawValue
  }

  var hotSpotVisits: [Visit] {
    [
      Visit(route: "/hotspots", path: "/hotspots", who: "dispatcher"),
      Visit(route: "/hotspots", path: "/hotspots", who: "supervisor"),
      Visit(route: "/hotspots/{id}", path: "/hotspots/\(spot)", who: "dispatcher"),
      Visit(route: "/hotspots/{id}", path: "/hotspots/\(spot)", who: "supervisor"),
    ]
  }

  func client(for visit: Visit) async throws -> WebClient {
    guard let who = visit.who else { return city.browser(address: "127.0.0.1") }
    if visit.path.hasPrefix("/api/") { return try await city.client(as: who) }
    let browser = try await city.browser(as: who)
    if visit.path.hasPrefix("/report/"), !visit.path.contains("received") {
      _ = try await browser.fillReport()
    }
    return browser
  }
}
