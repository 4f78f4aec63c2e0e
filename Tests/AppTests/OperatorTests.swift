import Foundation
import Gateways
import Kernel
import KernelTesting
import NIOCore
import Testing

@testable import App

/// What operators write wrongly is said in a sentence and never becomes something else.
struct OperatorTests {
  @Test(arguments: [
    ("LINLI_RATE_LIMIT_FACTOR", "fast"), ("LINLI_RATE_LIMIT_FACTOR", "-1"),
    ("LINLI_RATE_LIMIT_FACTOR", "inf"), ("LINLI_FIRST_LANE", "x"), ("LINLI_FIRST_LANE", "-5"),
    ("LINLI_LOG_LEVEL", "loud"), ("LINLI_DEMO", "yes"), ("LINLI_TILE_MAX_ZOOM", "25"),
    ("LINLI_LIVE_STREAMS", "many"), ("LINLI_MAIL_URL", "post"), ("LINLI_SMS_URL", "carrier"),
    ("LINLI_SMS_STATUS_URL", "ftp://a.example"), ("LINLI_PHOTO_TOOL", "/nowhere/photo"),
    ("LINLI_RESOURCES", "/nowhere"), ("LINLI_WECHAT_URL", "weixin"),
    ("LINLI_REALNAME_URL", "police"), ("LINLI_SMS_BODY", "{"), ("LINLI_HOSTS", ""),
    ("LINLI_HOSTS", "a.example,"),
    ("LINLI_PUSH_CONTACT", "mail@a.example"),
  ])
  func `a setting that is not understood is refused`(name: String, value: String) {
    let mistakes = AppSettings.mistakes(in: [name: value, "PATH": "/bin"])

    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix("\(name) is “\(value)”: ") == true)
  }

  @Test func `settings that are understood are taken`() {
    let environment = [
      "LINLI_RATE_LIMIT_FACTOR": "0.5", "LINLI_FIRST_LANE": "100", "LINLI_LOG_LEVEL": "debug",
      "LINLI_DEMO": "1", "LINLI_LIVE_PER_PERSON": "3",
      "LINLI_SMS_URL": "https://sms.example.org/send", "LINLI_PHOTO_TOOL": "/bin/sh",
      "LINLI_RESOURCES": DemoCityTests.resources,
    ]

    let settings = AppSettings(
      dataDirectory: "/nowhere", databaseURL: nil, environment: environment)

    #expect(AppSettings.mistakes(in: environment) == [])
    #expect(settings.web.rateLimitFactor == 0.5 && settings.firstLane == 100)
    #expect(settings.logLevel == "debug" && settings.web.isDemo)
    #expect(settings.photoTool == "/bin/sh")
  }

  @Test func `a mini-program comes with its secret, but for demos`() {
    let named = ["LINLI_WECHAT_APPID": "wx0123456789abcdef"]
    let whole = named.merging(["LINLI_WECHAT_SECRET": "s"]) { $1 }
    func settings(_ environment: [String: String]) -> AppSettings {
      AppSettings(dataDirectory: "/nowhere", databaseURL: nil, environment: environment)
    }

    #expect(AppSettings.mistakes(in: named).first?.contains("LINLI_WECHAT_SECRET") == true)
    #expect(AppSettings.mistakes(in: named.merging(["LINLI_DEMO": "1"]) { $1 }) == [])
    #expect(AppSettings.mistakes(in: whole) == [])
    #expect(settings([:]).weChat() == nil && settings(named).weChat() == nil)
    #expect(settings(named.merging(["LINLI_DEMO": "1"]) { $1 }).weChat() is SimulatedWeChat)
    #expect(settings(whole).weChat() is HTTPWeChat)
  }

  @Test func `a line for each request is written unless an operator says otherwise`() {
    #expect(DemoCityTests.settings.logLevel == "info")
  }

  @Test func `a folder without the map stops the server`() async throws {
    var settings = DemoCityTests.settings
    settings.resourcesDirectory = "/nowhere"

    let fault = await #expect(throws: ResourcesMissing.self) {
      try await Server.run(sites: [SitesFile.standard], settings: settings) { _ in }
    }

    #expect(fault?.description.contains("LINLI_RESOURCES") == true)
  }

  @Test func `a host that is none is said in a sentence`() {
    let host = SocketAddressError.failedToParseIPString("nosuch")

    let sentence = OperatorSentence.of(host, settings: DemoCityTests.settings)

    #expect(sentence.contains("choose another --host"))
  }

  @Test(arguments: Backend.all)
  func `areas, units and permissions are those there are`(backend: Backend) async throws {
    let open = try await TestCity.open(backend).open

    #expect(try await open.scope(area: "990101001", unit: nil, none: .own) == .area("990101001"))
    #expect(try await open.scope(area: "990101", unit: nil, none: .own) == .area("990101"))
    #expect(try await open.scope(area: nil, unit: "power", none: .own) == .unit("power"))
    #expect(try await open.scope(area: nil, unit: nil, none: .everything) == .everything)
    for area in ["abc", "", "9901019", "990102", "990101001999"] {
      await #expect(throws: UnknownCode.self, "\(area)") {
        try await open.scope(area: area, unit: nil, none: .own)
      }
    }
    await #expect(throws: UnknownCode.self) {
      try await open.scope(area: nil, unit: "nosuchunit", none: .own)
    }
    #expect(try open.permissions(["service_requests.search"]).count == 1)
    let fault = #expect(throws: UnknownCode.self) { try open.permissions(["bogus.perm"]) }
    #expect(fault?.description.contains("service_requests.search") == true)
  }
}
