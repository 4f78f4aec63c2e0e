import Civics
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Synchronization
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
    let seen = Mutex<[String]>([])
    try await Carrier.with { request in
      let sent = try await request.body.collect(upTo: 10_000)
      seen.withLock {
        $0 = [
          request.headers[HTTPField.Name("Idempotency-Key") ?? .accept] ?? "",
          request.headers[.authorization] ?? "", String(buffer: sent),
        ]
      }
      return Carrier.json(#"{"id":"c-9","state":"accepted"}"#)
    } test: { url in
      let sms = HTTPSMS(
        HTTPSMS.Settings(url: url, body: Self.body, authorization: "Bearer secret"))

      let receipt = try await sms.send(try Self.message("他说：\"好\"\n{phone}"))

      #expect(receipt == SMSReceipt(reference: "c-9", state: .accepted))
    }
    let parts = seen.withLock { $0 }
    #expect(parts.prefix(2) == ["key-1", "Bearer secret"])
    let fields = try JSONDecoder().decode([String: String].self, from: Data(parts[2].utf8))
    #expect(fields == ["to": "13800002076", "content": "他说：\"好\"\n{phone}", "ref": "key-1"])
  }

  @Test(arguments: [
    (400, GatewayFault.refused(code: "400")), (404, .refused(code: "404")),
    (500, .outcomeUnknown), (503, .outcomeUnknown),
  ])
  func `answers that are none become faults`(status: Int, fault: GatewayFault) async throws {
    try await Carrier.with { _ in
      Response(status: .init(code: status))
    } test: { url in
      let sms = HTTPSMS(HTTPSMS.Settings(url: url, body: Self.body))
      await #expect(throws: fault) { try await sms.send(try Self.message()) }
    }
  }

  @Test func `silence is an unknown outcome, nobody there is unreachable`() async throws {
    let closed = try #require(URL(string: "http://127.0.0.1:9/"))
    await #expect(throws: GatewayFault.unreachable) {
      try await HTTPSMS(HTTPSMS.Settings(url: closed, body: Self.body)).send(try Self.message())
    }
    try await Carrier.with { _ in
      try await Task.sleep(for: .seconds(2))
      return Carrier.json("{}")
    } test: { url in
      let sms = HTTPSMS(HTTPSMS.Settings(url: url, body: Self.body, timeout: 0.3))
      await #expect(throws: GatewayFault.outcomeUnknown) { try await sms.send(try Self.message()) }
    }
  }

  @Test func `an earlier call can be asked about`() async throws {
    try await Carrier.with { request in
      request.uri.queryParameters["key"] == "key-1"
        ? Carrier.json(#"{"id":"c-9","state":"delivered"}"#) : Response(status: .notFound)
    } test: { url in
      let sms = HTTPSMS(HTTPSMS.Settings(url: url, body: Self.body, statusURL: url))
      let known = try await sms.receipt(for: "key-1")
      let unknown = try await sms.receipt(for: "key-2")
      #expect(known == SMSReceipt(reference: "c-9", state: .delivered))
      #expect(unknown == nil)
      let silent = HTTPSMS(HTTPSMS.Settings(url: url, body: Self.body))
      await #expect(throws: GatewayFault.notConfigured) { try await silent.receipt(for: "key-1") }
    }
  }

  @Test func `printing a message shows neither number nor text`() throws {
    let text = "\(try Self.message())"
    #expect(!text.contains("13800002076") && !text.contains("804211"))
  }
}

/// A carrier on a free port, for the time of one test.
private enum Carrier {
  struct Answering: HTTPResponder {
    typealias Context = BasicRequestContext
    let answer: @Sendable (Request) async throws -> Response

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
      try await answer(request)
    }
  }

  private static var quiet: Logger {
    var logger = Logger(label: "carrier")
    logger.logLevel = .critical
    return logger
  }

  static func json(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  static func with(
    _ answer: @escaping @Sendable (Request) async throws -> Response,
    test: @escaping @Sendable (URL) async throws -> Void
  ) async throws {
    let (ports, found) = AsyncStream<Int>.makeStream()
    let app = Application(
      responder: Answering(answer: answer),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) },
      logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await app.run() }
      var iterator = ports.makeAsyncIterator()
      let port = try #require(await iterator.next())
      try await test(try #require(URL(string: "http://127.0.0.1:\(port)/send")))
      group.cancelAll()
    }
  }
}
