import Foundation
import Glibc
import Synchronization

/// A carrier on a free loopback port: plain sockets, so that a hung or rude one can be played.
final class Carrier: Sendable {
  struct Request: Sendable {
    let head: String
    let body: String
    var bytes: [UInt8] = []

    /// The value of a header, whatever its case.
    func header(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
    }
  }

  enum Answer: Sendable {
    case json(String)
    case status(Int)
    case redirect(to: String)
    /// Takes the request and says nothing.
    case silence
  }

  struct NoSocket: Error {}

  let url: URL
  private let listener: Int32
  private let seen = Mutex<[Request]>([])

  var requests: [Request] { seen.withLock { $0 } }

  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket, pointer, length) == 0 && listen(socket, 16) == 0
          && getsockname(socket, pointer, &length) == 0
      }
    }
    let port = UInt16(bigEndian: address.sin_port)
    guard isOpen, let url = URL(string: "http://127.0.0.1:\(port)/send") else { throw NoSocket() }
    self.url = url
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(socket, nil, nil)
        guard client >= 0 else {
          close(socket)
          return
        }
        if let request = Self.read(client) {
          self?.seen.withLock { $0.append(request) }
          Self.reply(answer(request), to: client)
        }
      }
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func read(_ client: Int32) -> Request? {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      data.append(contentsOf: buffer[..<count])
      guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { continue }
      let head = String(decoding: data[..<end.lowerBound], as: UTF8.self)
      let wanted = Int(Request(head: head, body: "").header("Content-Length") ?? "") ?? 0
      guard data.count - end.upperBound >= wanted else { continue }
      let body = data[end.upperBound...]
      return Request(head: head, body: String(decoding: body, as: UTF8.self), bytes: Array(body))
    }
  }

  private static func reply(_ answer: Answer, to client: Int32) {
    let (status, body): (Int, String)
    var more = ""
    switch answer {
    case .silence: return
    case .json(let text): (status, body) = (200, text)
    case .status(let code): (status, body) = (code, "")
    case .redirect(let path):
      (status, body) = (307, "")
      more = "Location: \(path)\r\n"
    }
    let text =
      "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nConnection: close\r\n\(more)"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    _ = Array(text.utf8).withUnsafeBytes { send(client, $0.baseAddress, $0.count, 0) }
    close(client)
  }
}
