import Civics
import Foundation
import Kernel
import KernelTesting
import Testing

@testable import Gateways

/// The live client against a server of our own on loopback.
struct HTTPRealNameTests {
  private func question() throws -> RealNameQuestion {
    let today = CityTime.date(of: TestClock.start)
    return RealNameQuestion(
      key: "key-1", name: try PersonName("王桂兰"),
      number: try CitizenNumber("110000196002290041", today: today))
  }

  @Test func `the question is posted as it is documented`() async throws {
    let server = try Carrier { _ in .json(#"{"reference":"r-1","verdict":"match"}"#) }
    let gateway = HTTPRealName(
      HTTPRealName.Settings(url: server.url, authorization: "Bearer secret"))

    let answer = try await gateway.check(try question())

    #expect(answer == RealNameAnswer(reference: "r-1", verdict: .match))
    let request = try #require(server.requests.first)
    #expect(request.head.hasPrefix("POST /send HTTP/1.1"))
    #expect(request.header("Idempotency-Key") == "key-1")
    #expect(request.header("Authorization") == "Bearer secret")
    let fields = try JSONDecoder().decode([String: String].self, from: Data(request.body.utf8))
    #expect(fields == ["key": "key-1", "name": "王桂兰", "number": "110000196002290041"])
  }

  @Test func `an earlier question is asked about by its key`() async throws {
    let server = try Carrier { request in
      request.head.contains("key=key-1")
        ? .json(#"{"reference":"r-1","verdict":"no_record"}"#) : .status(404)
    }
    let gateway = HTTPRealName(HTTPRealName.Settings(url: server.url))

    #expect(
      try await gateway.answer(for: "key-1")
        == RealNameAnswer(reference: "r-1", verdict: .noRecord))
    #expect(try await gateway.answer(for: "key-2") == nil)
    #expect(server.requests.first?.head.hasPrefix("GET /send?key=key-1 ") == true)
  }

  @Test(arguments: [
    (Carrier.Answer.status(500), GatewayFault.outcomeUnknown),
    (.status(403), .refused(code: "403")), (.status(404), .refused(code: "404")),
    (.json(#"{"verdict":"maybe"}"#), .outcomeUnknown), (.json("<html>"), .outcomeUnknown),
  ])
  func `what is no verdict is none`(answer: Carrier.Answer, fault: GatewayFault) async throws {
    let server = try Carrier { _ in answer }
    let gateway = HTTPRealName(HTTPRealName.Settings(url: server.url))

    await #expect(throws: fault) { try await gateway.check(try question()) }
  }

  @Test func `nobody there is unreachable, silence is unknown`() async throws {
    let gone = try #require(URL(string: "http://127.0.0.1:1/send"))
    await #expect(throws: GatewayFault.unreachable) {
      try await HTTPRealName(HTTPRealName.Settings(url: gone)).check(try question())
    }
    let server = try Carrier { _ in .silence }
    let hung = HTTPRealName(HTTPRealName.Settings(url: server.url, timeout: 0.3))
    await #expect(throws: GatewayFault.outcomeUnknown) { try await hung.check(try question()) }
  }

  @Test func `printing a question shows neither name nor number`() throws {
    let text = "\(try question()) \(String(reflecting: try question()))"
    #expect(!text.contains("王") && !text.contains("1960"))
  }
}
