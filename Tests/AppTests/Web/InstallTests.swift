import Kernel
import KernelTesting
import Testing

@testable import App

/// What phones need to keep the service on their first screen.
struct InstallTests {
  private struct Manifest: Decodable {
    let name: String
    let start_url: String
    let icons: [Icon]
    struct Icon: Decodable { let src: String }
  }

  @Test(arguments: [("zh-Hans", "邻里"), ("en", "Linli")])
  func `the manifest speaks both languages and its icons are there`(
    tag: String, name: String
  ) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()

    let answer = try await browser.get("/manifest.webmanifest?lang=" + tag)
    let manifest: Manifest = try answer.json()

    #expect(answer["content-type"] == "application/manifest+json")
    #expect(manifest.name.hasPrefix(name) && manifest.start_url == "/")
    #expect(manifest.icons.count == 2)
    for icon in manifest.icons {
      let picture = try await browser.get(icon.src)
      #expect(picture.status == 200 && picture["content-type"] == "image/png")
      #expect(ContentType.sniff(picture.bytes) == .png)
    }
  }

  @Test func `the worker keeps what is there and its pages name nobody`() async throws {
    let city = try await TestCity.open(.sqlite)
    let worker = try await city.browser().get("/service-worker.js")
    #expect(worker["content-type"] == "text/javascript; charset=utf-8")
    let resident = try await city.browser(as: TestCity.resident)
    let name = try #require(
      try await resident.get("/preferences").text.firstMatch(of: #/<h1[^>]*>([^<]+)<\/h1>/#)
    ).1
    var kept = 0
    for path in worker.text.matches(of: #/"(\/(?:assets\/|offline|report\/offline)[^"]*)"/#) {
      let answer = try await resident.get(String(path.1))
      #expect(answer.status == 200, "\(path.1)")
      #expect(!answer.text.contains(name), "\(path.1)")
      kept += 1
    }
    #expect(kept == 8)
  }

  @Test func `residents' own pages may be kept and the desk of who walks, each for its reader`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident)
    let resident = try await city.browser(as: TestCity.resident)
    let neighbour = try await city.browser(as: TestCity.neighbour)

    let mine = try await resident.get("/my")
    #expect(mine["linli-keep"] == "1")
    #expect(mine["linli-reader"]?.count == 16)
    #expect(
      try await resident.get("/cases/" + filed.service_request_id)["linli-reader"]
        == mine["linli-reader"])
    #expect(try await neighbour.get("/my")["linli-reader"] != mine["linli-reader"])
    #expect(try await city.browser().get("/")["linli-reader"] == "-")
    #expect(try await resident.get("/report")["linli-keep"] == nil)
    #expect(try await city.browser(as: "dispatcher").get("/console")["linli-keep"] == nil)
    #expect(try await city.browser(as: "power").get("/desk")["linli-keep"] == nil)
    let walker = try await city.browser(as: "grid")
    for path in ["/desk", "/desk?show=time", "/desk/cases/" + filed.service_request_id] {
      let page = try await walker.get(path)
      #expect(page.status == 200 && page["linli-keep"] == "1", "\(path)")
    }
    #expect(try await walker.get("/console/cases/" + filed.service_request_id).status == 404)
  }
}

/// The way in from another app.
struct EntryTests {
  @Test(arguments: [
    ("1.4", "/report", "/report", true), ("1.29", "/my", "/my", false),
    ("1.4", "//evil.example", "/", true), ("1.4", "https://evil.example/", "/", true),
    ("nan", "/", "/", false), ("1e9", "/", "/", false),
  ])
  func `large letters outside make large letters here, and no way leads out`(
    font: String, to: String, path: String, isElder: Bool
  ) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let answer = try await browser.get(
      "/enter?shell=wx&font=\(font)&to=" + URLEncoded.encode(to))
    #expect(answer.location == path)
    #expect(try await browser.get("/").text.contains("data-mode=\"elder\"") == isElder)
  }

  @Test func `what somebody chose before stays`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try #require(try await browser.get("/preferences").form(to: "/preferences"))
    _ = try await browser.submit(form, pressing: ("mode", "standard"))
    _ = try await browser.get("/enter?font=2&to=/")
    #expect(!(try await browser.get("/").text.contains("data-mode=\"elder\"")))
  }
}
