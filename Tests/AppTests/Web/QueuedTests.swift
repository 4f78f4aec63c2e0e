import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// Reports that waited on a device without network.
struct QueuedTests {
  private static let key = "device-key-0123456789abcdef"
  private static let voice = SpokenNotes.webm()

  private struct Taken: Decodable { let id: String }
  private struct Received: Decodable {
    let no: String
    let path: String
  }

  private func form(_ browser: WebClient, _ answers: [String: String] = [:]) async throws
    -> WebForm
  {
    let page = try await browser.get("/report/offline")
    let form = try #require(page.form(to: "/report/queued"))
    return form.with(
      [
        "command_key": Self.key, "answer": "json", "kind": "street_light", "text": TestCity.text,
        "address": "柳巷 3 号楼",
      ].merging(answers) { $1 })
  }

  private func send(
    _ file: FormFile, _ browser: WebClient, key: String = QueuedTests.key
  ) async throws -> WebAnswer {
    let fields = try await form(browser, ["command_key": key]).fields.map { ($0.name, $0.value) }
    return try await browser.post("/report/queued/files", multipart: fields, files: [file])
  }

  private static let photo = FormFile("photos", name: "灯.jpg", bytes: Photos.jpeg)

  @Test(arguments: Backend.all)
  func `however often it is sent, it is one report`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let photo: Taken = try await send(Self.photo, browser).json()
    let again: Taken = try await send(Self.photo, browser).json()
    let said: Taken = try await send(
      FormFile("voice", name: "voice", type: "audio/webm", bytes: Self.voice), browser
    ).json()
    #expect(photo.id == again.id)

    let answers = ["photos": photo.id, "voice": said.id]
    let first: Received = try await browser.submit(try await form(browser, answers)).json()
    let second: Received = try await browser.submit(try await form(browser, answers)).json()

    #expect(first.no == second.no && first.path == second.path)
    let mine = try await browser.get("/my")
    #expect(mine.text.matches(of: #/href="\/cases\//#).count == 1)
    let path = try #require(mine.text.firstMatch(of: #/href="(\/cases\/[^"]+)"/#)).1
    let page = try await browser.get(String(path))
    #expect(page.text.contains("/files/\(photo.id)") && page.text.contains("/files/\(said.id)"))
    #expect(city.log.failures == [])
  }

  @Test func `sent with the same key from another browser it is still one`() async throws {
    let city = try await TestCity.open(.sqlite)
    let first: Received = try await submitted(city.browser(), ["phone": "13800002076"]).json()
    let second: Received = try await submitted(city.browser(), ["phone": "13800002076"]).json()
    #expect(first.no == second.no)
  }

  private func submitted(
    _ browser: WebClient, _ answers: [String: String] = [:]
  ) async throws -> WebAnswer {
    try await browser.submit(try await form(browser, answers))
  }

  @Test func `a file that did not come with the key is nobody's to use`() async throws {
    let city = try await TestCity.open(.sqlite)
    let owner = try await city.browser(as: TestCity.resident)
    let photo: Taken = try await send(Self.photo, owner).json()
    let thief = try await city.browser(as: TestCity.neighbour)

    let answer = try await submitted(
      thief, ["command_key": "another-key-0123456789abcdef", "photos": photo.id])

    #expect(answer.status == 410)
    #expect(try await thief.get("/my").text.contains("/cases/") == false)
    #expect(try await thief.get("/files/\(photo.id)").status == 404)
  }

  @Test func `what is missing is told in words, and can be sent again`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()

    let refused = try await submitted(browser)
    #expect(refused.status == 422 && refused.text.contains("请留一个手机号"))
    let bare = try await submitted(
      browser, ["kind": "", "text": "", "address": "", "phone": "13800002076"])
    #expect(bare.status == 422 && bare.text.contains("请选一个类别"))
    let sent: Received = try await submitted(browser, ["phone": "13800002076"]).json()
    #expect(sent.path.contains("code="))
    let short = try await submitted(browser, ["command_key": "short"])
    #expect(short.status == 400)
  }

  @Test func `the draft it began as is gone with it`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    _ = try await browser.fillReport()

    let sent: Received = try await submitted(browser, ["from_draft": "yes"]).json()

    #expect(!sent.no.isEmpty)
    #expect(try await browser.get("/report/check").location == "/report")
  }

  @Test
  func `whom it was to be hidden from holds for the report that was finished without network`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let check = try await browser.fillReport()
    // As the draft is kept when somebody is sent off to sign in.
    _ = try await browser.submit(
      try #require(check.form(to: "/report/check")), ["hidden": "yes", "public": "no"],
      pressing: ("act", "send_code"))

    _ = try await submitted(browser, ["from_draft": "yes"])

    let hidden = try await city.database.read {
      try $0.number(
        "SELECT COUNT(*) FROM cases WHERE hides_from_handler AND confidentiality <> 'public'")
    }
    #expect(hidden == 1)
  }

  @Test(arguments: Backend.all)
  func `photos that had arrived before the network went are filed with it, each once`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let begun = try #require(try await browser.get("/report").form(to: "/report/what"))
    let arrived: Taken = try await PhotoByPhotoTests.send(
      Photos.numbered(1), browser, begun
    ).json()
    let late: Taken = try await send(
      FormFile("photos", name: "2.jpg", bytes: Photos.numbered(2)), browser
    ).json()

    let photos = [arrived.id, late.id, arrived.id].joined(separator: " ")
    let foreign = try await submitted(browser, ["photos": photos])
    let sent: Received = try await submitted(
      browser, ["photos": photos, "from_draft": "yes"]
    ).json()

    // Only who began it as a draft may name what the draft holds.
    #expect(foreign.status == 410 && foreign.text.contains("请重新选"))
    #expect(!sent.no.isEmpty)
    let attached = try await city.database.read { db in
      try db.rows("SELECT file FROM case_attachments ORDER BY file").map {
        try $0.get("file", as: String.self)
      }
    }
    #expect(attached == [arrived.id, late.id].sorted())
    #expect(try await browser.get("/report/check").location == "/report")
  }

  @Test func `a voice is played to those who may see the case, in parts too`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let start = try #require(try await browser.get("/report").form(to: "/report/what"))
    let what = try await browser.submit(
      start, ["kind": "street_light", "text": ""],
      files: [FormFile("voice", name: "voice", type: "audio/webm", bytes: Self.voice)])
    #expect(what.location == "/report/where")
    let place = try #require(try await browser.follow(what).form(to: "/report/where"))
    let step = try await browser.submit(
      place, ["address": "柳巷 3 号楼", "grid": "990101001002011"])
    let check = try await browser.follow(step)
    let file = try #require(check.text.firstMatch(of: #/src="(\/files\/[0-9a-f]{64})"/#)).1
      .description
    let last = try #require(check.form(to: "/report/check"))
    _ = try await browser.submit(last, pressing: ("act", "submit"))

    let whole = try await browser.get(file)
    // Only the sound is kept.
    let kept = try VoiceCleaner().clean(Self.voice)
    #expect(whole.bytes == kept && whole["content-type"] == "audio/webm")
    let part = try await browser.send(.get, file, headers: ["Range": "bytes=4-7"])
    #expect(part.status == 206 && part.bytes == Array(kept[4...7]))
    #expect(part["content-range"] == "bytes 4-7/\(kept.count)")
    let past = try await browser.send(.get, file, headers: ["Range": "bytes=999-"])
    #expect(past.status == 416)
    #expect(try await browser.get(file + "/small").status == 404)
    #expect(try await city.browser(as: "dispatcher").get(file).status == 200)
    #expect(try await city.browser(as: TestCity.neighbour).get(file).status == 404)
    #expect(try await city.browser().get(file).status == 404)
  }

  @Test func `what is no recording is told and nothing else lost`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let start = try #require(try await browser.get("/report").form(to: "/report/what"))

    let page = try await browser.submit(
      start, ["kind": "street_light", "text": TestCity.text],
      files: [FormFile("voice", name: "a.webm", type: "audio/webm", bytes: Photos.html)])

    #expect(page.status == 422 && page.text.contains("这不是录音"))
    #expect(page.form(to: "/report/what")?["text"] == TestCity.text)
  }
}
