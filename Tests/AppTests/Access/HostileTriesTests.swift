import KernelTesting
import Testing

@testable import App
@testable import Kernel

/// What strangers try is noted, and never so often that it would fill the audit.
struct HostileTriesTests {
  @Test(arguments: Backend.all)
  func `a stranger cannot fill the audit, from however many addresses`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    for number in 0..<(HostileTries.mostAnHour + 20) {
      let browser = city.browser(address: "203.0.113.\(number)")
      for _ in 0..<3 { _ = try await browser.get("/admin/..%2faudit") }
    }
    #expect(try await HostileTests.turnedAway(city).count == HostileTries.mostAnHour)
    // What is tried in another way is told as well.
    _ = try await city.browser().get("/sign-in?return_to=//evil.example")
    #expect(try await HostileTests.turnedAway(city).contains("redirect"))
    let rows = try await TableDump(of: city.database).tables["audit_entries"] ?? []
    #expect(!rows.contains { $0.contains("203.0.113.") || $0.contains("evil") })
  }

  @Test(arguments: [
    "/", "/my", "/report/where", "/files/ab12/small", "/directory/units/%E7%94%B5", "/a%20b",
    "/.well-known/security.txt", "/vendor/leaflet/leaflet.js", "/track/LL-0302-0417",
  ])
  func `a path as pages write it is nothing to note`(path: String) {
    #expect(!HostileTries.isCrooked(path[...]))
  }

  @Test func `another host's name is answered by nobody, and stands on no page`() async throws {
    var wish = TestCity.Wish()
    wish.hosts = ["linli.example.org"]
    let city = try await TestCity.open(.sqlite, wish)
    let browser = city.browser(host: "linli.example.org")

    for host in ["evil.example", "linli.example.org.evil.example", "linli.example.org@evil", ""] {
      let answer = try await city.browser(host: host).get("/sign-in/staff")
      #expect(answer.status == (host.isEmpty ? 400 : 421), "\(host)")
      // A second name beside the right one.
      let second = try await browser.get("/sign-in/staff", headers: ["Host": host])
      #expect(second.status == 400, "\(host)")
      for refusal in [answer, second] {
        #expect(!refusal.text.contains("evil") && refusal.cookies == [])
      }
    }
    #expect(try await HostileTests.turnedAway(city) == ["host"])
    let page = try await browser.get(
      "/sign-in/staff", headers: ["X-Forwarded-Host": "evil.example", "Forwarded": "host=evil"])
    #expect(page.status == 200 && !page.text.contains("evil"))
  }

  @Test(arguments: [
    "/admin/../admin/staff", "/admin//staff", "//admin/staff", "/admin/staff/", "/ADMIN/staff",
    "/admin/staff%2f", "/admin/%73taff/..%2fnew", "/account/../admin/audit", "/admin/staff;x=1",
    "/admin/staff/..%2f..%2fadmin%2faudit", "/%61dmin/audit", "/admin/audit%00", "/./admin/audit",
  ])
  func `a path written otherwise opens no door of administration`(path: String) async throws {
    let city = try await TestCity.open(.sqlite)
    for who in [nil, TestCity.resident, "dispatcher"] {
      let browser = if let who { try await city.browser(as: who) } else { city.browser() }
      let answer = try await browser.get(path)
      #expect([303, 400, 404].contains(answer.status), "\(who ?? "visitor") \(answer.status)")
      #expect(!answer.text.contains("系统管理员") && !answer.text.contains("identity."))
    }
    #expect(city.log.failures == [])
    let isCrooked = !["/admin/staff/", "/ADMIN/staff"].contains(path)
    #expect(try await HostileTests.turnedAway(city) == (isCrooked ? ["path"] : []))
  }
}
