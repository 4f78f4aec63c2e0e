import Dispatch
import Glibc

/// A bare TCP connection to this machine, for what no client library would send.
///
/// Every call has a limit of two minutes, which is longer than a busy machine takes, so that a server
/// that hangs fails the test.
public final class RawConnection: Sendable {
  public struct Fault: Error, CustomStringConvertible {
    let call: String
    let code: Int32
    public var description: String { "\(call) failed: errno \(code)" }
  }

  private let socket: Int32
  private let queue = DispatchQueue(label: "linli.test.socket")

  public init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 120, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Fault(call: "connect", code: errno) }
  }

  deinit { Glibc.close(socket) }

  /// Sends all of it; false when the server has closed before the end.
  @discardableResult
  public func send(_ bytes: [UInt8]) async throws -> Bool {
    try await work { socket in
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes {
          Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count < 0, errno == EPIPE || errno == ECONNRESET { return false }
        guard count > 0 else { throw Fault(call: "send", code: errno) }
        sent += count
      }
      return true
    }
  }

  @discardableResult
  public func send(_ text: String) async throws -> Bool { try await send(Array(text.utf8)) }

  /// Says that nothing more will come; answers can still be read.
  public func finish() async throws {
    try await work { socket in _ = shutdown(socket, Int32(SHUT_WR)) }
  }

  /// Everything until the server closes.
  public func readToEnd() async throws -> String { try await read { _ in false } }

  /// Everything up to this text and whatever came with it, or until the server closes.
  public func read(until text: String) async throws -> String {
    try await read { bytes in String(decoding: bytes, as: UTF8.self).contains(text) }
  }

  /// One answer with its `Content-Length`, or all there is when the server closes before.
  public func readAnswer() async throws -> String {
    try await read { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
      let head = text[..<end.lowerBound].lowercased()
      guard
        let line = head.split(separator: "\r\n").first(where: {
          $0.hasPrefix("content-length:")
        })
      else { return true }
      let length = Int(line.dropFirst(15).filter(\.isNumber)) ?? 0
      return text[end.upperBound...].utf8.count >= length
    }
  }

  private func read(
    until isWhole: @escaping @Sendable ([UInt8]) -> Bool
  ) async throws -> String {
    try await work { socket in
      var whole: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while !isWhole(whole) {
        let count = recv(socket, &chunk, chunk.count, 0)
        if count < 0, errno == ECONNRESET { break }
        guard count >= 0 else { throw Fault(call: "recv", code: errno) }
        if count == 0 { break }
        whole += chunk[..<count]
      }
      return String(decoding: whole, as: UTF8.self)
    }
  }

  /// Blocking calls stay off the threads that serve the requests.
  private func work<T: Sendable>(
    _ body: @escaping @Sendable (Int32) throws -> T
  ) async throws -> T {
    let socket = socket
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in
        continuation.resume(with: Result { try withExtendedLifetime(self) { try body(socket) } })
      }
    }
  }
}
