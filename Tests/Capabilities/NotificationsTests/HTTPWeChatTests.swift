import Civics
import Foundation
import KernelTesting
import Testing

@testable import Gateways

/// The live client against a server of our own on loopback.
struct HTTPWeChatTests {
  private func gateway(_ server: Carrier, timeout: Double = 5) -> HTTPWeChat {
    HTTPWeChat(
      HTTPWeChat.Settings(
        appID: "wx0123456789abcdef", secret: "se+cr&et", url: server.url, timeout: timeout))
  }

  @Test func `the code is asked about as WeChat documents it`() async throws {
    let server = try Carrier { _ in
      .json(#"{"openid":"oGZUI0egBJY1zhBYw2KhdUfwVJJE","session_key":"k==","unionid":"u"}"#)
    }

    let openID = try await gateway(server).openID(for: "0e3K+db")

    #expect(openID.rawValue == "oGZUI0egBJY1zhBYw2KhdUfwVJJE")
    let line = try #require(server.requests.first?.head.split(separator: "\r\n").first)
    #expect(
      line == "GET /send?appid=wx0123456789abcdef&secret=se%2Bcr%26et&js_code=0e3K%2Bdb"
        + "&grant_type=authorization_code HTTP/1.1")
  }

  @Test(arguments: [
    (Carrier.Answer.json(#"{"errcode":40029,"errmsg":"invalid code"}"#), "40029"),
    (.json(#"{"errcode":"40163","errmsg":"code been used"}"#), "40163"),
    (.json(#"{"errcode":-1,"errmsg":"system error"}"#), "-1"), (.status(403), "403"),
  ])
  func `WeChat declines with 200 as well`(answer: Carrier.Answer, code: String) async throws {
    let server = try Carrier { _ in answer }

    await #expect(throws: GatewayFault.refused(code: code)) {
      try await gateway(server).openID(for: "c")
    }
  }

  @Test(arguments: [
    Carrier.Answer.json("<html>"), .json("{}"), .json(#"{"errcode":0}"#), .status(502),
    .json(#"{"openid":"a b"}"#), .json(#"{"openid":""}"#), .silence,
  ])
  func `what names nobody is no answer`(answer: Carrier.Answer) async throws {
    let server = try Carrier { _ in answer }

    await #expect(throws: GatewayFault.outcomeUnknown) {
      try await gateway(server, timeout: 0.3).openID(for: "c")
    }
  }

  @Test func `nobody there is unreachable`() async throws {
    let gone = try #require(URL(string: "http://127.0.0.1:1/send"))
    let gateway = HTTPWeChat(HTTPWeChat.Settings(appID: "a", secret: "s", url: gone))

    await #expect(throws: GatewayFault.unreachable) { try await gateway.openID(for: "c") }
  }

  @Test func `printing an openid does not show it`() throws {
    let openID = try #require(OpenID(rawValue: "oGZUI0egBJY"))

    #expect("\(openID) \(String(reflecting: openID))" == "OpenID OpenID")
  }
}
