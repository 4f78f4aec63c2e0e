import Contracts
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Directory

/// The directory as its administrator keeps it, through the real app.
struct DirectoryAdminTests {
  private func message(_ answer: WebAnswer) -> String {
    answer.text.replacing(#/<[^>]*>/#, with: " ")
  }

  @Test(arguments: Backend.all)
  func `a unit is added, refused with its answers kept, changed and ended`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let admin = try await city.browser(as: "admin")
    let list = try await admin.get("/directory/units")
    #expect(list.text.contains("供电所"))

    let page = try await admin.get("/directory/units/new")
    let form = try #require(page.form(to: "/directory/units/new"))
    let wrong = try await admin.submit(
      form, ["unit": "gardens", "name": "园林所", "phone": "019-6100", "credit": "91350100M000100Y44"])
    #expect(wrong.status == 422)
    #expect(message(wrong).contains("校验码对不上"))
    let again = try #require(wrong.form(to: "/directory/units/new"))
    #expect(again["name"] == "园林所" && again["credit"] == "91350100M000100Y44")

    let made = try await admin.submit(again, ["phone": "019-61000050", "credit": ""])
    #expect(made.location == "/directory/units/entries/gardens?done=created")
    let opened = try await admin.follow(made)
    #expect(message(opened).contains("已新增"))

    // Two people have it open; the second is told and keeps what was typed.
    let change = try #require(opened.form(to: "/directory/units/entries/gardens"))
    _ = try await admin.submit(change, ["name": "园林管理所"])
    let second = try await admin.get("/directory/units/new")
    #expect(second.status == 200)
    let stale = try await admin.submit(change, ["phone": "019-61000051", "command_key": "another"])
    #expect(stale.status == 409)
    #expect(message(stale).contains("改了：名称"))
    let kept = try #require(stale.form(to: "/directory/units/entries/gardens"))
    #expect(kept["phone"] == "019-61000051" && kept["version"] == "2")

    let end = try #require(stale.form(to: "/directory/units/entries/gardens/end"))
    let ended = try await admin.submit(end, ["ended": "2026-03-02"])
    #expect(ended.location == "/directory/units/entries/gardens?done=ended")
    #expect(try await city.open.city.directory.plan().hasUnit("gardens") == false)
    #expect(try await city.open.city.directory.plan().unit("gardens")?.name == "园林管理所")
  }

  @Test(arguments: Backend.all)
  func `a file is checked, shown and put in force by one click, however often`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let admin = try await city.browser(as: "admin")
    func send(_ text: String) async throws -> WebAnswer {
      let page = try await admin.get("/directory/units/import")
      let form = try #require(page.form(to: "/directory/units/import"))
      return try await admin.submit(
        form, files: [FormFile("file", name: "a.csv", type: "text/csv", bytes: Array(text.utf8))])
    }
    let head = "单位代码,名称,单位性质,值班电话\r\n"

    let faulty = try await admin.follow(try await send(head + "gardens,园林所,企业,1\r\n"))
    #expect(message(faulty).contains("有错误，什么都没改"))
    #expect(!faulty.text.contains("fingerprint"))
    let none = try await send("名字\r\n")
    #expect(none.status == 422 && message(none).contains("没有认识的列名"))

    let staged = try await send(head + "gardens,园林所,企业,019-61000050\r\n")
    let shown = try await admin.follow(staged)
    let path = try #require(staged.location)
    #expect(path.hasPrefix("/directory/units/imports/"))
    #expect(try await city.open.city.directory.plan().hasUnit("gardens") == false)
    let confirm = try #require(shown.form(to: path))
    for _ in 0..<2 {
      #expect(try await admin.submit(confirm).location == path)
    }
    #expect(message(try await admin.get(path)).contains("已生效"))
    #expect(try await city.open.city.directory.plan().hasUnit("gardens"))
    #expect(try await city.count("directory_changes") == 1)

    let other = try await city.browser(as: "dispatcher")
    #expect(try await other.get(path).status == 404)
  }

  @Test func `what was exported is read without a change, in every format`() async throws {
    let city = try await TestCity.open(.sqlite)
    let admin = try await city.browser(as: "admin")
    for register in ["units", "regions", "grids"] {
      for format in ["xlsx", "csv", "utf8", "gb18030"] {
        let file = try await admin.get("/directory/\(register)/export?format=\(format)")
        #expect(file["Content-Disposition"]?.contains("attachment") == true)
        let page = try await admin.get("/directory/\(register)/import")
        let form = try #require(page.form(to: "/directory/\(register)/import"))
        let answer = try await admin.submit(
          form.with(["complete": "yes"]),
          files: [FormFile("file", name: "a.\(format)", bytes: file.bytes)])
        let plan = try await admin.follow(answer)
        #expect(message(plan).contains("和现在的一样"), "\(register) \(format)")
      }
    }
  }

  @Test(arguments: ["dispatcher", "security", "auditor", "power", TestCity.resident, nil])
  func `nobody else finds it`(who: String?) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser: WebClient
    if let who { browser = try await city.browser(as: who) } else { browser = city.browser() }
    for path in [
      "/directory/units", "/directory/units/new", "/directory/units/export",
      "/directory/units/entries/power", "/directory/units/import",
    ] {
      let status = try await browser.get(path).status
      #expect(status == (who == nil ? 303 : 404) || status == 401, "\(path)")
    }
  }

  @Test func `an ended unit gets no case from a page that was open before`() async throws {
    let city = try await TestCity.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident)
    let today = CityTime.date(of: city.clock.now)
    let actions = try #require(
      city.open.city.capabilities.compactMap { $0 as? DirectoryCapability }.first
    ).registers
    let water = try await actions.open(.units, "water").entry
    try await actions.end(
      .units, "water", on: today, expecting: water.version,
      by: Viewer(person: nil, client: "test"), key: nil)

    let browser = try await city.browser(as: "dispatcher")
    let path = "/console/cases/\(filed.service_request_id)"
    let accepted = try await browser.get(path)
    let form = try #require(accepted.form(to: path + "/accept"))
    _ = try await browser.submit(form)
    let page = try await browser.get(path)
    #expect(!page.text.contains("value=\"water\""))
    let dispatch = try #require(page.forms.first { $0.action.hasSuffix("/dispatch") })
    let answer = try await browser.submit(dispatch, ["unit": "water"])
    #expect(answer.status == 422)
  }
}
