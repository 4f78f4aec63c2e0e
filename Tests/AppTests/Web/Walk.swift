import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// Every GET route, opened by those it is for, with real ids in its path.
struct Walk {
  let city: TestCity
  let filed: TestCity.Filed
  private let other: TestCity.Filed
  let photo: String
  let mandate: String
  private let right: String
  private let code: String
  private let token: String
  private let stylesheet: String
  let staged, limits, spot: String
  let routed: Routed

  struct Visit: Hashable {
    let route: String
    let path: String
    /// A login, the end of a resident's telephone, or nil for a visitor.
    var who: String?
  }

  /// Answers without an end; `LiveTests` listens to them.
  static let streams: Set<String> = ["/live"]

  /// Files a case with a photo, dispatched to the power station.
  init(_ city: TestCity) async throws {
    self.city = city
    let home = try await city.browser().get("/")
    stylesheet = try #require(
      HTMLTag.all(in: home.bytes).first { $0["rel"] == "stylesheet" }?["href"])
    let resident = try await city.browser(as: TestCity.resident)
    let check = try await resident.fillReport(
      files: [FormFile("photos", name: "lamp.jpg", bytes: Photos.jpeg)])
    photo = try #require(check.text.firstMatch(of: #/\/files\/([0-9a-f]{64})\/small/#)).1
      .description
    let sent = try await resident.submit(
      try #require(check.form(to: "/report/check")), pressing: ("act", "submit"))
    let parts = try #require(sent.location?.firstMatch(of: #/report\/(.+)\/received\?id=(.+)/#))
    filed = TestCity.Filed(service_request_id: String(parts.2), number: String(parts.1))
    (code, token) = try Self.codes(of: filed, in: city)
    try await city.dispatch(filed.service_request_id, to: "power")
    other = try await city.file(as: TestCity.neighbour)
    spot = try await Self.hotSpot(city)
    (staged, limits) = (try await Self.stage(city), try await Self.stageLimits(city))
    mandate = try await city.askAtWindow()
    right = try await city.askForCopy()
    try await Self.publishWeek(city)
    routed = try await Routed(city, filed.service_request_id)
  }

  /// A file of the directory that waits to be confirmed.
  private static func stage(_ city: TestCity) async throws -> String {
    let admin = try await city.browser(as: "admin")
    let form = try #require(
      try await admin.get("/directory/units/import").form(to: "/directory/units/import"))
    let answer = try await admin.submit(
      form,
      files: [FormFile("file", name: "a.csv", bytes: Array("unit,name,kind,phone".utf8))])
    return String(try #require(answer.location).split(separator: "/").last ?? "")
  }

  var visits: [Visit] {
    let id = filed.service_request_id
    let resident = TestCity.resident
    let worker = city.places[0].people["traffic"].map(\.rawValue) ?? ""
    let pages: [Visit] = [
      Visit(route: "/account", path: "/account", who: resident),
      Visit(route: "/account", path: "/account", who: "dispatcher"),
      Visit(route: "/account/phone", path: "/account/phone", who: resident),
      Visit(route: "/account/password", path: "/account/password", who: "power"),
      Visit(route: "/account/two-step", path: "/account/two-step", who: "grid"),
      Visit(route: "/admin/staff", path: "/admin/staff", who: "admin"),
      Visit(route: "/admin/staff", path: "/admin/staff?q=网格", who: "security"),
      Visit(route: "/admin/staff/new", path: "/admin/staff/new", who: "admin"),
      Visit(route: "/admin/staff/{id}", path: "/admin/staff/\(worker)", who: "admin"),
      Visit(route: "/admin/staff/{id}", path: "/admin/staff/\(worker)", who: "security"),
      Visit(route: "/admin/roles", path: "/admin/roles", who: "security"),
      Visit(route: "/admin/limits", path: "/admin/limits", who: "security"),
      Visit(route: "/admin/audit", path: "/admin/audit", who: "auditor"),
      Visit(
        route: "/admin/audit", path: "/admin/audit?who=operator&from=2026-01-01", who: "auditor"),
      Visit(route: "/", path: "/"), Visit(route: "/", path: "/", who: resident),
      Visit(route: "/", path: "/", who: "dispatcher"),
      Visit(route: "/api/v1/requests", path: "/api/v1/requests?limit=200"),
      Visit(route: "/api/v1/requests", path: "/api/v1/requests?q=路灯&limit=200", who: resident),
      Visit(
        route: "/api/v1/requests/mine", path: "/api/v1/requests/mine?limit=200", who: resident),
      Visit(
        route: "/api/v1/requests/queue", path: "/api/v1/requests/queue?limit=200",
        who: "dispatcher"),
      Visit(
        route: "/api/v1/requests/queue", path: "/api/v1/requests/queue?q=路灯&limit=200",
        who: "power"),
      Visit(route: "/api/v1/requests/{id}", path: "/api/v1/requests/\(id)"),
      Visit(route: "/api/v1/requests/{id}", path: "/api/v1/requests/\(id)", who: "power"),
      Visit(route: "/api/v1/openapi.json", path: "/api/v1/openapi.json"),
      Visit(route: "/api/v1/services", path: "/api/v1/services"),
      Visit(route: "/developers", path: "/developers"),
      Visit(route: "/problems/{slug}", path: "/problems/stale-version"),
      Visit(route: "/around", path: "/around"),
      Visit(route: "/around", path: "/around?show=open&after=nonsense", who: resident),
      Visit(route: "/assets/{name}", path: stylesheet),
      Visit(route: "/callbacks", path: "/callbacks?limit=200", who: "supervisor"),
      Visit(route: "/callbacks", path: "/callbacks?show=reopened", who: "supervisor"),
      Visit(route: "/callbacks/{id}", path: "/callbacks/\(id)", who: "supervisor"),
      Visit(route: "/cases/{id}", path: "/cases/\(id)"),
      Visit(route: "/cases/{id}", path: "/cases/\(id)", who: resident),
      Visit(route: "/cases/{id}", path: "/cases/\(id)", who: TestCity.neighbour),
      Visit(route: "/console", path: "/console?limit=200", who: "dispatcher"),
      Visit(route: "/console", path: "/console?q=路灯&limit=200", who: "street"),
      Visit(route: "/console", path: "/console?sort=grid&time=over", who: "chief"),
      Visit(
        route: "/console/cases/{id}", path: "/console/cases/\(id)?limit=200", who: "dispatcher"),
      Visit(
        route: "/console/cases/{id}/merge",
        path: "/console/cases/\(other.service_request_id)/merge",
        who: "dispatcher"),
      Visit(
        route: "/console/cases/{id}", path: "/console/cases/\(id)?q=路灯&limit=200",
        who: "dispatcher"),
      Visit(route: "/console/cases/{id}", path: "/console/cases/\(id)?time=over", who: "chief"),
      Visit(route: "/console", path: "/console?q=没有这样的话&time=over", who: "dispatcher"),
      Visit(
        route: "/console/cases/{id}/merge",
        path: "/console/cases/\(other.service_request_id)/merge?no=\(filed.number)",
        who: "dispatcher"),
      Visit(route: "/console/moves", path: "/console/moves", who: "dispatcher"),
      Visit(route: "/console/print", path: "/console/print", who: "chief"),
      Visit(route: "/console/filter", path: "/console/filter", who: "dispatcher"),
      Visit(route: "/console/filter", path: "/console/filter?q=路灯&time=near", who: "chief"),
      Visit(route: "/desk", path: "/desk?limit=200", who: "power"),
      Visit(route: "/desk", path: "/desk?show=waiting&limit=200", who: "power"),
      Visit(route: "/desk", path: "/desk", who: "grid"),
      Visit(route: "/desk", path: "/desk?show=time&limit=200", who: "grid"),
      Visit(route: "/desk/walk", path: "/desk/walk", who: "grid"),
      Visit(route: "/desk/cases/{id}", path: "/desk/cases/\(id)", who: "power"),
      Visit(route: "/directory/{register}", path: "/directory/grids?q=1", who: "admin"),
      Visit(
        route: "/directory/{register}/export", path: "/directory/units/export?format=csv",
        who: "admin"),
      Visit(route: "/directory/{register}/import", path: "/directory/units/import", who: "admin"),
      Visit(
        route: "/directory/{register}/imports/{id}", path: "/directory/units/imports/\(staged)",
        who: "admin"),
      Visit(route: "/directory/{register}/new", path: "/directory/grids/new", who: "admin"),
      Visit(
        route: "/directory/{register}/entries/{code}", path: "/directory/units/entries/power",
        who: "admin"),
      Visit(route: "/enter", path: "/enter?shell=wx&font=1.4&to=/report"),
      Visit(route: "/enter/wechat", path: "/enter/wechat?to=/report"),
      Visit(route: "/find", path: "/find?q=长辈版"),
      Visit(route: "/files/{id}", path: "/files/\(photo)", who: resident),
      Visit(route: "/files/{id}", path: "/files/\(photo)", who: "power"),
      Visit(route: "/files/{id}/small", path: "/files/\(photo)/small", who: "dispatcher"),
      Visit(route: "/intake", path: "/intake", who: "dispatcher"),
      Visit(route: "/intake", path: "/intake", who: "community"),
      Visit(
        route: "/intake/{no}/taken", path: "/intake/\(filed.number)/taken?id=\(id)&code=\(code)",
        who: "dispatcher"),
      Visit(route: "/grids", path: "/grids"),
      Visit(route: "/grids", path: "/grids?show=units", who: "dispatcher"),
      Visit(
        route: "/live/news", path: "/live/news?feed=queue&feed=messages", who: "dispatcher"),
      Visit(route: "/api/v1/consents", path: "/api/v1/consents", who: resident),
      Visit(route: "/api/v1/mandates", path: "/api/v1/mandates", who: resident),
      Visit(route: "/api/v1/mandates/{id}", path: "/api/v1/mandates/\(mandate)", who: resident),
      Visit(route: "/consents/{purpose}", path: "/consents/survey", who: resident),
      Visit(route: "/permissions", path: "/permissions", who: resident),
      Visit(route: "/permissions/new", path: "/permissions/new?for=other", who: resident),
      Visit(route: "/permissions/ward", path: "/permissions/ward", who: resident),
      Visit(route: "/permissions/{id}", path: "/permissions/\(mandate)", who: resident),
      Visit(
        route: "/permissions/{id}", path: "/permissions/\(mandate)", who: TestCity.neighbour),
      Visit(
        route: "/api/v1/rights-requests", path: "/api/v1/rights-requests", who: resident),
      Visit(route: "/rights", path: "/rights", who: resident),
      Visit(route: "/rights/new/{kind}", path: "/rights/new/closure", who: resident),
      Visit(route: "/rights/{id}", path: "/rights/\(right)", who: resident),
      Visit(route: "/rights/{id}/copy", path: "/rights/\(right)/copy", who: resident),
      Visit(route: "/rights/{id}/file", path: "/rights/\(right)/file", who: resident),
      Visit(route: "/rights-desk", path: "/rights-desk?show=done", who: "privacy"),
      Visit(route: "/rights-desk/{id}", path: "/rights-desk/\(right)", who: "privacy"),
      Visit(route: "/real-name", path: "/real-name", who: resident),
      Visit(route: "/real-name", path: "/real-name", who: TestCity.neighbour),
      Visit(route: "/window", path: "/window", who: "community"),
      Visit(
        route: "/window/mandates/{id}", path: "/window/mandates/\(mandate)", who: "community"),
      Visit(route: "/manifest.webmanifest", path: "/manifest.webmanifest?lang=en"),
      Visit(route: "/messages", path: "/messages", who: resident),
      Visit(route: "/messages", path: "/messages", who: "power"),
      Visit(route: "/messages/deliveries", path: "/messages/deliveries", who: "admin"),
      Visit(route: "/messages/deliveries", path: "/messages/deliveries", who: "dispatcher"),
      Visit(route: "/messages/templates", path: "/messages/templates", who: "admin"),
      Visit(
        route: "/messages/templates/{code}", path: "/messages/templates/reported", who: "admin"),
      Visit(route: "/messages/chains", path: "/messages/chains", who: "admin"),
      Visit(
        route: "/messages/chains/{code}", path: "/messages/chains/limits-normal", who: "admin"),
      Visit(route: "/messages/settings", path: "/messages/settings", who: resident),
      Visit(route: "/my", path: "/my?limit=200", who: resident),
      Visit(route: "/offline", path: "/offline"),
      Visit(route: "/preferences", path: "/preferences", who: "dispatcher"),
      Visit(route: "/report", path: "/report"),
      Visit(route: "/report", path: "/report", who: resident),
      Visit(route: "/report/offline", path: "/report/offline"),
      Visit(route: "/report/check", path: "/report/check", who: resident),
      Visit(route: "/report/where", path: "/report/where", who: resident),
      Visit(
        route: "/report/{no}/received", path: "/report/\(filed.number)/received?id=\(id)",
        who: resident),
      Visit(route: "/sign-in", path: "/sign-in"),
      Visit(route: "/sign-in/staff", path: "/sign-in/staff"),
      Visit(
        route: "/vendor/{folder}/images/{name}", path: "/vendor/leaflet/images/marker-icon.png"),
      Visit(route: "/vendor/{folder}/{name}", path: "/vendor/leaflet/leaflet.js"),
      Visit(route: "/track", path: "/track"),
      Visit(route: "/track/{no}", path: "/track/\(filed.number)?code=\(code)"),
      Visit(route: "/work", path: "/work", who: "dispatcher"),
    ]
    return pages + limitVisits + hotSpotVisits + supervision + publicVisits + routingVisits
      + Self.open311(id, token: token)
  }

  /// Opens them all; pages that need a draft or a machine's own address get one.
  func answers() async throws -> [(visit: Visit, answer: WebAnswer)] {
    var answers: [(Visit, WebAnswer)] = []
    for visit in visits {
      let client = try await client(for: visit)
      answers.append((visit, try await client.get(visit.path)))
    }
    return answers
  }
}
