import Casework
import Foundation
import Identity
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// What those who work on a case are offered and told.
struct CaseDeskTests {
  @Test(arguments: Backend.all)
  func `one who did the work is not offered to call back and close it`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let grid = try #require(city.places[0].people["grid"])
    try await city.open.city.accounts.grant(
      "supervision_officer", to: grid, in: .area("990101"))
    try await CaseFaceTests.move(
      city, id, as: "dispatcher", .accept,
      .file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)))
    try await CaseFaceTests.move(city, id, as: "grid", .solveOnSite(CaseFaceTests.result))

    let own = try await city.browser(as: "grid")
    let page = try await own.get("/callbacks/" + id)
    #expect(page.status == 200 && page.form(to: "/callbacks/\(id)/checking") == nil)
    #expect(try await own.get("/callbacks").text.contains(id) == false)
    let other = try await city.browser(as: "supervisor")
    let form = try await StaffFormTests.form(other, "/callbacks/" + id, "checking")
    #expect(try await other.submit(form).status == 303)
    #expect(try await city.ids(in: [.verifying]) == [id])
  }

  @Test(arguments: Backend.all)
  func `that the reporter was told is said only where it is so`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let known = try await city.file(as: TestCity.resident).service_request_id
    let unknown = try await city.file(as: nil).service_request_id
    let staff = try await city.browser(as: "dispatcher")
    func answer(_ id: String, _ act: String, _ answers: [String: String] = [:]) async throws
      -> String
    {
      let form = try await StaffFormTests.form(staff, "/console/cases/" + id, act)
      return try await staff.follow(try await staff.submit(form, answers)).text
    }

    #expect(try await answer(known, "accept").contains("已受理，已告诉上报人。"))
    let refusal = [
      "reason": "这件事双方已经在打官司，要由法院判。", "ground": "litigation", "channel": "court",
    ]
    let untold = try await answer(unknown, "refuse", refusal)
    #expect(untold.contains("不会收到消息") && !untold.contains("已告诉上报人"))
  }

  @Test(arguments: Backend.all)
  func `the answers of a call-back and how it was rated are told`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident, ["is_public": "true"]).service_request_id
    try await city.dispatch(id, to: "power")
    try await CaseFaceTests.move(
      city, id, as: "power", .start(words: nil), .report(CaseFaceTests.result))
    try await CaseFaceTests.move(
      city, id, as: TestCity.resident, .rate(.soSo, contacted: true, words: "来得有点慢"))
    let answers = CallBack(contacted: true, solved: true, satisfied: false)
    try await CaseFaceTests.move(
      city, id, as: "supervisor", .startVerifying,
      .close(Closing(basis: .answers, answers: answers)))

    let faces = [
      ("supervisor", "/callbacks/"), ("dispatcher", "/console/cases/"), ("power", "/desk/cases/"),
      (TestCity.resident, "/cases/"),
    ]
    for (name, path) in faces {
      let page = try await city.browser(as: name).get(path + id)
      #expect(page.text.contains("联系过、解决了、不满意"), "\(name)")
      let rating = page.text.components(separatedBy: "<li class=").first {
        $0.contains("来得有点慢")
      }
      #expect(rating?.contains("还凑合") == true, "\(name)")
      let told = try await city.client(as: name).get("/api/v1/requests/" + id)
      #expect(
        told.text.contains(#""call_back":{"contacted":true,"satisfied":false,"solved":true}"#)
          || told.text.contains(#""call_back":{"contacted":true,"solved":true,"satisfied":false}"#),
        "\(name)")
    }
    let stranger = try await city.client(as: TestCity.neighbour).get("/api/v1/requests/" + id)
    #expect(stranger.status == 200 && !stranger.text.contains("call_back"))
  }

  @Test(arguments: Backend.all)
  func `a correction to what is no code is a mistake of that field`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let staff = try await city.browser(as: "dispatcher")
    let form = try await StaffFormTests.form(staff, "/console/cases/" + id, "correction")
    let before = try await TableDump(of: city.database)

    for field in ["urgency", "request_kind", "confidentiality"] {
      let answer = try await staff.submit(form, [field: "zzz", "title": "柳巷路灯三天不亮"])
      #expect(answer.status == 422, "\(field)")
      #expect(answer.text.contains("href=\"#correction_\(field)\""), "\(field)")
      #expect(answer.text.contains("id=\"correction_\(field)\""), "\(field)")
      let told = try await city.client(as: "dispatcher").post(
        "/api/v1/requests/\(id)/moves", json: #"{"move":"correct","\#(field)":"zzz"}"#)
      #expect(told.status == 422 && told.text.contains(field), "\(told.text)")
    }
    let after = try await TableDump(of: city.database)
    #expect(before.changes(to: after).allSatisfy { !$0.contains(" case") })
  }

  @Test(arguments: Backend.all)
  func `a case of the whole district names it where its place is corrected`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident, ["area_code": "\"990101\""])
      .service_request_id

    let names = city.open.site.name
    for (language, name) in [(Language.chinese, names.chinese), (.english, names.english)] {
      var preferences = Preferences()
      preferences.set("language", language.rawValue)
      let staff = try await city.browser(as: "dispatcher")
      staff.setCookie("\(Preferences.cookieName)=\(preferences.cookie); Path=/")
      let page = try await staff.get("/console/cases/" + id)
      #expect(page.text.contains("<option value=\"990101\" selected>\(name)</option>"))
    }
  }

  @Test(arguments: [
    ("admin", "/admin/staff"), ("security", "/admin/staff"), ("privacy", "/rights-desk"),
    ("auditor", "/admin/audit"), ("dispatcher", "/console"), ("grid", "/desk"),
    ("supervisor", "/callbacks"), (TestCity.resident, "/"),
  ])
  func `work begins on the page that a role is for`(name: String, path: String) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: name)

    #expect(try await browser.get("/work").location == path)
    #expect(try await browser.get(path).status == 200)
  }
}
