import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// Three districts in one process: one without prefix, one by prefix, one by its own host name.
struct TwoSiteTests {
  static let longtan = Site(
    key: "longtan", prefix: "/longtan", host: nil, region: "990101",
    name: Site.Name(chinese: "龙潭区", english: "Longtan"))
  static let hexi = Site(
    key: "hexi", prefix: "", host: "Hexi.Example", region: "990101",
    name: Site.Name(chinese: "河西区", english: "Hexi"))

  private static func open(_ backend: Backend) async throws -> TestCity {
    var wish = TestCity.Wish()
    wish.sites = [SitesFile.standard, longtan, hexi]
    wish.hosts = ["localhost", "city.example"]
    return try await TestCity.open(backend, wish)
  }

  /// How each of the three is reached.
  private static let ways: [(place: Int, prefix: String, host: String)] = [
    (0, "", "localhost"), (1, "/longtan", "localhost"), (2, "", "hexi.example"),
  ]

  @Test(arguments: Backend.all)
  func `none sees what another has`(backend: Backend) async throws {
    let city = try await Self.open(backend)
    var ids: [String] = []
    for way in Self.ways {
      for number in 0...way.place {
        let filed = try await city.file(
          as: TestCity.resident, at: way.place, host: way.host,
          ["description": "\"第\(way.place)区第\(number)件：水管裂了\""])
        ids.append(filed.service_request_id)
      }
    }

    for way in Self.ways {
      let staff = try await city.client(as: "dispatcher", at: way.place, host: way.host)
      let list = try await staff.get(way.prefix + "/api/v1/requests/queue?limit=200")
      let found = try await staff.get(
        way.prefix + "/api/v1/requests/queue?q=" + URLEncoded.encode("水管裂了"))
      for answer in [list, found] {
        #expect(answer.text.matches(of: #/"service_request_id"/#).count == way.place + 1)
        #expect(answer.text.contains("第\(way.place)区"))
      }
      #expect(try await city.count("cases", at: way.place) == Int64(way.place + 1))
      for other in Self.ways where other.place != way.place {
        let answer = try await staff.get(other.prefix + "/api/v1/requests/queue")
        let elsewhere = try await WebClient.bearer(of: staff, city, host: other.host)
          .get(other.prefix + "/api/v1/requests/queue")
        #expect([401, 404, 421].contains(elsewhere.status), "\(way.place) \(other.place)")
        if other.host == way.host { #expect(answer.status == 401) }
      }
    }
    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: Backend.all)
  func `events and jobs are each site's own`(backend: Backend) async throws {
    let city = try await Self.open(backend)
    for way in Self.ways {
      _ = try await city.file(as: TestCity.resident, at: way.place, host: way.host)
    }

    let delivered = try await city.places[1].open.deliverEvents()

    #expect(delivered == 1)
    for (place, pending) in [(0, 1), (1, 0), (2, 1)] {
      let waiting = try await city.places[place].open.platform.database.read { db in
        try Outbox.summary(in: db).pending
      }
      #expect(waiting == pending, "\(place)")
    }
  }

  @Test(arguments: Backend.all)
  func `sessions, drafts, photos and marks stay where they are`(backend: Backend) async throws {
    let city = try await Self.open(backend)
    let browser = city.browser()

    // One browser, signed in as others on the two sites of the same host.
    _ = try await SessionTests.signIn(browser)
    let before = try await browser.get("/longtan/console")
    _ = try await SessionTests.signIn(browser, prefix: "/longtan")
    #expect(before.location?.hasPrefix("/longtan/sign-in?return_to=") == true)
    #expect(try await browser.get("/console").status == 200)
    #expect(try await browser.get("/longtan/console").status == 200)
    #expect(browser.cookie("linli_session", path: "/") != nil)
    #expect(browser.cookie("linli_session_longtan", path: "/") == nil)
    #expect(browser.cookie("linli_session_longtan", path: "/longtan/console") != nil)
    let out = try #require(
      try await browser.get("/longtan/preferences").form(to: "/longtan/sign-out"))
    #expect(try await browser.submit(out).location == "/longtan/")
    #expect(try await browser.get("/console").status == 200)
    #expect(try await browser.get("/longtan/console").status == 303)

    // A draft with a photo on one is nothing on the other, and its mark neither.
    let visitor = city.browser()
    let check = try await visitor.fillReport(
      prefix: "/longtan", files: [FormFile("photos", name: "a.jpg", bytes: Photos.jpeg)])
    let photo = try #require(PhotoTests.photos(on: check).first)
    #expect(try await visitor.get("/longtan/files/\(photo)").status == 200)
    #expect(try await visitor.get("/files/\(photo)").status == 404)
    #expect(try await visitor.get("/report").form(to: "/report/what")?["text"] == "")
    let mark = try #require(check.form(to: "/longtan/report/check")?["form_token"])
    let crossed = try await visitor.post(
      "/report/where", form: [("form_token", mark), ("address", "柳巷")])
    #expect(crossed.status == 403)
    #expect(city.open.platform.files.directory != city.places[1].open.platform.files.directory)
  }

  @Test func `every link of a page under a prefix carries it`() async throws {
    let city = try await Self.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident, at: 1)
    let staff = try await city.browser(as: "dispatcher", at: 1)
    let resident = try await city.browser(as: TestCity.resident, at: 1)
    let visitor = city.browser()
    let id = filed.service_request_id

    let pages = [
      try await visitor.get("/longtan"), try await visitor.get("/longtan/"),
      try await visitor.get("/longtan/sign-in"), try await visitor.get("/longtan/nowhere"),
      try await visitor.get("/longtan/report"), try await resident.get("/longtan/my"),
      try await resident.get("/longtan/cases/\(id)"), try await staff.get("/longtan/console"),
      try await staff.get("/longtan/console/cases/\(id)"),
    ]

    for page in pages {
      #expect(page.status == 200 || page.path.hasSuffix("nowhere"), "\(page.path)")
      for tag in HTMLTag.all(in: page.bytes) {
        for name in ["href", "src", "action"] {
          guard let link = tag[name], link.hasPrefix("/") else { continue }
          #expect(link.hasPrefix("/longtan/"), "\(page.path): \(link)")
        }
      }
      for line in page.cookies { #expect(line.contains("; Path=/longtan;"), "\(line)") }
    }
    let stylesheet = try #require(
      HTMLTag.all(in: pages[0].bytes).first { $0["rel"] == "stylesheet" }?["href"])
    #expect(try await visitor.get(stylesheet).status == 200)
    #expect(pages[0].text.contains("龙潭区") && !pages[0].text.contains("清河区"))
  }

  @Test func `a receipt's address on a site under a prefix can be asked`() async throws {
    let city = try await Self.open(.sqlite)
    let client = try await city.client(as: TestCity.resident, at: 1)

    let filed = try await client.post("/longtan/api/v1/requests", json: TestCity.report())
    let location = try #require(filed.location)

    #expect(location.hasPrefix("/longtan/api/v1/requests/"))
    #expect(try await client.get(location).status == 200)
  }

  static let hosts = [
    "evil.example", "evil.example:80", "localhost.evil.example", "hexi.example.", "hexi.example@x",
    "", "[::1]", "xhexi.example", "hexi.example/longtan", "localhost, hexi.example",
  ]

  @Test func `an unknown host is turned away on every path`() async throws {
    let city = try await Self.open(.sqlite)
    for host in Self.hosts {
      for path in ["/", "/longtan", "/longtan/console", "/api/v1/services", "/health/live"] {
        let answer = try await city.browser(host: host).get(path)
        #expect(answer.status == (host.isEmpty ? 400 : 421), "\(host) \(path)")
        #expect(answer["X-Frame-Options"] == "DENY")
        #expect(!answer.text.contains("清河区") && answer.cookies == [])
      }
    }
    for host in ["localhost", "LOCALHOST:8080", "city.example:443"] {
      #expect(try await city.browser(host: host).get("/health/live").status == 200, "\(host)")
    }
    #expect(try await city.browser(host: "HEXI.example:8443").get("/").text.contains("河西区"))
  }

  @Test func `a host's own site is asked on every path of that host`() async throws {
    let city = try await Self.open(.sqlite)
    let browser = city.browser(host: "hexi.example")

    #expect(try await browser.get("/").text.contains("河西区"))
    #expect(try await browser.get("/longtan").status == 404)
    #expect(try await !browser.get("/longtan/").text.contains("龙潭区"))
  }

  @Test func `what only looks like a prefix is the default site's`() async throws {
    let city = try await Self.open(.sqlite)
    for path in [
      "/longtanx", "/LONGTAN/", "/longtan%2fconsole", "//longtan/", "/l%6fngtan/", "/./longtan/",
      "/longtan;/", "/x/../longtan/",
    ] {
      let answer = try await city.browser().get(path)
      #expect(answer.status == 404, "\(path) \(answer.status)")
      #expect(!answer.text.contains("龙潭区"), "\(path)")
    }
    #expect(try await city.browser().get("/longtan?x=1").text.contains("龙潭区"))
    #expect(try await city.browser().get("/longtan/../console").status != 200)
  }
}

extension WebClient {
  /// The same token at another host.
  fileprivate static func bearer(
    of client: WebClient, _ city: TestCity, host: String
  ) -> WebClient {
    let responder = city.responder
    return WebClient(
      { try await responder.respond(to: $0, context: $1) }, host: host, bearer: client.bearer)
  }
}
