import Kernel
import KernelTesting
import Testing

@testable import App

/// The three steps of a report with answers that do not fit.
struct ReportStepTests {
  @Test func `a place that is none is told and the address kept`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    _ = try await browser.fillReport()
    let form = try #require(try await browser.get("/report/where").form(to: "/report/where"))
    let long = String(repeating: "柳", count: 201)

    for (answers, sentence) in [
      (["address": ""], "写个地址，或者在地图上指一下"),
      (["address": "", "latitude": "nan", "longitude": "inf"], "写个地址，或者在地图上指一下"),
      (["address": "", "latitude": "91", "longitude": "0"], "写个地址，或者在地图上指一下"),
      (["address": "", "latitude": "1e400", "longitude": "x"], "写个地址，或者在地图上指一下"),
      (["address": long], "最多 200 字，现在是 201 字"),
      (["address": "柳巷", "grid": "110101001002011"], "这里不归本区管，请选本区的网格"),
      (["address": "柳巷", "grid": "'; --"], "这里不归本区管，请选本区的网格"),
    ] as [([String: String], String)] {
      let page = try await browser.submit(form, answers)
      #expect(page.status == 422, "\(answers)")
      #expect(page.text.contains(sentence), "\(answers)")
      #expect(page.form(to: "/report/where")?["address"] == answers["address"])
    }
    #expect(city.log.failures == [])
  }

  @Test(arguments: Backend.all)
  func `what another tab has changed is checked again before it is sent`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let first = try #require(try await browser.fillReport().form(to: "/report/check"))
    _ = try await browser.fillReport(["text": "另一个标签页里写的井盖响，夜里吵得睡不着。"])

    let page = try await browser.submit(first, pressing: ("act", "submit"))
    #expect(page.status == 422 && page.text.contains("您在另一个页面改过这份上报"))
    #expect(page.text.contains("井盖响"))
    #expect(try await city.count("cases") == 0)

    let again = try #require(page.form(to: "/report/check"))
    #expect(try await browser.submit(again, pressing: ("act", "submit")).status == 303)
    #expect(try await city.count("cases") == 1)
  }

  @Test func `far too many words are shown again, and no more kept than may be shortened`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let long = String(repeating: "井", count: 40_000)

    let page = try await browser.submit(form, ["kind": "manhole", "text": long])
    let later = try await browser.get("/report")

    #expect(page.status == 422 && page.text.contains("40000"))
    #expect(page.form(to: "/report/what")?["text"] == long)
    #expect(later.form(to: "/report/what")?["text"] == String(long.prefix(10_000)))
    let kept = try await city.database.read { db in
      try db.number("SELECT MAX(LENGTH(body)) FROM report_drafts")
    }
    #expect((10_000..<11_000).contains(kept))
  }

  @Test func `a place pointed at is enough, and finds its grid`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    _ = try await browser.fillReport()
    let grid = try Basemap.load(DemoCityTests.resources).grids[10]
    let form = try #require(try await browser.get("/report/where").form(to: "/report/where"))

    let step = try await browser.submit(
      form,
      ["address": "", "latitude": "\(grid.latitude)", "longitude": "\(grid.longitude)"])
    let check = try await browser.follow(step)

    #expect(step.location == "/report/check")
    #expect(check.text.contains("11 网格"))
  }

  @Test func `a telephone that is none is told; nothing is filed and everything kept`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let check = try await browser.fillReport()
    let form = try #require(check.form(to: "/report/check"))

    let wrong = [
      ("", "请留一个手机号"), ("123", "手机号要 11 位，现在是 3 位"),
      ("１３８0000207", "手机号要 11 位，现在是 10 位"), ("138000020761", "手机号要 11 位，现在是 12 位"),
      ("12345678901", "没有这样的手机号"), ("8221234", "座机前面要写区号"), ("12345", "这是服务热线"),
    ]
    for (phone, said) in wrong {
      let page = try await browser.submit(
        form, ["phone": phone, "public": "no"], pressing: ("act", "submit"))
      #expect(page.status == 422, "\(phone)")
      #expect(page.text.contains(said), "\(phone)")
      let again = try #require(page.form(to: "/report/check"))
      #expect(again["phone"] == phone && again["public"] == "no")
      #expect(page.text.contains(TestCity.text))
    }
    #expect(try await city.count("cases") == 0)
  }

  @Test func `saying the same of a case that one may not see finds nothing and loses nothing`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let (id, _) = try await StrangerTests.privateCase(city)
    let browser = try await city.browser(as: TestCity.neighbour)
    _ = try await browser.fillReport()
    let form = try #require(try await browser.get("/report/where").form(to: "/report/where"))

    var answers: [WebAnswer] = []
    for same in [id, StrangerTests.missing, "x", "'OR'1"] {
      answers.append(try await browser.submit(form, pressing: ("same_as", same)))
    }

    #expect(answers.allSatisfy { $0.status == 404 })
    #expect(Set(answers.map(\.comparable)).count == 1)
    #expect(try await browser.get("/report/check").text.contains(TestCity.text))
  }

  @Test func `steps in another order lead back to the first that is missing`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let mark = try #require(
      try await browser.get("/report").form(to: "/report/what")?["form_token"])

    #expect(try await browser.get("/report/where").location == "/report")
    #expect(try await browser.get("/report/check").location == "/report")
    let sent = try await browser.post(
      "/report/check", form: [("form_token", mark), ("act", "submit")])
    #expect(sent.location == "/report")
    #expect(try await city.count("cases") == 0)
  }

  @Test func `wishes that nobody offers are taken as none`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try #require(try await browser.get("/").form(to: "/preferences"))

    for (name, value) in [
      ("language", "tlh"), ("mode", "<script>"), ("theme", "a;b"), ("density", "\u{202E}"),
      ("nonsense", "x"), ("language", String(repeating: "e", count: 9000)),
    ] {
      let answer = try await browser.submit(form, [name: value])
      #expect(answer.status == 303, "\(name)")
      let page = try await browser.follow(answer)
      #expect(page.status == 200 && page.text.contains("lang=\"zh"), "\(name)=\(value.prefix(9))")
    }
  }

  @Test func `a kind that was not chosen is guessed from the words and can be changed`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let start = try #require(try await browser.get("/report").form(to: "/report/what"))

    let guessed = try await browser.submit(start, ["kind": "", "text": "楼下路灯三天没亮了"])

    #expect(guessed.status == 200 && guessed.text.contains("按您写的先选了“路灯”"))
    #expect(guessed.text.contains("按您写的猜的，不对可改"))
    let again = try #require(guessed.form(to: "/report/what"))
    #expect(again["kind"] == "street_light" && again["text"] == "楼下路灯三天没亮了")
    // Until somebody goes on with it, it is nobody's choice.
    #expect(try await browser.get("/report/where").location == "/report")
    #expect(try await browser.submit(again).location == "/report/where")
  }

  @Test func `a guess that is none of the tiles names its type, and no words no guess`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let start = try #require(try await browser.get("/report").form(to: "/report/what"))

    let guessed = try await browser.submit(start, ["kind": "", "text": "老师补课收费"])
    let again = try #require(guessed.form(to: "/report/what"))
    #expect(guessed.status == 200)
    #expect(again["kind"] == "other" && again["type"] == "education_health")
    let none = try await browser.submit(start, ["kind": "", "text": "不知道是什么"])
    #expect(none.status == 422 && none.text.contains("请选一个类别"))
    let wrong = try await browser.submit(start, ["kind": "dragon", "text": "路灯不亮"])
    #expect(wrong.status == 422 && wrong.text.contains("请选一个类别"))
  }
}
