import Kernel
import KernelTesting
import Testing

@testable import App

/// The door of those who work here, as a page.
struct StaffSignInPageTests {
  private static func refusals(_ city: TestCity) async throws -> Int64 {
    try await city.database.read { db in
      try db.number(
        "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.sign_in_refused'")
    }
  }

  @Test(arguments: Backend.all)
  func `what is left open is asked for, and is no failed try`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = city.browser()
    func send(_ name: String, _ password: String) async throws -> WebAnswer {
      let form = try #require(
        try await browser.get("/sign-in/staff").form(to: "/sign-in/staff"))
      return try await browser.submit(form, ["name": name, "password": password])
    }

    let before = try await TableDump(of: city.database)
    // More often than failures are free.
    for _ in 0..<8 {
      let answer = try await send("grid", "")
      #expect(answer.status == 422 && answer.text.contains("请填密码"))
      #expect(!answer.text.contains("请填用户名") && answer.text.contains("value=\"grid\""))
      #expect(answer.text.contains("<title>错误：") && answer.text.contains("href=\"#password\""))
    }
    let both = try await send("", "")
    #expect(both.text.contains("请填用户名") && both.text.contains("请填密码"))
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])

    #expect(try await send("grid", "not this one").text.contains("用户名或密码不对"))
    #expect(try await Self.refusals(city) == 1)
    #expect(try await send("grid", DemoCity.password).status == 303)
  }
}
