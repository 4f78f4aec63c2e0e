import Civics
import Foundation
import Testing

@testable import Gateways

/// The live client against a server of our own on loopback.
struct HTTPSMSTests {
  static let body = #"{"to":"{phone}","content":"{text}","ref":"{key}"}"#

  static func message(_ text: String = "验证码 804211") throws -> SMSMessage {
    SMSMessage(
      key: "key-1", phone: try PhoneNumber("13800002076"), template: "sign-in.sms", text: text)
  }

  @Test func `the message is posted as the template says, with its key`() async throws {
    let carrier = try Carrier { _ in .json(#"{"id":"c-9","state":"accepted"}"#) }
    let sms = HTTPSMS(
      HTTPSMS.Settings(url: carrier.url, body: Self.body, authorization: "Bearer secret"))

    let receipt = try await sms.send(try Self.message("他说：\"好\"\n{phone}"))

    #expect(receipt == SMSReceipt(reference: "c-9", state: .accepted))
    let request = try #require(carrier.requests.first)
    #expect(request.head.hasPrefix("POST /send HTTP/1.1"))
    #expect(request.header("Idempotency-Key") == "key-1")
    #expect(request.header("Authorization") == "Bearer secret")
    let fields = try JSONDecoder().decode([String: String].self, from: Data(request.body.utf8))
    #expect(fields == ["to": "13800002076", "content": "他说：\"好\"\n{phone}", "ref": "key-1"])
  }

  @Test(arguments: [
    (400, GatewayFault.refused(code: "400")), (404, .refused(code: "404")),
    (500, .outcomeUnknown), (503, .outcomeUnknown),
  ])
  func `answers that are none become faults`(status: Int, fault: GatewayFault) async throws {
    let carrier = try Carrier { _ in .status(status) }
    let sms = HTTPSMS(HTTPSMS.Settings(url: carrier.url, body: Self.body))

    await #expect(throws: fault) { try await sms.send(try Self.message()) }
  }

  @Test func `silence is an unknown outcome, nobody there is unreachable`() async throws {
    let carrier = try Carrier { _ in .silence }
    let hung = HTTPSMS(HTTPSMS.Settings(url: carrier.url, body: Self.body, timeout: 0.3))
    let closed = try #require(URL(string: "http://127.0.0.1:9/"))
    let nobody = HTTPSMS(HTTPSMS.Settings(url: closed, body: Self.body))

    await #expect(throws: GatewayFault.outcomeUnknown) { try await hung.send(try Self.message()) }
    await #expect(throws: GatewayFault.unreachable) { try await nobody.send(try Self.message()) }
  }

  @Test func `an earlier call can be asked about`() async throws {
    let carrier = try Carrier { request in
      request.head.contains("key=key-1")
        ? .json(#"{"id":"c-9","state":"delivered"}"#) : .status(404)
    }
    let sms = HTTPSMS(
      HTTPSMS.Settings(url: carrier.url, body: Self.body, statusURL: carrier.url))
    let silent = HTTPSMS(HTTPSMS.Settings(url: carrier.url, body: Self.body))

    let known = try await sms.receipt(for: "key-1")

    #expect(known == SMSReceipt(reference: "c-9", state: .delivered))
    #expect(try await sms.receipt(for: "key-2") == nil)
    await #expect(throws: GatewayFault.notConfigured) { try await silent.receipt(for: "key-1") }
  }

  @Test func `printing a message shows neither number nor text`() throws {
    let text = "\(try Self.message())"
    #expect(!text.contains("13800002076") && !text.contains("804211"))
  }
}
