import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

extension Walk {
  /// A case that can be split, one that was, and a link to somebody outside.
  struct Routed {
    let filed: String
    let whole: String
    let part: String
    let token: String

    init(_ city: TestCity, _ dispatched: String) async throws {
      let requests = city.open.city.requests.actions
      let desk = try await city.viewer("dispatcher")
      filed = try await city.file(as: TestCity.neighbour).service_request_id
      whole = try await city.file(as: TestCity.resident).service_request_id
      for id in [filed, whole] {
        _ = try await requests.move(
          Identifier(rawValue: id), .accept, expecting: nil, by: desk, key: nil)
      }
      let parts = ["power", "water"].map {
        CasePart(title: "其中一件事", assignment: Assignment(level: .district, unit: $0))
      }
      _ = try await requests.split(
        Identifier(rawValue: whole), into: parts, expecting: nil, by: desk, key: nil)
      let split = try await requests.dossier(Identifier(rawValue: whole), for: desk)
      part = try #require(split.parts.first).id.rawValue
      let wish = OutsideActions.Wish(
        party: "某某物业", question: "这根灯杆是你们的吗？", shown: [.words, .photos, .place])
      let outside = OutsideActions(actions: requests)
      let request = Identifier<Case>(rawValue: dispatched)
      _ = try await outside.ask(wish, about: request, by: desk, key: nil)
      let question = try #require(try await outside.all(of: request).first)
      token = try #require(try outside.token(of: question))
    }
  }

  /// With those of the program itself, for which the other file has no room.
  var routingVisits: [Visit] {
    let id = filed.service_request_id
    return [
      Visit(route: "/health/live", path: "/health/live"),
      Visit(route: "/health/ready", path: "/health/ready"),
      Visit(route: "/metrics", path: "/metrics"),
      Visit(route: "/service-worker.js", path: "/service-worker.js"),
      Visit(
        route: "/console/cases/{id}/split", path: "/console/cases/\(routed.filed)/split",
        who: "dispatcher"),
      Visit(
        route: "/console/cases/{id}", path: "/console/cases/\(routed.whole)?limit=200",
        who: "dispatcher"),
      Visit(route: "/desk/cases/{id}", path: "/desk/cases/\(routed.part)", who: "power"),
      Visit(
        route: "/cases/{id}", path: "/cases/\(routed.whole)", who: TestCity.resident),
      Visit(
        route: "/cases/{id}/outside", path: "/cases/\(id)/outside", who: "dispatcher"),
      Visit(route: "/cases/{id}/outside", path: "/cases/\(id)/outside", who: "power"),
      Visit(route: "/outside/{token}", path: "/outside/\(routed.token)"),
      Visit(
        route: "/outside/{token}/photos/{file}",
        path: "/outside/\(routed.token)/photos/\(photo)"),
      Visit(
        route: "/directory/{register}/new", path: "/directory/rules/new", who: "admin"),
    ]
  }
}
