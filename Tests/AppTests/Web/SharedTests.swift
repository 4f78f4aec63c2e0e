import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// What neighbours and strangers read of a case that may be shared.
struct SharedTests {
  /// A word that stands nowhere else, so that every door can be asked for it.
  private static let words = "柳巷口的路灯坏了，灯杆旁写着青鸾二字，晚上看不见路。"

  private static func file(_ city: TestCity) async throws -> String {
    try await city.file(as: TestCity.resident, ["description": "\"\(words)\""])
      .service_request_id
  }

  /// Whether anybody finds or opens it without signing in.
  private static func doors(of id: String, _ city: TestCity) async throws -> [String] {
    let visitor = city.browser()
    var open: [String] = []
    for path in [
      "/cases/\(id)", "/api/v1/requests/\(id)", "/api/v1/requests", "/api/v1/requests?q=青鸾",
      "/around?show=open", "/around?show=done",
    ] {
      let answer = try await visitor.get(path)
      let isList = !path.contains(id)
      if answer.text.contains("青鸾") || isList && answer.text.contains(id) { open.append(path) }
    }
    return open
  }

  private static func move(_ id: String, _ move: CaseMove, by who: String, _ city: TestCity)
    async throws
  {
    _ = try await city.open.city.requests.actions.move(
      Identifier(rawValue: id), move, expecting: nil, by: try await city.viewer(who), key: nil)
  }

  @Test(arguments: Backend.all)
  func `nobody else reads a report before somebody has taken it`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await Self.file(city)
    #expect(try await Self.doors(of: id, city) == [])
    // That there is one, and of which kind, they may know: to join it instead of filing again.
    let neighbour = try await city.client(as: TestCity.neighbour)
    let found = try await neighbour.get("/api/v1/requests/\(id)")
    #expect(found.status == 200 && !found.text.contains("3 号楼"))

    try await Self.move(id, .accept, by: "dispatcher", city)
    #expect(try await Self.doors(of: id, city).count == 5)
    #expect(try await neighbour.get("/api/v1/requests/\(id)").status == 200)
  }

  @Test(arguments: Backend.all)
  func `what was refused, taken back or merged is nobody else's to read`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let refused = try await Self.file(city)
    try await Self.move(
      refused,
      .refuse(
        CaseDetails.Refusal(
          ground: .stateSecret, channel: .secrecyBureau, reason: "写到了不能公开的事")),
      by: "dispatcher", city)
    let withdrawn = try await Self.file(city)
    try await Self.move(withdrawn, .withdraw(reason: nil), by: TestCity.resident, city)
    let main = try await city.file(as: TestCity.neighbour).service_request_id
    let merged = try await Self.file(city)
    try await Self.move(
      merged, .merge(into: Identifier(rawValue: main)), by: "dispatcher", city)

    for id in [refused, withdrawn, merged] {
      #expect(try await Self.doors(of: id, city) == [])
      #expect(
        try await city.client(as: TestCity.neighbour).get("/api/v1/requests/\(id)").status == 404)
      #expect(
        try await city.client(as: TestCity.resident).get("/api/v1/requests/\(id)").status == 200)
    }
  }

  @Test(arguments: Backend.all)
  func `what staff say to the reporter only the reporter reads`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await Self.file(city)
    try await city.dispatch(id, to: "power")
    try await Self.move(
      id, .addWords("请于下午三点在家等候", audience: .reporter), by: "dispatcher", city)
    try await Self.move(id, .start(words: "正从远处调料过来"), by: "power", city)
    try await Self.move(
      id,
      .report(CaseResult(outcome: .explained, text: "灯具已经更换，当晚试灯一切正常，今后每周都有人来看，特此说明。")),
      by: "power", city)

    for path in ["/cases/\(id)", "/api/v1/requests/\(id)"] {
      let visitor = try await city.browser().get(path)
      #expect(visitor.status == 200 && visitor.text.contains("灯具已经更换"), "\(path)")
      #expect(!visitor.text.contains("下午三点") && !visitor.text.contains("远处调料"), "\(path)")
      let own =
        path.hasPrefix("/api")
        ? try await city.client(as: TestCity.resident).get(path)
        : try await city.browser(as: TestCity.resident).get(path)
      #expect(own.text.contains("下午三点") && own.text.contains("远处调料"), "\(path)")
    }
  }

  @Test(arguments: Backend.all)
  func `the headline says what comes next, and asks only the reporter to rate`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await Self.file(city)
    let (own, other) = (try await city.browser(as: TestCity.resident), city.browser())
    #expect(try await own.get("/cases/\(id)").text.contains("有人接单"))

    try await Self.move(id, .accept, by: "dispatcher", city)
    let accepted = try await own.get("/cases/\(id)").text
    #expect(accepted.contains("前派给人办") && !accepted.contains("前有人接单"))

    try await Self.move(
      id, .file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)),
      by: "dispatcher", city)
    try await Self.move(
      id, .dispatch(Assignment(level: .street, unit: "power")), by: "dispatcher", city)
    try await Self.move(id, .start(words: nil), by: "power", city)
    try await Self.move(
      id,
      .report(
        CaseResult(outcome: .explained, text: "灯具已经更换，当晚试灯一切正常，今后每周都有人来看，特此说明。")),
      by: "power", city)
    #expect(try await own.get("/cases/\(id)").text.contains("请您来评"))
    #expect(try await !other.get("/cases/\(id)").text.contains("请您来评"))
  }

  @Test func `what is near and another matter is not offered as the same`() async throws {
    let city = try await TestCity.open(.sqlite)
    _ = try await city.file(as: TestCity.neighbour)
    _ = try await city.file(as: TestCity.neighbour, ["item_code": "\"road_surface\""])
    let browser = try await city.browser(as: TestCity.resident)
    let first = try #require(try await browser.get("/report").form(to: "/report/what"))
    let step = try await browser.submit(first, ["kind": "street_light", "text": TestCity.text])
    let place = try #require(try await browser.follow(step).form(to: "/report/where"))
    let shown = try await browser.submit(
      place, ["address": "柳巷 3 号楼", "grid": "990101001002011"])

    #expect(shown.status == 200)
    #expect(shown.text.matches(of: #/<div class="dup/#).count == 1)
  }

  @Test(arguments: Backend.all)
  func `the audit says of an anonymous reporter that it was one`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let person = try #require(city.places[0].people[TestCity.resident])
    let id = try await city.file(
      as: TestCity.resident, ["is_anonymous": "true", "item_code": "\"fire_hazard\""]
    ).service_request_id
    let named = try await Self.file(city)
    for one in [id, named] {
      try await Self.move(one, .nudge, by: TestCity.resident, city)
    }

    func actors(_ id: String) async throws -> Set<String> {
      Set(
        try await city.database.read { db in
          try db.rows("SELECT actor FROM audit_entries WHERE subject = \("case:" + id)")
            .map { try $0.get("actor") }
        })
    }
    #expect(try await actors(id) == ["anonymous"])
    #expect(try await actors(named) == [person.rawValue])
  }
}
