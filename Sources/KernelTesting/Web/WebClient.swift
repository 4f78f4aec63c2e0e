import Foundation
public import HTTPTypes
public import Hummingbird
public import Kernel
import Logging
import NIOCore
import Synchronization

/// A browser or an API client of our own, in the same process: no socket, no TLS library.
///
/// Paths are what stands in the address bar, prefix included. Redirects are followed on request
/// only.
public final class WebClient: Sendable {
  public typealias Answering = @Sendable (Request, WebContext) async throws -> Response

  public let host: String
  private let answering: Answering
  private let address: SocketAddress?
  public let bearer: String?
  private let jar = Mutex(CookieJar())
  private let extra = Mutex<[String: String]>([:])

  /// - Parameters:
  ///   - answering: the app's outermost responder.
  ///   - host: as in the `Host` header.
  ///   - address: where the client calls from.
  ///   - bearer: the token of an API client.
  public init(
    _ answering: @escaping Answering, host: String = "localhost",
    address: String = "203.0.113.7", bearer: String? = nil
  ) {
    self.answering = answering
    self.host = host
    self.address = try? SocketAddress(ipAddress: address, port: 40_000)
    self.bearer = bearer
  }

  /// Sends these headers with every request from now on.
  public func always(_ headers: [String: String]) { extra.withLock { $0.merge(headers) { $1 } } }

  /// Puts a cookie into the jar, as if an earlier answer had set it.
  public func setCookie(_ line: String) {
    jar.withLock { $0.take(line, host: host, requestPath: "/") }
  }

  /// The value that would be sent to the path.
  public func cookie(_ name: String, path: String = "/") -> String? {
    let header = jar.withLock { $0.header(host: host, path: path) } ?? ""
    return header.split(separator: "; ").first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  public func get(_ path: String, headers: [String: String] = [:]) async throws -> WebAnswer {
    try await send(.get, path, headers: headers)
  }

  public func head(_ path: String) async throws -> WebAnswer { try await send(.head, path) }

  /// The page a redirect leads to, after ten steps at most; other answers as they are.
  public func follow(_ answer: WebAnswer) async throws -> WebAnswer {
    var answer = answer
    for _ in 0..<10 {
      guard (300..<400).contains(answer.status), let location = answer.location else { break }
      answer = try await get(location)
    }
    return answer
  }

  /// One request with whatever body.
  public func send(
    _ method: HTTPRequest.Method, _ path: String, headers: [String: String] = [:],
    body: [UInt8] = []
  ) async throws -> WebAnswer {
    var fields = HTTPFields()
    if !body.isEmpty { fields[.contentLength] = String(body.count) }
    return try await send(
      method, path, fields: fields, headers: headers,
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
  }

  /// One request whose body comes piece by piece, without a length.
  ///
  /// `isCut`: the connection breaks after the last piece.
  public func send(
    _ method: HTTPRequest.Method, _ path: String, headers: [String: String] = [:],
    pieces: [[UInt8]], isCut: Bool = false
  ) async throws -> WebAnswer {
    let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
      for piece in pieces { continuation.yield(ByteBuffer(bytes: piece)) }
      continuation.finish(throwing: isCut ? CutOff() : nil)
    }
    return try await send(
      method, path, fields: [:], headers: headers, body: RequestBody(asyncSequence: stream))
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, fields: HTTPFields, headers: [String: String],
    body: RequestBody
  ) async throws -> WebAnswer {
    var fields = fields
    if let cookies = jar.withLock({ $0.header(host: host, path: path) }) {
      fields[.cookie] = cookies
    }
    if let bearer { fields[.authorization] = "Bearer " + bearer }
    for (name, value) in extra.withLock({ $0 }).merging(headers, uniquingKeysWith: { $1 }) {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: headers["Host"] ?? host, path: path,
        headerFields: fields), body: body)
    let context = WebContext(logger: Logger(label: "linli.test"), remoteAddress: address)
    let response = try await answering(request, context)
    let sink = BodySink()
    try await response.body.write(sink)
    let answer = WebAnswer(
      status: response.status.code, headers: response.headers, bytes: sink.bytes, path: path)
    jar.withLock { jar in
      for line in answer.cookies { jar.take(line, host: host, requestPath: path) }
    }
    return answer
  }
}

/// What a body throws whose connection broke.
private struct CutOff: Error {}

/// Keeps what a response writes.
private final class BodySink: ResponseBodyWriter, Sendable {
  private let kept = Mutex<[UInt8]>([])

  var bytes: [UInt8] { kept.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    kept.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
