import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// Bodies that are too big, cut off, of another kind, or no JSON.
struct BodyTests {
  static let api = "/api/v1/requests"

  @Test func `a body over the limit is refused on pages and interface`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let client = try await city.client(as: TestCity.resident)
    _ = try await browser.fillReport()
    let place = try #require(try await browser.get("/report/where").form(to: "/report/where"))

    let page = try await browser.submit(
      place, ["address": String(repeating: "a", count: 1_200_000)])
    let json = try await client.post(
      Self.api, json: "{\"description\":\"" + String(repeating: "a", count: 300_000) + "\"}")

    #expect(page.status == 413 && page.text.contains("内容太大，没传上来"))
    #expect(page.text.contains("文字太长，没有收下") && !page.text.contains("照片每张"))
    #expect(page.text.contains(String(repeating: "a", count: 1_200_000)))
    #expect(json.status == 413 && json["Content-Type"] == "application/problem+json")
    #expect(try await browser.get("/report/check").text.contains("柳巷 3 号楼"))
    #expect(try await city.count("cases") == 0)
  }

  @Test func `of words that are far too many as many as possible are given back`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let long = String(repeating: "井盖响", count: 3 << 17)
    #expect(long.utf8.count > 3 << 20)

    let page = try await browser.submit(form, ["kind": "manhole", "text": long])

    #expect(page.status == 413 && page.text.contains("文字太长，没有收下"))
    #expect(page.text.contains(String(long.prefix(500_000))))
    #expect(try await city.count("report_drafts") == 0)
    let photos = try await browser.submit(
      form, ["kind": "manhole", "text": TestCity.text],
      headers: ["Content-Length": String(1 << 30)])
    #expect(photos.status == 413 && photos.text.contains("照片每张"))
  }

  @Test(arguments: [false, true])
  func `words in another encoding are refused and given back`(hasFiles: Bool) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let words = "柳巷三号楼的路灯不亮"
    let bytes = try #require(GB18030.bytes(of: words))
    let mark = try #require(form["form_token"])

    let plain = "form_token=\(URLEncoded.encode(mark))&kind=street_light&text="
    let page = try await browser.send(
      .post, "/report/what",
      headers: [
        "Content-Type": hasFiles
          ? "multipart/form-data; boundary=" + MultipartBody.boundary
          : "application/x-www-form-urlencoded"
      ],
      body: hasFiles
        ? MultipartBody.bytes([("form_token", mark), ("kind", "street_light")], [])
          .replacing(Array("street_light".utf8), with: bytes)
        : Array(plain.utf8) + bytes)

    #expect(page.status == 400 && page.text.contains("不是 UTF-8"))
    #expect(page.text.contains(words))
    #expect(try await city.count("report_drafts") == 0)
    let foreign = try await browser.send(
      .post, "/report/what", headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array("form_token=x&text=".utf8) + bytes)
    #expect(foreign.status == 403 && !foreign.text.contains(words))
  }

  @Test func `a body without a length is measured as it comes`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: TestCity.resident)
    let piece = [UInt8](repeating: 32, count: 64 * 1024)

    let fits = try await client.send(
      .post, Self.api, headers: ["Content-Type": "application/json"],
      pieces: TestCity.report().utf8.map { [$0] })
    let long = try await client.send(
      .post, Self.api, headers: ["Content-Type": "application/json"],
      pieces: [piece, piece, piece, piece, piece])

    #expect(fits.status == 201)
    #expect(long.status == 413)
  }

  @Test func `a body that breaks off stores nothing and is nobody's failure`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: TestCity.resident)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let whole = MultipartBody.bytes(
      form.fields.map { ($0.name, $0.value) }, [FormFile("photos", name: "a", bytes: Photos.jpeg)])
    let type = "multipart/form-data; boundary=" + MultipartBody.boundary
    let report = Array(TestCity.report().utf8)

    let json = try await client.send(
      .post, Self.api, headers: ["Content-Type": "application/json"],
      pieces: [Array(report.prefix(40))], isCut: true)
    let page = try await browser.send(
      .post, "/report/what", headers: ["Content-Type": type],
      pieces: [Array(whole.prefix(whole.count - 300))], isCut: true)
    let ended = try await browser.send(
      .post, "/report/what", headers: ["Content-Type": type],
      body: Array(whole.prefix(whole.count - 300)))

    #expect(json.status == 400 && page.status == 400 && ended.status == 400)
    #expect(ended.text.contains("传到一半"))
    #expect(city.log.failures == [])
    #expect(try await city.count("cases") == 0)
    #expect(try await city.count("report_drafts") == 0)
  }

  @Test func `what comes in another form is refused as such`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let client = try await city.client(as: TestCity.resident)
    let place = try #require(try await browser.fillReport().form(to: "/report/check"))
    let fields = place.fields.map { ($0.name, $0.value) }

    let answers = [
      try await browser.post("/report/check", json: "{}"),
      try await browser.post("/report/check", multipart: fields),
      try await browser.send(.post, "/report/check", body: Array("a=b".utf8)),
      try await client.post(Self.api, form: [("description", "x")]),
      try await client.post(Self.api, multipart: [("description", "x")]),
      try await client.send(.post, Self.api, body: Array(TestCity.report().utf8)),
      try await client.post(
        Self.api, json: TestCity.report(), headers: ["Content-Type": "text/json"]),
    ]

    #expect(answers.map(\.status) == [Int](repeating: 415, count: 7))
    #expect(try await city.count("cases") == 0)
  }

  static let notJSON = [
    "", "{", "nope", "[]", "\"text\"", "{\"description\":}", "{\"a\":1,}", "{'a':1}",
    "{\"description\":\"\u{1}\"}", "{\"lat\":NaN}", "{\"lat\":01}", "{} {}", "\u{FEFF}{}",
    "{\"description\":\"\\ud800\"}", "{\"description\":\"\\u0000\"}", "{\"a\":/* */1}",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 40_000),
    "{\"description\":\"a\",\"description\":\"b\"}",
    "{\"descripti\\u006fn\":\"a\",\"description\":\"b\"}",
  ]

  @Test func `what is no JSON object is refused with a sentence`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: TestCity.resident)

    for body in Self.notJSON {
      let answer = try await client.post(Self.api, json: body)
      #expect(answer.status == 400 || answer.status == 422, "\(body.prefix(40))")
      #expect(answer["Content-Type"] == "application/problem+json")
      let problem: ProblemAnswer = try answer.json()
      #expect(!problem.title.isEmpty && !problem.detail.isEmpty)
      #expect(!problem.detail.hasPrefix("problem."), "no sentence: \(problem.detail)")
    }
    #expect(city.log.failures == [])
    #expect(try await city.count("cases") == 0)
  }

  static let wrong = [
    "{\"lat\":\"north\"}", "{\"lat\":1e999,\"long\":1}", "{\"lat\":91,\"long\":0}",
    "{\"lat\":36.8}", "{\"long\":181,\"lat\":0}", "{\"is_public\":\"yes\"}", "{\"description\":7}",
    "{\"area_code\":\"110101\"}",
    "{\"area_code\":\"９９０１０１\"}", "{\"phone\":\"12345\"}",
  ]

  @Test func `of two members for one answer the one that is wrong is named`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: TestCity.resident)
    let taken = try await client.post(Self.api, json: TestCity.report())
    let id = try taken.json(as: TestCity.Filed.self).service_request_id
    let desk = try await city.client(as: "dispatcher")
    let correct = "{\"move\":\"correct\",\"service_code\":\"traffic\",\"item_code\":\"ufo\"}"

    for (answer, field, sentence) in [
      (
        try await client.post(Self.api, json: TestCity.report(["item_code": "\"ufo\""])),
        "item_code", "没有这个细类"
      ),
      (
        try await client.post(Self.api, json: TestCity.report(["service_code": "\"traffic\""])),
        "item_code", "没有这个细类"
      ),
      (
        try await client.post(
          Self.api, json: TestCity.report(["item_code": nil, "service_code": "\"ufo\""])),
        "service_code", "请选一个类别"
      ),
      (
        try await client.post(Self.api, json: TestCity.report(["lat": "91", "long": "0"])),
        "lat", "纬度 -90 到 90"
      ),
      (
        try await desk.post(Self.api + "/\(id)/moves", json: correct), "item_code", "没有这个细类"
      ),
      (
        try await client.post(
          Self.api, json: TestCity.report(), headers: ["Idempotency-Key": "a b"]),
        "Idempotency-Key", "可见的 ASCII 字符"
      ),
    ] {
      let problem: ProblemAnswer = try answer.json()
      #expect(answer.status == 422)
      #expect(problem.errors?.map(\.field) == [field], "\(answer.text)")
      #expect(problem.errors?.first?.message.contains(sentence) == true, "\(answer.text)")
    }
    for (text, sentence) in [("\\u0000", "U+0000"), ("\\ud800", "半个字符")] {
      let answer = try await client.post(
        Self.api, json: TestCity.report(["description": "\"\(text)\""]))
      #expect(answer.status == 400)
      #expect(try answer.json(as: ProblemAnswer.self).detail.contains(sentence))
    }
  }

  @Test func `wrong values name their field`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: TestCity.resident)
    let body = "{\"item_code\":\"street_light\",\"title\":\"x\",\"address_string\":\"y\","

    for json in Self.wrong {
      let field = try #require(json.firstMatch(of: #/"([a-z_]+)"/#)).1
      let answer = try await client.post(Self.api, json: body + json.dropFirst())
      let problem: ProblemAnswer = try answer.json()
      #expect(answer.status == 422 || answer.status == 400, "\(answer.text)")
      #expect(
        problem.errors?.contains { $0.field == field } ?? (answer.status == 400), "\(answer.text)")
    }
    #expect(try await city.count("cases") == 0)
  }
}
