import HTTPTypes
import Hummingbird
import KernelTesting
import Logging
import NIOCore

@testable import Kernel

/// One site's web side on a database of its own, called without a socket.
struct WebBench: Sendable {
  let platform: WebPlatform

  private struct NoViewers: ViewerSource {
    func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer {
      Viewer(person: person)
    }
    func viewer(of person: SQL, in db: some Reading) throws -> Viewer {
      let row = try db.row("SELECT \(person) AS person")
      return Viewer(person: try row?.get("person"))
    }
    func viewer(bearer token: String, at now: Timestamp, in db: some Reading) throws -> Viewer? {
      nil
    }
  }

  static let site = Site(
    key: "default", prefix: "", host: nil, region: "990101",
    name: Site.Name(chinese: "清河区", english: "Qinghe"))

  init(_ settings: WebSettings = WebSettings()) async throws {
    guard let keys = SecretKeys.fresh(world: .fixed()) else { throw SecretFault.noKey(.token) }
    platform = try WebPlatform(
      site: Self.site,
      database: try await Backend.sqlite.database(KernelMigrations.all, Sessions.migrations),
      settings: settings, keys: keys, viewers: NoViewers(),
      renderer: try PageBench.shared().renderer,
      tabs: [], limiter: RateLimiter(factor: 0), logger: .silent)
  }

  static func request(
    _ path: String = "/", method: HTTPRequest.Method = .get, _ headers: HTTPFields = [:],
    body: String = ""
  ) -> Request {
    Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(string: body)))
  }

  static func context(from address: String?) throws -> WebContext {
    WebContext(
      logger: .silent,
      remoteAddress: try address.map { try SocketAddress(ipAddress: $0, port: 50_000) })
  }

  /// A visitor's call as a handler meets it.
  func call(_ request: Request = WebBench.request()) throws -> Call {
    let door = Door(
      access: .everyone, face: .pages, rate: .read, maxBody: 0, path: "/"
    ) { call in call.plain("") }
    return Gate(platform: platform).stranger(door, request, try Self.context(from: nil))
  }
}

extension Response {
  /// The whole body as it would go out.
  func text() async throws -> String {
    let writer = Collector()
    try await body.write(writer)
    return writer.text
  }

  private final class Collector: ResponseBodyWriter {
    private var buffer = ByteBuffer()

    var text: String { String(buffer: buffer) }

    func write(_ buffer: ByteBuffer) async throws { self.buffer.writeImmutableBuffer(buffer) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
