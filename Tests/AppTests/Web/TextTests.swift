import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// What people type, and what only looks like it: nothing is lost, everything is answered.
struct TextTests {
  /// One of each is one character to whoever typed it.
  static let characters = ["字", "a", "👍🏽", "👨‍👩‍👧‍👦", "🇨🇳", "é", "e\u{301}", "한", "\u{20000}"]

  @Test func `five thousand characters are filed, one more is told and kept`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))

    for character in Self.characters {
      let text = String(repeating: character, count: 5000)
      let fits = try await browser.submit(form, ["kind": "street_light", "text": text])
      let long = try await browser.submit(form, ["kind": "street_light", "text": text + character])
      #expect(fits.location == "/report/where", "\(character) \(fits.status)")
      #expect(long.status == 422)
      #expect(long.text.contains("最多 5000 字，现在是 5001 字"))
      #expect(long.form(to: "/report/what")?["text"] == text + character)
      #expect(long.form(to: "/report/what")?["kind"] == "street_light")
    }
  }

  @Test(arguments: Backend.all)
  func `the interface counts as people do`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let client = try await city.client(as: TestCity.resident)

    for character in Self.characters {
      let text = String(repeating: character, count: 5000)
      let fits = try await client.post(
        "/api/v1/requests", json: TestCity.report(["description": "\"\(text)\""]))
      let long = try await client.post(
        "/api/v1/requests", json: TestCity.report(["description": "\"\(text + character)\""]))
      #expect(fits.status == 201, "\(character)")
      #expect(long.status == 422, "\(character)")
      let problem: ProblemAnswer = try long.json()
      #expect(problem.errors?.map(\.message) == ["最多 5000 字，现在是 5001 字"])
    }
    #expect(try await city.count("cases") == Int64(Self.characters.count))
  }

  @Test func `line ends count once, as browsers send them`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let lines = String(repeating: "字\r\n", count: 2500)

    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let fits = try await browser.submit(form, ["kind": "street_light", "text": lines + "  "])

    #expect(fits.location == "/report/where")
  }

  @Test func `words that nobody can see are no words`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let client = try await city.client(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))

    for text in ["\u{200B}\u{200B}", "\u{FEFF}", "\u{2060}\u{200D}", "\u{202E}", " \u{3000}\n"] {
      let page = try await browser.submit(form, ["kind": "street_light", "text": text])
      let json = text.replacing("\n", with: "\\n")
      let answer = try await client.post(
        "/api/v1/requests", json: TestCity.report(["description": "\"\(json)\""]))
      #expect(page.status == 422 && page.text.contains("写一句，或者拍一张照片"))
      #expect(answer.status == 422)
    }
  }

  @Test(arguments: Backend.all)
  func `marks that turn words around are left out, joiners stay`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let family = "👨‍👩‍👧"
    let filed = try await city.file(
      as: TestCity.resident,
      [
        "description": "\"路灯\u{202E}gpj.exe\u{202C}坏了\u{2066}\u{2069} \(family)\"",
        "address_string": "\"柳巷\u{202D} 3 号\u{200B}\"",
      ])

    let client = try await city.client(as: TestCity.resident)
    let shown = try await client.get("/api/v1/requests/" + filed.service_request_id)

    #expect(shown.text.contains("\"description\":\"路灯gpj.exe坏了 \(family)\""))
    #expect(shown.text.contains("\"address\":\"柳巷 3 号\""))
  }

  @Test func `an unknown kind is told and the words are kept`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let client = try await city.client(as: TestCity.resident)

    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let page = try await browser.submit(form, ["kind": "dragon", "text": TestCity.text])
    let answer = try await client.post(
      "/api/v1/requests", json: TestCity.report(["item_code": "\"dragon\""]))

    #expect(page.status == 422 && page.text.contains("请选一个类别，不确定就选“都不是”"))
    #expect(page.form(to: "/report/what")?["text"] == TestCity.text)
    let problem: ProblemAnswer = try answer.json()
    #expect(answer.status == 422)
    #expect(problem.errors?.map(\.message) == ["没有这个细类，或者它不属于这个类别"])
  }

  /// What the bytes are, and the bytes themselves as the value of a field.
  static let foreign: [(name: String, bytes: [UInt8])] = [
    ("GBK", [0xC2, 0xB7, 0xB5, 0xC6]), ("cut UTF-8", [0xE8, 0xB7]),
    ("overlong", [0xC0, 0xAF]), ("surrogate", [0xED, 0xA0, 0x80]),
    ("UTF-16", [0xFF, 0xFE, 0xEF, 0x8D]), ("NUL", [0x61, 0x00, 0x62]),
    ("beyond Unicode", [0xF5, 0x80, 0x80, 0x80]),
  ]

  @Test func `bytes that are no text are refused, and what was kept stays`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    _ = try await browser.fillReport()

    for (name, bytes) in Self.foreign {
      for answer in try await Self.send(bytes, browser, city) {
        #expect(answer.status == 400, "\(name) \(answer.path) \(answer.text.prefix(200))")
        #expect(!answer.text.contains("problem."), "\(name): no sentence on \(answer.path)")
      }
      #expect(
        try await browser.get("/report").form(to: "/report/what")?["text"] == TestCity.text)
    }
    #expect(try await city.count("cases") == 0)
  }

  /// The bytes as the value of one field, in every way that a field can come.
  private static func send(
    _ bytes: [UInt8], _ browser: WebClient, _ city: TestCity
  ) async throws -> [WebAnswer] {
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let place = try #require(try await browser.get("/report/where").form(to: "/report/where"))

    let parts = MultipartBody.bytes(
      form.fields.filter { $0.name != "text" }.map { ($0.name, $0.value) }, [])
    let field = Array(
      "--\(MultipartBody.boundary)\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n".utf8)
    let multipart = try await browser.send(
      .post, "/report/what",
      headers: ["Content-Type": "multipart/form-data; boundary=" + MultipartBody.boundary],
      body: field + bytes + [13, 10] + parts)
    let fields = "form_token=\(place["form_token"] ?? "")&address="
    let raw = try await browser.send(
      .post, "/report/where", headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array(fields.utf8) + bytes)
    let escaped = bytes.map { "%" + Hex.encode([$0]) }.joined()
    let urlencoded = try await browser.send(
      .post, "/report/where", headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array((fields + escaped).utf8))
    let query = try await browser.get("/my?q=" + escaped)
    let client = try await city.client(as: TestCity.resident)
    let json = try await client.send(
      .post, "/api/v1/requests", headers: ["Content-Type": "application/json"],
      body: Array(#"{"item_code":"street_light","address_string":"x","description":""#.utf8) + bytes
        + Array("\"}".utf8))

    return [multipart, raw, urlencoded, query, json]
  }

  @Test func `a letter under very many accents is as long as it looks to a browser`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let accents = String(repeating: "\u{301}", count: 100_000)

    let long = try await browser.submit(form, ["kind": "street_light", "text": "灯坏了e" + accents])
    #expect(long.status == 422 && long.text.contains("最多 5000 字，现在是 12501 字"))
    let kept = try #require(long.form(to: "/report/what")?["text"])
    let drafts = try await city.database.read {
      try $0.rows("SELECT body FROM report_drafts").map { try $0.get("body", as: String.self) }
    }
    #expect(kept.unicodeScalars.count == 100_004)
    #expect(drafts.allSatisfy { $0.utf8.count < 250_000 })

    // What is short enough has a title that lists can hold.
    let less = "灯坏了e" + accents.unicodeScalars.prefix(2000).map(String.init).joined()
    _ = try await browser.submit(form, ["kind": "street_light", "text": less])
    let where0 = try #require(try await browser.get("/report/where").form(to: "/report/where"))
    _ = try await browser.submit(
      where0, ["address": "柳巷 12 号楼", "grid": "990101001002011"])
    let check = try await browser.get("/report/check")
    _ = try await browser.submit(
      try #require(check.form(to: "/report/check")), pressing: ("act", "submit"))
    let titles = try await city.database.read {
      try $0.rows("SELECT title FROM cases").map { try $0.get("title", as: String.self) }
    }
    #expect(titles.count == 1 && titles.allSatisfy { $0.unicodeScalars.count <= 240 })
  }
}
