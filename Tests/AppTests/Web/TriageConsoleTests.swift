import Foundation
import KernelTesting
import Language
import Testing

@testable import App
@testable import Kernel

/// The class that the words point to, as a dispatcher sees it.
struct TriageConsoleTests {
  private static let examples = [
    ("环境保护", ["噪音", "污水", "黑烟", "臭气", "粉尘"]),
    ("教育文体", ["学校", "老师", "补课", "学位", "招生"]),
  ].flatMap { label, words in
    words.flatMap { word in
      words.map {
        TriageExample(TriageMessage(subject: word, text: word + "的事，还有" + $0), label: label)
      }
    }
  }

  private static func city(_ backend: Backend) async throws -> TestCity {
    try await TestCity.open(
      backend, TestCity.Wish(triage: TriageModel(learning: examples)))
  }

  private static func file(_ city: TestCity, _ words: String) async throws -> String {
    "/console/cases/"
      + (try await city.file(as: TestCity.resident, ["description": "\"\(words)\""]))
      .service_request_id
  }

  /// The form that takes the suggestion: it says one class and nothing else.
  private static func form(_ page: WebAnswer, _ path: String) -> WebForm? {
    HTMLTag.all(in: page.bytes).contains { $0["id"] == "advice" }
      ? page.form(to: path + "/correction") : nil
  }

  @Test(arguments: Backend.all)
  func `it is shown with the words that decided, and taken in one tap`(
    backend: Backend
  ) async throws {
    let city = try await Self.city(backend)
    let path = try await Self.file(city, "楼下工厂夜里噪音大，臭气也大")
    let browser = try await city.browser(as: "dispatcher")
    let page = try await browser.get(path)

    #expect(page.text.contains("建议：") && page.text.contains("「噪音"), "\(page.text)")
    let form = try #require(Self.form(page, path))
    #expect(form["class_code"] == "environment")
    #expect(try await browser.submit(form).status == 303)
    let after = try await browser.get(path)
    #expect(after.text.contains("建议和现在一样"))
    #expect(try await Self.classes(city) == ["environment"])
  }

  @Test func `in English the sentence is English, the words as they were written`() async throws {
    let city = try await Self.city(.sqlite)
    let path = try await Self.file(city, "老师要大家补课")
    let browser = try await city.browser(as: "dispatcher")
    var preferences = Preferences()
    preferences.set("language", Language.english.rawValue)
    browser.setCookie("\(Preferences.cookieName)=\(preferences.cookie); Path=/")
    let page = try await browser.get(path)

    #expect(page.text.contains("because of “"), "\(page.text)")
  }

  @Test func `words that point nowhere, and a site that learned nothing, suggest nothing`()
    async throws
  {
    let city = try await Self.city(.sqlite)
    let path = try await Self.file(city, "abc")
    #expect(!(try await city.browser(as: "dispatcher").get(path)).text.contains("id=\"advice\""))

    let plain = try await TestCity.open(.sqlite)
    let other = try await Self.file(plain, "噪音和臭气")
    #expect(!(try await plain.browser(as: "dispatcher").get(other)).text.contains("id=\"advice\""))
  }

  private static func classes(_ city: TestCity) async throws -> [String] {
    try await city.database.read { db in
      try db.rows("SELECT class_code FROM cases ORDER BY id").map { try $0.get("class_code") }
    }
  }

  @Test func `a folder that is damaged stops the server with a sentence, none is none`() throws {
    let folder = try ScratchFolder.make()
    var settings = AppSettings(
      dataDirectory: folder, databaseURL: nil, environment: [:])
    try settings.readTriage()
    #expect(settings.triage == nil)
    try TriageModel(learning: Self.examples).write(to: folder + "/triage")
    try settings.readTriage()
    #expect(settings.triage?.examples == 50)
    try Data("{}".utf8).write(to: URL(filePath: folder + "/triage/model.json"))
    #expect(throws: TriageFault.self) { try settings.readTriage() }
    #expect(
      AppSettings.mistakes(in: ["LINLI_TRIAGE": "/nowhere"])
        == [
          "LINLI_TRIAGE is “/nowhere”: there is no such folder: make one with linli triage train."
        ])
  }
}
