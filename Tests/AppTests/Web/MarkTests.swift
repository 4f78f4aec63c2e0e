import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// Forms of other sites, of other browsers and of earlier sessions.
struct MarkTests {
  /// Every page that takes a form, with a real id in its address.
  static func doors(_ city: TestCity, _ id: String) -> [String] {
    city.places[0].router.entries.filter { $0.method == "POST" && !$0.isAPI }.map { entry in
      entry.path.replacing("{id}", with: id).replacing("{move}", with: "accept")
    }
  }

  static let people: [String?] = [nil, TestCity.resident, "dispatcher", "power", "supervisor"]

  @Test func `no form is taken without this browser's own mark`() async throws {
    let city = try await TestCity.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident)
    let other = try await city.browser(as: TestCity.neighbour).get("/report")
    let foreign = try #require(other.form(to: "/report/what")?["form_token"])
    var browsers: [WebClient] = []
    for person in Self.people {
      let browser =
        if let person { try await city.browser(as: person) } else { city.browser() }
      _ = try await browser.get("/report")
      browsers.append(browser)
    }
    let before = try await TableDump(of: city.database)

    for path in Self.doors(city, filed.service_request_id) {
      for browser in browsers {
        let marks: [[(String, String)]] = [
          [], [("form_token", "")], [("form_token", "x")], [("form_token", foreign)],
        ]
        for mark in marks {
          let answer = try await browser.post(path, form: mark + [("text", "改掉它")])
          #expect([303, 403, 404, 415].contains(answer.status), "\(path) \(answer.status)")
          if answer.status == 303 {
            #expect(answer.location?.hasPrefix("/sign-in?") == true, "\(path)")
          }
          #expect(!answer.text.contains("改掉它"))
        }
      }
    }
    let changes = before.changes(to: try await TableDump(of: city.database))
    // That somebody sent it stands in the audit, and nowhere else anything.
    #expect(changes.filter { !$0.contains("action=\"web.form_refused\"") } == [])
  }

  @Test(arguments: ["cross-site", "same-site"])
  func `a form sent from elsewhere is refused even with the right mark`(
    origin: String
  ) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.fillReport().form(to: "/report/check"))

    let answer = try await browser.submit(
      form, pressing: ("act", "submit"), headers: ["Sec-Fetch-Site": origin])
    let own = try await browser.submit(
      form, pressing: ("act", "submit"), headers: ["Sec-Fetch-Site": "same-origin"])

    #expect(answer.status == 403)
    #expect(own.status == 303)
    #expect(try await city.count("cases") == 1)
  }

  @Test func `words in a refused form of our own are shown, to be copied`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let answers = ["form_token": "stale", "text": "写了半天 <b>的话</b>"]

    let own = try await browser.submit(
      form, answers, headers: ["Sec-Fetch-Site": "same-origin"])
    let unknown = try await browser.submit(form, answers)

    #expect(own.status == 403 && own.text.contains("这一页放得太久了"))
    #expect(own.text.contains("您写的在这里，可以复制"))
    #expect(own.text.contains("写了半天 &lt;b&gt;的话&lt;/b&gt;"))
    #expect(unknown.status == 403 && !unknown.text.contains("写了半天"))
    // Going back and loading it anew would empty the form.
    #expect(own.text.contains("请先复制好写的内容") && !own.text.contains("刷新"))
  }

  @Test func `one word is shown as well, codes and secrets are not`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let same = ["Sec-Fetch-Site": "same-origin"]

    let report = try await browser.submit(
      form, ["form_token": "stale", "kind": "street_light", "text": "Broken!"], headers: same)
    let password = try await city.browser(as: "dispatcher").post(
      "/account/password",
      form: [("old", "one two three"), ("password", "four five"), ("again", "six seven")],
      headers: same)

    #expect(report.status == 403 && report.text.contains("Broken!"))
    #expect(!report.text.contains("street_light") && !report.text.contains("stale"))
    #expect(password.status == 403)
    for secret in ["one two three", "four five", "six seven"] {
      #expect(!password.text.contains(secret))
    }
  }

  static let targets = [
    "https://evil.example/", "//evil.example", "/\\evil.example", "/%5C/evil.example\r\nX: y",
    "javascript:alert(1)", "evil.example", "/\tevil", "http:evil", "/a\u{0}b", "",
  ]

  @Test func `nobody is led away from the site`() async throws {
    let city = try await TestCity.open(.sqlite)
    for target in Self.targets {
      city.clock.advance(minutes: 2)
      try await Self.lead(city.browser(), to: target)
    }
  }

  private static func lead(_ browser: WebClient, to target: String) async throws {
    let encoded = URLEncoded.encode(target)

    let page = try await browser.get("/preferences?return_to=" + encoded)
    var answers = [page]
    for path in ["/sign-in", "/sign-in/staff"] {
      let sign = try await browser.get(path + "?return_to=" + encoded)
      guard sign.status != 400 else { continue }
      #expect(sign.form(to: path)?["return_to"] == "/")
      var form = try #require(sign.form(to: path))
      form["return_to"] = target
      let filled = ["name": "dispatcher", "password": DemoCity.password, "phone": "13800002076"]
      answers.append(try await browser.submit(form, filled))
    }
    let home = try await browser.get("/")
    var form = try #require(home.form(to: "/preferences"))
    form["return_to"] = target
    form["mode"] = "elder"
    answers.append(try await browser.submit(form))

    for answer in answers {
      if let location = answer.location {
        #expect(["/", "/work"].contains(location), "\(location)")
      }
      for tag in HTMLTag.all(in: answer.bytes) {
        for name in ["href", "src", "action", "value"] {
          #expect(tag[name]?.hasPrefix(target) != true || target.isEmpty, "\(tag)")
        }
      }
    }
  }

  @Test func `marks in pages are bound to the browser and differ from session to session`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    var marks: Set<String> = []
    for person in [TestCity.resident, TestCity.resident, TestCity.neighbour] {
      let page = try await city.browser(as: person).get("/report")
      marks.insert(try #require(page.form(to: "/report/what")?["form_token"]))
    }
    let visitor = city.browser()
    let first = try await visitor.get("/report").form(to: "/report/what")?["form_token"]
    let second = try await visitor.get("/report").form(to: "/report/what")?["form_token"]

    #expect(marks.count == 3)
    // Each page has a mark of its own, and both are the same visitor's.
    #expect(first != nil && second != nil && first != second)
  }
}
