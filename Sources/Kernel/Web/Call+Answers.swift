import Foundation
public import HTTPTypes
public import Hummingbird

extension Call {
  /// JSON, keys as the shape names them.
  public func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) throws -> Response {
    json(bytes: ByteBuffer(bytes: try JSONBuffer.bytes(of: value)), status, headers)
  }

  /// JSON that is text already.
  public func json(text: String, status: HTTPResponse.Status = .ok) -> Response {
    json(bytes: ByteBuffer(string: text), status, [:])
  }

  private func json(
    bytes: ByteBuffer, _ status: HTTPResponse.Status, _ headers: HTTPFields
  ) -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
  }

  /// Reads a JSON body of at most `limit` bytes that has no members but those of its shape.
  ///
  /// Throws `Problem(.malformed)`, `.tooLarge`, `.unsupportedType` or `.invalid`.
  public func decode<T: Decodable>(_ type: T.Type, limit: Int = 256 * 1024) async throws -> T {
    let kind = request.headers[.contentType]?.split(separator: ";").first.map { String($0).trimmed }
    guard kind?.lowercased() == "application/json" else { throw Problem(.unsupportedType) }
    let buffer = try await BodyReader.collect(request, limit: limit)
    try JSONCheck.check(Array(buffer.readableBytesView))
    do {
      return try JSONDecoder().decode(
        ClosedBody<T>.self, from: Data(buffer.readableBytesView)
      ).value
    } catch let error as DecodingError {
      throw Problem(decoding: error)
    }
  }

  /// The body as it was sent, of one of these media types.
  ///
  /// - Throws: `Problem` for another type, or for more than `limit` bytes.
  public func bytes(of types: Set<String>, limit: Int) async throws -> [UInt8] {
    let kind = request.headers[.contentType]?.split(separator: ";").first.map { String($0).trimmed }
    guard types.contains(kind?.lowercased() ?? "") else { throw Problem(.unsupportedType) }
    return Array(try await BodyReader.collect(request, limit: limit).readableBytesView)
  }

  /// A page of this site in the reader's language and mode.
  public func page(
    _ page: Page, status: HTTPResponse.Status = .ok,
    chrome adjust: (inout Chrome) -> Void = { _ in }
  ) throws -> Response {
    var chrome = try chrome()
    adjust(&chrome)
    var response = html(platform.renderer.render(page, chrome), status: status)
    response.headers[.reader] = reader.isEmpty ? "-" : reader
    if page.mayKeep, status == .ok { response.headers[.mayKeep] = "1" }
    return response
  }

  public func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// See other: the answer to a form that did what it should.
  public func redirect(_ path: String) -> Response {
    Response(
      status: .seeOther,
      headers: [.location: site.link(path), .cacheControl: "no-store"])
  }

  /// Lets another page of this site take the form that was just sent, with everything in it.
  public func pass(to path: String) -> Response {
    Response(
      status: .temporaryRedirect,
      headers: [.location: site.link(path), .cacheControl: "no-store"])
  }

  func setCookie(_ response: inout Response, _ name: String, _ value: String, maxAge: Int?) {
    let cookie = SetCookie(site: site, isSecure: isSecure)
    response.headers.append(
      HTTPField(name: .setCookie, value: cookie.header(name, value, maxAge: maxAge)))
  }

  /// What the browser asked for decides: behind a proxy that speaks TLS we are on loopback too.
  private var isSecure: Bool {
    platform.settings.secureCookies || !Self.isLoopback(request.head.authority)
  }

  /// The whole address of a path of this site, as this caller reaches it.
  public func address(_ path: String) -> String {
    (isSecure ? "https://" : "http://") + (request.head.authority ?? "") + site.link(path)
  }

  /// Whether a `Host` names this machine itself.
  static func isLoopback(_ authority: String?) -> Bool {
    guard let authority else { return false }
    let name = authority.replacing(#/:[0-9]*$/#, with: "")
    return ["127.0.0.1", "[::1]", "localhost"].contains(name.lowercased())
  }

  /// Puts a new session into the browser, or takes it away.
  public func setSession(_ response: inout Response, _ token: String?, hours: Int64 = 0) {
    setCookie(
      &response, RequestCookies.sessionName, token ?? "",
      maxAge: token == nil ? 0 : Int(hours) * 3600)
  }

  /// Somebody leaves: neither session nor the browser's own token stays, since what was written under
  /// that must not be the next person's.
  public func leave(_ response: inout Response) {
    setSession(&response, nil)
    setCookie(&response, RequestCookies.visitName, "", maxAge: 0)
  }

  /// Marks of accounts that were signed in with this browser before, as it says.
  public var known: [String] { cookies.known }

  /// Remembers that an account was signed in here, for half a year and after signing out too.
  ///
  /// `mark`: something only we can make, and nobody gets in with.
  public func setKnown(_ response: inout Response, _ mark: String) {
    let marks = [mark] + known.filter { $0 != mark }
    setCookie(
      &response, RequestCookies.knownName,
      marks.prefix(RequestCookies.mostKnown).joined(separator: ":"), maxAge: 86_400 * 180)
  }

  public func setPreferences(_ response: inout Response, _ preferences: Preferences) {
    setCookie(&response, Preferences.cookieName, preferences.cookie, maxAge: 86_400 * 365)
  }

  /// Token of the session that sent this, for ending it.
  public var sessionToken: String? { cookies.session }

  /// What the browser says of itself; a claim, and too telling to be kept as it is.
  public var userAgent: String? { request.headers[.userAgent] }
}

extension Call {
  public func plain(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A file's bytes; what has its hash in its name may be kept for ever.
  ///
  /// `hash`: of the bytes; a browser that holds them already gets 304 and no body.
  public func file(
    _ bytes: [UInt8], type: String, hash: String, isImmutable: Bool
  ) -> Response {
    let caching = isImmutable ? "public, max-age=31536000, immutable" : "public, max-age=3600"
    var headers: HTTPFields = [
      .contentType: type, .cacheControl: caching, .eTag: "\"\(hash)\"",
    ]
    if let held = heldTag(of: hash) {
      headers[.eTag] = held
      headers[.contentType] = nil
      headers[.vary] = "accept-encoding"
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// The tag under which the browser holds these bytes, plain or compressed.
  private func heldTag(of hash: String) -> String? {
    let tags = request.headers[.ifNoneMatch]?.split(separator: ",").map { String($0).trimmed } ?? []
    return tags.first { tag in
      let plain = tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
      return plain == "\"\(hash)\"" || plain == "\"\(hash)-gzip\""
    }
  }

  /// A file to be saved under a name of ours.
  public func download(_ bytes: [UInt8], type: String, name: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type, .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// For a page whose address is a secret: no index lists it, and no cache keeps it.
  public func unlist(_ response: inout Response) {
    response.headers[.cacheControl] = "no-store"
    response.headers[.robots] = "noindex, nofollow"
  }

  /// A person's file: never kept by shared caches, never run by the browser.
  public func privateFile(_ bytes: [UInt8], type: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type, .cacheControl: "private, max-age=300",
        .contentDisposition: "inline; filename=\"photo\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// From this machine itself, and not through a proxy on it that nobody told us of.
  var isFromOperator: Bool {
    ["127.0.0.1", "::1", "local"].contains(clientAddress) && request.headers[.forwardedFor] == nil
  }
}
