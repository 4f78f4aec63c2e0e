import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

/// What administrators and auditors read.
struct AdminPageTests {
  @Test(arguments: Backend.all)
  func `a post is called in the reader's language, as far as it was said`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    func browser(_ name: String, _ language: Language) async throws -> WebClient {
      var preferences = Preferences()
      preferences.set("language", language.rawValue)
      let browser = try await city.browser(as: name)
      browser.setCookie("\(Preferences.cookieName)=\(preferences.cookie); Path=/")
      return browser
    }
    let admin = try await browser("admin", .english)
    let form = try #require(
      try await admin.get("/admin/staff/new").form(to: "/admin/staff"))
    let person = ["name": "赵工", "login": "lamps", "post": "路灯班"]
    let long = try await admin.submit(
      form, person.merging(["post_en": String(repeating: "x", count: 61)]) { $1 })
    #expect(long.status == 422 && long.text.contains("href=\"#post_en\""))
    let made = try await admin.submit(form, person.merging(["post_en": "Lamp crew"]) { $1 })
    #expect(made.status < 400, "\(made.text)")

    let list = try await admin.get("/admin/staff?q=lamp").text
    #expect(list.contains("Lamp crew") && !list.contains("路灯班"))
    #expect(try await browser("admin", .chinese).get("/admin/staff").text.contains("路灯班"))
    let id = try #require(city.places[0].people["grid"]?.rawValue)
    let page = try #require(
      try await admin.get("/admin/staff/" + id).form(to: "/admin/staff/\(id)/post"))
    #expect(page["post"] == "11 网格员" && page["post_en"] == "Grid worker, grid 11")
    let empty = try await admin.submit(page, ["post": " "])
    #expect(empty.status == 422 && empty.text.contains("href=\"#post\""))
    let changed = try await admin.submit(page, ["post_en": "Warden of grid 11"])
    #expect(changed.location == "/admin/staff/\(id)?done=post", "\(changed.text)")
    let desk = try await browser("grid", .english).get("/desk").text
    #expect(desk.contains("Warden of grid 11") && !desk.contains("11 网格员"))
    let english = try await browser("dispatcher", .english).get("/console").text
    #expect(english.contains("District dispatcher") && !english.contains("区调度员"))
    #expect(try await browser("dispatcher", .chinese).get("/console").text.contains("区调度员"))
  }

  @Test(arguments: [
    (Language.chinese, "同一账号错几次开始等：填 3 到 10 之间的整数", "密码最少几位：填 8 到 64 之间的整数"),
    (.english, "", ""),
  ])
  func `each rule that cannot be is named in the summary`(
    language: Language, first: String, second: String
  ) async throws {
    let city = try await TestCity.open(.sqlite)
    var preferences = Preferences()
    preferences.set("language", language.rawValue)
    let security = try await city.browser(as: "security")
    security.setCookie("\(Preferences.cookieName)=\(preferences.cookie); Path=/")
    let form = try #require(try await security.get("/admin/limits").form(to: "/admin/limits"))

    let page = try await security.submit(form, ["free_failures": "99", "password_length": "x"])

    #expect(page.status == 422)
    let summary =
      page.text.components(separatedBy: "id=\"errors\"").last?
      .components(separatedBy: "</div>").first ?? ""
    let words = try PageBench.shared().renderer.words
    for limit in ["free_failures", "password_length"] {
      let label = words.text("limit." + limit, in: language)
      #expect(summary.contains(label + (language == .chinese ? "：" : ": ")), "\(summary)")
    }
    if language == .chinese { #expect(summary.contains(first) && summary.contains(second)) }
    // Beside the field its name stands already.
    #expect(page.text.components(separatedBy: "同一账号错几次开始等：").count <= 2)
  }
}
