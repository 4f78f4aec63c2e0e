import Casework
import Kernel
import KernelTesting
import Testing

@testable import App

/// Forms of those who work here, and of the reporter: sent twice, sent late, sent wrong.
struct StaffFormTests {
  /// The form on a page, with real marks.
  static func form(
    _ browser: WebClient, _ page: String, _ act: String
  ) async throws -> WebForm {
    try #require(try await browser.get(page).form(to: page + "/" + act), "\(page)/\(act)")
  }

  @Test(arguments: Backend.all)
  func `who acts on what has changed is told, and keeps what they wrote`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/console/cases/" + id
    let one = try await city.browser(as: "dispatcher")
    let two = try await city.browser(as: "street")
    let accept = try await Self.form(one, page, "accept")
    let refuse = try await Self.form(two, page, "refuse")
    let reason = "这件事双方已经在打官司，要由法院判。"

    let accepted = try await one.submit(accept)
    let late = try await two.submit(
      refuse, ["reason": reason, "ground": "litigation", "channel": "court"])

    #expect(accepted.status == 303)
    #expect(late.status == 409)
    #expect(late.text.contains("您看的时候，调度办了“受理”"))
    #expect(late.text.contains("您写的在这里，可以复制") && late.text.contains(reason))
    #expect(try await city.ids(in: [.accepted]) == [id])
  }

  @Test func `where the form is still offered it comes back filled in`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/console/cases/" + id
    let one = try await city.browser(as: "dispatcher")
    let two = try await city.browser(as: "street")
    let urgent = try await Self.form(one, page, "correction")
    let late = try await Self.form(two, page, "refuse")
    let reason = "这件事双方已经在打官司，要由法院判。"

    _ = try await one.submit(urgent, ["urgency": "urgent"])
    let answer = try await two.submit(
      late, ["reason": reason, "ground": "litigation", "channel": "court"])
    let again = try #require(answer.form(to: page + "/refuse"))

    #expect(answer.status == 409 && answer.text.contains("您看的时候，调度办了“改正”"))
    #expect(again["reason"] == reason && again["version"] == "2")
    #expect(again["ground"] == "litigation" && again["channel"] == "court")
    #expect(try await two.submit(again).status == 303)
    #expect(try await city.ids(in: [.refused]) == [id])
  }

  @Test func `a version that is no number is not as good as none`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/console/cases/" + id
    let browser = try await city.browser(as: "dispatcher")
    let accept = try await Self.form(browser, page, "accept")

    for version in ["x", "-1", "0", "1.0", "99999999999999999999", "１"] {
      let answer = try await browser.submit(accept, ["version": version])
      #expect(answer.status == 409, "\(version) \(answer.status)")
    }
    #expect(try await city.ids(in: [.submitted]) == [id])
  }

  @Test(arguments: Backend.all)
  func `a form sent again, or five times at once, acts once`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/console/cases/" + id
    let browser = try await city.browser(as: "dispatcher")
    let accept = try await Self.form(browser, page, "accept")
    let words = try await Self.form(browser, page, "words")

    let first = try await browser.submit(accept)
    let again = try await browser.submit(accept)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<5 {
        group.addTask { try await browser.submit(words, ["words": "已经问过物业了"]).status }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(first.status == 303 && again.location == first.location)
    #expect(statuses == [303, 303, 303, 303, 303])
    // Submitted, accepted, and one line of words.
    #expect(try await city.count("case_events") == 3)
    #expect(city.log.failures == [])
  }

  @Test func `what is too short, too long or unknown is told and kept`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/console/cases/" + id
    let browser = try await city.browser(as: "dispatcher")
    let refuse = try await Self.form(browser, page, "refuse")
    let long = String(repeating: "长", count: 2001)

    for answers in [
      ["reason": "短", "ground": "litigation", "channel": "court"],
      ["reason": long, "ground": "litigation", "channel": "court"],
      ["reason": "双方已经在打官司，要由法院判", "ground": "dragon", "channel": "court"],
      ["reason": "双方已经在打官司，要由法院判", "ground": "litigation", "channel": "market_regulator"],
    ] {
      let answer = try await browser.submit(refuse, answers)
      #expect(answer.status == 422, "\(answers.mapValues { $0.prefix(20) })")
      #expect(answer.form(to: page + "/refuse")?["reason"] == answers["reason"])
    }
    let mark = try #require(refuse["form_token"])
    let unknown = try await browser.post(page + "/fly", form: [("form_token", mark)])
    #expect(unknown.status == 404)
    #expect(try await city.ids(in: [.submitted]) == [id])
  }

  @Test func `a handler's result is kept with its photos until it is accepted`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")
    let page = "/desk/cases/" + id
    let browser = try await city.browser(as: "power")
    _ = try await browser.submit(try await Self.form(browser, page, "start"))
    let result = try await Self.form(browser, page, "result")

    let short = try await browser.submit(
      result, ["outcome": "solved", "text": "好了"],
      files: [
        FormFile("photos", name: "after.jpg", bytes: Photos.numbered(5)),
        FormFile("photos", name: "virus.jpg", bytes: Photos.program),
      ])
    let again = try #require(short.form(to: page + "/result"))
    let done = try await browser.submit(
      again, ["text": "换了灯泡和镇流器，当场亮了，报事人在场看过，晚上又去看了一次。"])

    #expect(short.status == 422)
    #expect(again["text"] == "好了" && again["outcome"] == "solved")
    #expect(short.text.contains("第 2 张不是照片"))
    #expect(done.status == 303, "\(done.text)")
    #expect(try await city.ids(in: [.reported]) == [id])
    #expect(try await city.count("case_attachments") == 1)
  }

  @Test func `a reporter's words are added once, and kept when they are too long`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/cases/" + id
    let browser = try await city.browser(as: TestCity.resident)
    let words = try await Self.form(browser, page, "words")
    let long = String(repeating: "字", count: 5001)

    let tooLong = try await browser.submit(words, ["words": long])
    let empty = try await browser.submit(words, ["words": "\u{200B}"])
    let first = try await browser.submit(words, ["words": "今天又看了，还是黑的"])
    let again = try await browser.submit(words, ["words": "今天又看了，还是黑的"])
    let other = try await browser.submit(words, ["words": "换了别的话"])

    #expect(tooLong.status == 422 && tooLong.form(to: page + "/words")?["words"] == long)
    #expect(empty.status == 422)
    #expect(first.status == 303 && again.location == first.location)
    // The key of a form says what was sent with it; another text is told, not dropped.
    #expect(other.status == 422 && other.text.contains("换了别的话"))
    #expect(try await city.count("case_events") == 2)
  }
}
