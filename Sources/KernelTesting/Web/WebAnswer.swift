import Foundation
public import HTTPTypes

/// What the app answered: status, headers and the whole body.
public struct WebAnswer: Sendable {
  public let status: Int
  public let headers: HTTPFields
  public let bytes: [UInt8]
  /// The path and query that were asked for.
  public let path: String

  public init(status: Int, headers: HTTPFields, bytes: [UInt8], path: String) {
    self.status = status
    self.headers = headers
    self.bytes = bytes
    self.path = path
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The header's value, by any spelling of its name.
  public subscript(header: String) -> String? {
    HTTPField.Name(header).flatMap { headers[$0] }
  }

  public var location: String? { self["Location"] }
  public var requestID: String { self["X-Request-Id"] ?? "" }

  /// Every `Set-Cookie`, as it was sent.
  public var cookies: [String] {
    HTTPField.Name("Set-Cookie").map { headers[values: $0] } ?? []
  }

  public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try JSONDecoder().decode(T.self, from: Data(bytes))
  }

  /// The body without what differs between two requests for the same thing: the reference, the
  /// marks of forms, and the address itself.
  public var comparable: String {
    var text = text.replacing(requestID, with: "REFERENCE")
    for tag in HTMLTag.all(in: bytes) {
      guard let name = tag["name"], name == "form_token" || name.hasPrefix("command_key"),
        let value = tag["value"], !value.isEmpty
      else { continue }
      text = text.replacing(value, with: "MARK")
    }
    let escaped = path.replacing("&", with: "&amp;")
    return text.replacing(escaped, with: "PATH").replacing(path, with: "PATH")
  }
}

/// RFC 9457 problem details as a client reads them.
public struct ProblemAnswer: Decodable, Sendable {
  public struct Field: Decodable, Sendable, Hashable {
    public let field: String
    public let message: String

    public init(_ field: String, _ message: String) {
      self.field = field
      self.message = message
    }
  }

  public let type: String
  public let title: String
  public let status: Int
  public let detail: String
  public let errors: [Field]?
}
