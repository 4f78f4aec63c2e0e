import Civics
import Foundation
import Kernel
import KernelTesting
import Testing

@testable import Gateways

/// Web Push on the wire: the RFC's own notice, and a push service of our own on loopback.
struct HTTPPushTests {
  private static func bytes(_ text: String) throws -> [UInt8] {
    try #require(Base64URL.decode(text))
  }

  private static let browserSecret = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"

  private static func subscription(_ endpoint: String) throws -> PushSubscription {
    try #require(
      PushSubscription(
        endpoint: endpoint,
        p256dh:
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth: "BTBZMqHH6r4Tts7J_aSIgg"))
  }

  /// RFC 8291 appendix A.
  @Test func `the RFC's notice is made to the last byte`() throws {
    let sender = try #require(
      P256Key(secret: try Self.bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")))
    let body = PushEncryption.body(
      Array("When I grow up, I want to be a watermelon".utf8),
      for: try Self.subscription("https://push.example/a"), sender: sender,
      salt: try Self.bytes("DGv6ra1nlYgDCS1FRnbzlw"))
    #expect(
      body.map(Base64URL.encode)
        == "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmY"
        + "WAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgS"
        + "xsj_Qulcy4a-fN")
    let long = [UInt8](repeating: 65, count: PushEncryption.longest + 1)
    let subscription = try Self.subscription("https://push.example/a")
    #expect(
      PushEncryption.body(long, for: subscription, sender: sender, salt: Array(0..<16)) == nil)
    #expect(
      PushEncryption.body(
        Array(long.dropLast()), for: subscription, sender: sender, salt: Array(0..<16))?.count
        == 4096)
  }

  @Test func `a notice goes out signed, and only the browser can read it`() async throws {
    let carrier = try Carrier { _ in .status(201) }
    let origin = "http://127.0.0.1:\(carrier.url.port ?? 0)"
    let push = HTTPPush(
      HTTPPush.Settings(contact: "mailto:it@example.cn", services: PushServices([origin])),
      world: .fixed())
    let server = try #require(P256Key(secret: [UInt8](repeating: 9, count: 32)))

    try await push.send(try Self.push(carrier.url.absoluteString, server))

    let request = try #require(carrier.requests.first)
    #expect(request.header("Content-Encoding") == "aes128gcm")
    #expect(request.header("TTL") == "86400" && request.header("Urgency") == "normal")
    #expect(request.header("Topic")?.count == 32)
    #expect(try Self.opened(request.bytes) == "有一条新消息")
    // Signed for this service by the key to which the browser has bound itself.
    let authorization = try #require(request.header("Authorization"))
    let match = try #require(
      authorization.wholeMatch(of: #/vapid t=([\w-]+\.([\w-]+))\.([\w-]+), k=([\w-]+)/#))
    #expect(String(match.4) == Base64URL.encode(server.publicKey))
    #expect(
      P256Key.verifies(
        try Self.bytes(String(match.3)), of: Array(match.1.utf8), by: server.publicKey))
    let claims = String(decoding: try Self.bytes(String(match.2)), as: UTF8.self)
    let expiry = TestClock.start.rawValue / 1000 + VAPID.validFor
    #expect(
      claims
        == "{\"aud\":\"\(origin)\",\"exp\":\(expiry),\"sub\":\"mailto:it@example.cn\"}")
  }

  private static func push(_ endpoint: String, _ server: P256Key) throws -> Push {
    Push(
      key: "key-1", subscription: try subscription(endpoint), payload: Array("有一条新消息".utf8),
      server: server)
  }

  /// As the browser opens it (RFC 8188 §2.1, RFC 8291 §3.4).
  private static func opened(_ body: [UInt8]) throws -> String {
    let browser = try #require(P256Key(secret: try bytes(browserSecret)))
    let (salt, sender) = (Array(body[..<16]), Array(body[21..<86]))
    let secret = HKDF.sha256(
      try browser.sharedSecret(with: sender), salt: try bytes("BTBZMqHH6r4Tts7J_aSIgg"),
      info: Array("WebPush: info\0".utf8) + browser.publicKey + sender, length: 32)
    let plain = try AESGCM.open(
      Array(body[86...]),
      key: HKDF.sha256(
        secret, salt: salt, info: Array("Content-Encoding: aes128gcm\0".utf8), length: 16),
      nonce: HKDF.sha256(
        secret, salt: salt, info: Array("Content-Encoding: nonce\0".utf8), length: 12),
      length: AESGCM.shortKeyLength)
    #expect(plain.last == 2)
    return String(decoding: plain.dropLast(), as: UTF8.self)
  }

  @Test(arguments: [
    (404, GatewayFault.gone), (410, .gone), (429, .outcomeUnknown), (503, .outcomeUnknown),
    (403, .refused(code: "403")), (413, .refused(code: "413")),
  ])
  func `a service's answers become faults`(status: Int, fault: GatewayFault) async throws {
    let carrier = try Carrier { _ in .status(status) }
    let server = try #require(P256Key(secret: [UInt8](repeating: 9, count: 32)))
    let push = Self.client(carrier)
    let notice = try Self.push(carrier.url.absoluteString, server)
    await #expect(throws: fault) { try await push.send(notice) }
  }

  private static func client(_ carrier: Carrier) -> HTTPPush {
    HTTPPush(
      HTTPPush.Settings(
        contact: "mailto:it@example.cn",
        services: PushServices(["http://127.0.0.1:\(carrier.url.port ?? 0)"])), world: .fixed())
  }

  @Test func `no redirect is followed and no other address is posted to`() async throws {
    let carrier = try Carrier { _ in .redirect(to: "/elsewhere") }
    let server = try #require(P256Key(secret: [UInt8](repeating: 9, count: 32)))
    let push = Self.client(carrier)
    let notice = try Self.push(carrier.url.absoluteString, server)
    await #expect(throws: GatewayFault.refused(code: "307")) { try await push.send(notice) }
    #expect(carrier.requests.count == 1)
    let other = try Self.push("http://127.0.0.1:9/send", server)
    await #expect(throws: GatewayFault.refused(code: "address")) { try await push.send(other) }
  }

  @Test(arguments: [
    ("https://fcm.googleapis.com/fcm/send/abc", true),
    ("https://web.push.apple.com/QGuQ", true),
    ("https://wns2-par02p.notify.windows.com/w/?token=a", true),
    ("http://fcm.googleapis.com/fcm/send/abc", false),
    ("https://fcm.googleapis.com:8443/x", false),
    ("https://fcm.googleapis.com@127.0.0.1/x", false),
    ("https://push.apple.com.example.cn/x", false),
    ("https://evilpush.apple.com/x", false),
    ("https://127.0.0.1/x", false), ("file:///etc/passwd", false), ("", false),
  ])
  func `only push services are taken`(endpoint: String, isTaken: Bool) {
    #expect((PushServices.known.origin(of: endpoint) != nil) == isTaken)
  }
}
