import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// Other people's ids: whoever may not see a thing is told what they are told of nothing at all.
struct StrangerTests {
  static let missing = "00000000-0000-7000-8fff-fffffffffff0"
  static let missingFile = String(repeating: "0", count: 64)

  /// Who may see the case and its photo, which the power station has; everybody else is a stranger.
  static let insiders: Set<String> = [
    TestCity.resident, "dispatcher", "chief", "supervisor", "power",
  ]

  /// Every GET route with an id, on pages and interface.
  static func paths(_ id: String, _ file: String) -> [String] {
    [
      "/cases/\(id)", "/console/cases/\(id)", "/desk/cases/\(id)", "/callbacks/\(id)",
      "/files/\(file)", "/files/\(file)/small", "/api/v1/requests/\(id)",
    ]
  }

  @Test(arguments: Backend.all)
  func `a stranger's answer is that for a missing id, letter by letter`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (id, photo) = try await Self.privateCase(city)
    let everybody = city.places[0].people.keys.sorted()

    for who in [nil] + everybody.map(Optional.some) {
      let isInsider = who.map(Self.insiders.contains) ?? false
      let browser = if let who { try await city.browser(as: who) } else { city.browser() }
      let client = if let who { try await city.client(as: who) } else { city.browser() }
      _ = try await browser.get("/report")
      var opened = 0
      for (theirs, nobodys) in zip(
        Self.paths(id, photo), Self.paths(Self.missing, Self.missingFile))
      {
        let caller = theirs.hasPrefix("/api/") ? client : browser
        let answer = try await caller.get(theirs)
        let nothing = try await caller.get(nobodys)
        #expect([404, 303].contains(nothing.status), "\(who ?? "visitor") \(nobodys)")
        if answer.status == 200 {
          opened += 1
        } else {
          #expect(answer.status == nothing.status, "\(who ?? "visitor") \(theirs)")
          #expect(answer.comparable == nothing.comparable, "\(who ?? "visitor") \(theirs)")
          #expect(Self.headers(answer) == Self.headers(nothing))
        }
      }
      #expect(isInsider ? opened >= 3 : opened == 0, "\(who ?? "visitor") opened \(opened)")
    }
  }

  /// A body that the door reads, so that what it answers is about the id.
  private static func body(of path: String) -> String {
    path.contains("/mandates/")
      ? #"{"move":"withdraw"}"# : #"{"move":"add_words","text":"从旁插一句话"}"#
  }

  @Test(arguments: Backend.all)
  func `a stranger's act is answered as one on a missing id and changes nothing`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (id, _) = try await Self.privateCase(city)
    let doors = city.places[0].router.entries.filter {
      $0.method == "POST" && $0.path.contains("{id}")
    }
    let before = try await TableDump(of: city.database)
    let strangers = city.places[0].people.keys.filter { !Self.insiders.contains($0) }.sorted()

    for who in [nil] + strangers.map(Optional.some) {
      let browser = if let who { try await city.browser(as: who) } else { city.browser() }
      let client = if let who { try await city.client(as: who) } else { city.browser() }
      let mark = try await browser.get("/report").form(to: "/report/what")?["form_token"] ?? ""
      for door in doors {
        let paths = [id, Self.missing].map { id in
          door.path.replacing("{id}", with: id).replacing("{move}", with: "accept")
        }
        var answers: [WebAnswer] = []
        for path in paths {
          answers.append(
            door.isAPI
              ? try await client.post(path, json: Self.body(of: door.path))
              : try await browser.post(
                path,
                form: [
                  ("form_token", mark), ("words", "从旁插一句话"), ("rating", "done"),
                  ("new_fact", "又坏了又坏了又坏了"),
                ]))
        }
        #expect([303, 401, 404].contains(answers[0].status), "\(who ?? "visitor") \(door.path)")
        #expect(answers[0].status == answers[1].status, "\(who ?? "visitor") \(door.path)")
        #expect(answers[0].comparable == answers[1].comparable, "\(who ?? "visitor") \(door.path)")
      }
    }
    let changes = before.changes(to: try await TableDump(of: city.database))
    #expect(
      changes.filter { !$0.hasPrefix("+ sessions") && !$0.hasPrefix("+ api_tokens") } == [])
  }

  @Test func `an API client sees only what everybody may see`() async throws {
    let city = try await TestCity.open(.sqlite)
    let (id, photo) = try await Self.privateCase(city)
    let open = try await city.file(as: TestCity.resident)
    let client = try await city.client(as: nil)

    #expect(try await client.get("/api/v1/requests/\(id)").status == 404)
    #expect(try await client.get("/api/v1/requests/\(open.service_request_id)").status == 200)
    #expect(try await client.get("/api/v1/requests/queue").status == 404)
    #expect(try await client.get("/files/\(photo)").status == 404)
    #expect(
      try await client.post("/api/v1/requests/\(id)/moves", json: #"{"move":"nudge"}"#).status
        == 404)
    #expect(try await !client.get("/api/v1/requests?limit=200").text.contains(id))
  }

  /// Ids that cannot be one of ours, and paths that mean to be another.
  static let tricks = [
    "..", "%2e%2e", "..%2f..%2fconsole", "%00", "a%00b", "%ff%fe", "' OR '1'='1", "1;DROP TABLE",
    "00000000-0000-7000-8000-00000000000Z", "00000000-0000-7000-8000-000000000001%20",
    "%E2%80%AE", "{id}", "-", String(repeating: "a", count: 5000), "０００００００００",
  ]

  @Test func `ids that cannot be ours are not found, and no path leads elsewhere`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: "dispatcher")
    let client = try await city.client(as: "dispatcher")
    let heads = [
      "/cases/", "/console/cases/", "/files/", "/assets/", "/vendor/leaflet/", "/vendor/",
      "/report/",
    ]

    for trick in Self.tricks {
      for head in heads {
        let answer = try await browser.get(head + URLEncoded.encodePath(trick))
        #expect(
          [404, 303, 400].contains(answer.status), "\(head)\(trick.prefix(40)) \(answer.status)")
      }
      let api = try await client.get("/api/v1/requests/" + URLEncoded.encodePath(trick))
      #expect([404, 400].contains(api.status), "\(trick.prefix(40)) \(api.status)")
    }
    for path in [
      "/assets/../console", "/assets/..%2f..%2fPackage.swift", "//console", "/console/..",
      "/vendor/leaflet/..%2f..%2f..%2fetc%2fpasswd", "/vendor/..%2fassets/images/x.png",
      "/./console", "/CONSOLE", "/console;x=1", "/api/v1/../../console",
    ] {
      let answer = try await city.browser().get(path)
      #expect(answer.status != 200 && answer.status < 500, "\(path) \(answer.status)")
      #expect(!answer.text.contains("swift-tools-version") && !answer.text.contains("root:"))
    }
    #expect(city.log.failures == [])
  }

  /// A report not to be made public, with a photo, dispatched to the power station.
  static func privateCase(_ city: TestCity) async throws -> (id: String, photo: String) {
    let resident = try await city.browser(as: TestCity.resident)
    let check = try await resident.fillReport(
      files: [FormFile("photos", name: "lamp.jpg", bytes: Photos.jpeg)])
    let photo = try #require(PhotoTests.photos(on: check).first)
    let sent = try await resident.submit(
      try #require(check.form(to: "/report/check")), ["public": "no"],
      pressing: ("act", "submit"))
    try #require(sent.status == 303)
    let id = try #require(
      try await city.database.read {
        try $0.row("SELECT id FROM cases ORDER BY ref DESC")?.get("id", as: String.self)
      })
    try await city.dispatch(id, to: "power")
    return (id, photo)
  }

  private static func headers(_ answer: WebAnswer) -> [String] {
    answer.headers.filter { $0.name.canonicalName != "x-request-id" }
      .map { "\($0.name): \($0.value)" }.filter { !$0.contains("return_to") }.sorted()
  }
}

extension URLEncoded {
  /// As a tricky client would write it: escapes stay as they are.
  fileprivate static func encodePath(_ text: String) -> String {
    text.utf8.map { byte in
      (33...126).contains(byte) && byte != 63 && byte != 35
        ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte])
    }.joined()
  }
}
