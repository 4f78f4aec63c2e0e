import Casework
import Foundation
import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Identity
@testable import ServiceRequests

/// GeoReport v2 as programs of others speak it, through the whole app.
struct Open311Tests {
  static let base = "/open311/v2/"

  static func key(_ city: TestCity, _ name: String = "app") async throws -> String {
    try await city.open.city.accounts.createAPIKey(name: name, days: 30)
  }

  static func lamp(_ key: String, _ more: [(String, String)] = []) -> [(String, String)] {
    [
      ("api_key", key), ("service_code", "public_facilities"),
      ("description", "柳巷口的路灯坏了三天"), ("address_string", "柳巷 12 号"), ("email", "m@example.org"),
      ("first_name", "Ming"), ("phone", "13912345678"),
    ] + more
  }

  static func list(_ answer: WebAnswer) throws -> [JSONValue] {
    try JSONText.decode(JSONValue.self, from: answer.text).items
  }

  private static func accept(_ id: String, _ city: TestCity) async throws {
    _ = try await city.open.city.requests.actions.move(
      Identifier(rawValue: id), .accept, expecting: nil, by: try await city.viewer("dispatcher"),
      key: nil)
  }

  @Test(arguments: Backend.all)
  func `what is filed is seen by its key at once, by everybody once it is accepted`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (key, other) = (try await Self.key(city), try await Self.key(city, "other"))
    let program = city.browser()

    let filed = try await program.post(Self.base + "requests.json", form: Self.lamp(key))
    #expect(filed.status == 201)
    let receipt = try #require(try Self.list(filed).first)
    let id = try #require(receipt["service_request_id"]?.string)
    #expect(receipt["token"] == nil && receipt["service_notice"]?.string?.isEmpty == false)

    let path = Self.base + "requests/\(id).json"
    #expect(try await program.get(path).status == 404)
    #expect(try await program.get(path + "?api_key=" + other).status == 404)
    let own = try await program.get(path + "?api_key=" + key)
    let request = try #require(try Self.list(own).first)
    #expect(request["status"]?.string == "open")
    #expect(request["description"]?.string == "柳巷口的路灯坏了三天")
    #expect(request["agency_responsible"] == .null && request["media_url"] == .null)
    for secret in ["13912345678", "Ming", "example.org", "139 "] {
      #expect(!own.text.contains(secret))
    }
    let listed = { (query: String) in
      try Self.list(try await program.get(Self.base + "requests.json" + query)).compactMap {
        $0["service_request_id"]?.string
      }
    }
    #expect(try await listed("") == [])
    #expect(try await listed("?api_key=" + other) == [])
    #expect(try await listed("?api_key=" + key) == [id])

    try await Self.accept(id, city)
    #expect(try await program.get(path).status == 200)
    #expect(try await listed("") == [id])
    let xml = try await program.get(Self.base + "requests.xml")
    #expect(xml.headers[.contentType] == "text/xml; charset=utf-8")
    #expect(xml.text.contains("<service_requests><request><service_request_id>\(id)</"))
    let desk = try await city.viewer("dispatcher")
    let moves: [CaseMove] = [
      .file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)),
      .dispatch(Assignment(level: .street, unit: "power")),
    ]
    for move in moves {
      _ = try await city.open.city.requests.actions.move(
        Identifier(rawValue: id), move, expecting: nil, by: desk, key: nil)
    }
    let unit = try Self.list(try await program.get(path)).first?["agency_responsible"]?.string
    #expect(unit != nil && unit != "power")
  }

  @Test func `a token leads to its request and lets it be read`() async throws {
    let city = try await TestCity.open(.sqlite)
    let key = try await Self.key(city)
    let program = city.browser()
    let filed = try await program.post(
      Self.base + "requests.json", form: Self.lamp(key, [("return_token", "true")]))
    let receipt = try #require(try Self.list(filed).first)
    #expect(receipt["service_request_id"] == nil)
    let token = try #require(receipt["token"]?.string)

    let answer = try await program.get(Self.base + "tokens/\(token).json")
    let id = try #require(try Self.list(answer).first?["service_request_id"]?.string)
    #expect(try await program.get(Self.base + "requests/\(id).json").status == 404)
    #expect(try await program.get(Self.base + "requests/\(id).json?token=\(token)").status == 200)
    #expect(
      try await program.get(Self.base + "requests/\(id).json?token=\(token)x").status == 404)
    #expect(try await program.get(Self.base + "tokens/x.json").status == 404)
  }

  @Test func `errors come in the format that was asked for, with the standard's codes`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let key = try await Self.key(city)
    let program = city.browser()
    let id = "00000000-0000-7000-8000-000000000000"
    let gets = [
      ("services/ufo", 404), ("requests/\(id)", 404), ("requests/x", 404), ("tokens/x", 404),
      ("services", 200), ("requests?status=done", 400), ("requests?start_date=x", 400),
      ("services?jurisdiction_id=elsewhere.gov", 404), ("services?jurisdiction_id=default", 200),
      ("services?jurisdiction_id=", 200), ("requests?api_key=wrong", 403),
      ("servicerequestupdates?page=0", 400), ("requests?q=%ff", 400),
    ]
    for (path, status) in gets {
      let parts = path.split(separator: "?", maxSplits: 1)
      for format in ["json", "xml"] {
        let query = parts.count > 1 ? "?\(parts[1])" : ""
        let answer = try await program.get("\(Self.base)\(parts[0]).\(format)\(query)")
        #expect(answer.status == status, "\(path) \(answer.text)")
        if status >= 400 { try Self.check(answer, status, format) }
      }
    }
    let posts: [([(String, String)], Int)] = [
      ([("service_code", "traffic")], 403), (Self.lamp(""), 403), (Self.lamp("wrong"), 403),
      ([("api_key", key)], 400), ([("api_key", key), ("service_code", "ufo")], 404),
      ([("api_key", key), ("service_code", "traffic"), ("description", "坑")], 400),
      (Self.lamp(key, [("lat", "x")]), 400), (Self.lamp(key, [("jurisdiction_id", "x")]), 404),
    ]
    let before = try await TableDump(of: city.database)
    for (form, status) in posts {
      for format in ["json", "xml"] {
        let answer = try await program.post(Self.base + "requests." + format, form: form)
        #expect(answer.status == status, "\(form) \(answer.text)")
        try Self.check(answer, status, format)
      }
    }
    let json = try await program.post(Self.base + "requests.json", json: "{}")
    #expect(json.status == 400)
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])
  }

  private static func check(_ answer: WebAnswer, _ status: Int, _ format: String) throws {
    if format == "json" {
      let errors = try list(answer)
      #expect(!errors.isEmpty)
      for error in errors {
        #expect(error["code"] == .whole(Int64(status)))
        #expect(error["description"]?.string?.contains(#/^(open311|problem|mistake)\./#) == false)
      }
    } else {
      #expect(answer.text.contains("<errors><error><code>\(status)</code><description>"))
    }
  }

  @Test func `the same idempotency key is the same request`() async throws {
    let city = try await TestCity.open(.sqlite)
    let key = try await Self.key(city)
    let program = city.browser()
    var ids: [String?] = []
    for header in ["a", "a", "b"] {
      let answer = try await program.post(
        Self.base + "requests.json", form: Self.lamp(key), headers: ["Idempotency-Key": header])
      ids.append(try Self.list(answer).first?["service_request_id"]?.string)
    }
    #expect(ids[0] != nil && ids[0] == ids[1] && ids[0] != ids[2])
  }

  @Test func `pictures go through the cleaner and are kept with the case`() async throws {
    let city = try await TestCity.open(.sqlite)
    let key = try await Self.key(city)
    let program = city.browser()
    let media = FormFile("media", name: "lamp.jpg", bytes: Photos.jpeg)
    let filed = try await program.post(
      Self.base + "requests.json", multipart: Self.lamp(key), files: [media])
    #expect(filed.status == 201, "\(filed.text)")
    let id = try #require(try Self.list(filed).first?["service_request_id"]?.string)
    let desk = try await city.client(as: "dispatcher").get("/api/v1/requests/\(id)")
    #expect(desk.text.contains("\"kind\":\"before\""))
    #expect(
      try await !program.get(Self.base + "requests/\(id).json?api_key=\(key)").text
        .contains("/files/"))

    let broken = FormFile("media", name: "a.jpg", bytes: Array("not a photo".utf8))
    let refused = try await program.post(
      Self.base + "requests.xml", multipart: Self.lamp(key), files: [broken])
    #expect(refused.status == 400 && refused.text.contains("<description>media: "))
  }

  @Test func `updates are said by the key that filed it, once each`() async throws {
    let city = try await TestCity.open(.sqlite)
    let (key, other) = (try await Self.key(city), try await Self.key(city, "other"))
    let program = city.browser()
    let filed = try await program.post(Self.base + "requests.json", form: Self.lamp(key))
    let id = try #require(try Self.list(filed).first?["service_request_id"]?.string)
    let path = Self.base + "servicerequestupdates."
    func update(_ key: String) -> [(String, String)] {
      [
        ("api_key", key), ("service_request_id", id), ("update_id", "77"),
        ("description", "又坏了一盏"), ("status", "OPEN"), ("updated_datetime", "2026-11-27T00:00:00Z"),
      ]
    }
    #expect(try await program.post(path + "json", form: update(other)).status == 404)
    let first = try await program.post(path + "json", form: update(key))
    #expect(first.status == 201)
    #expect(try await program.post(path + "json", form: update(key)).text == first.text)
    let desk = try await city.client(as: "dispatcher").get("/api/v1/requests/\(id)")
    #expect(desk.text.components(separatedBy: "又坏了一盏").count == 2)

    try await Self.accept(id, city)
    let steps = try Self.list(try await program.get(path + "json"))
    #expect(steps.map { $0["service_request_id"]?.string } == [id])
    #expect(steps.first?["status"]?.string == "open")
    #expect(try await !program.get(path + "xml").text.contains("又坏了一盏"))
  }

  @Test func `keys are braked each for itself`() async throws {
    let city = try await TestCity.open(.sqlite, TestCity.Wish(rateLimitFactor: 0.1))
    let key = try await Self.key(city)
    let program = city.browser()
    var last = 0
    for _ in 0..<6 {
      last = try await program.post(Self.base + "requests.json", form: [("api_key", key)]).status
    }
    #expect(last == 429)
    let form = [("api_key", try await Self.key(city, "other"))]
    #expect(try await program.post(Self.base + "requests.json", form: form).status == 400)
  }

  @Test func `the discovery document names endpoints, formats and the jurisdiction`() async throws {
    let city = try await TestCity.open(.sqlite)
    for path in ["/open311/discovery.json", "/open311/v2/discovery.json"] {
      let answer = try await city.browser().get(path)
      let found = try JSONText.decode(JSONValue.self, from: answer.text)
      let first = try #require(found["endpoints"]?.items.first)
      #expect(first["url"]?.string?.hasSuffix("://localhost/open311/v2") == true)
      #expect(first["formats"] == .list([.text("text/xml"), .text("application/json")]))
      #expect(first["jurisdiction_id"]?.string == "default")
    }
  }
}
