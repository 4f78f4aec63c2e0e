import HTTPTypes
public import Hummingbird

extension Call {
  /// Public data that changes: known again by its hash, and kept for some minutes only, because
  /// what is taken back shall not stay in caches.
  ///
  /// `next`: address of the next page (RFC 8288).
  public func feed(
    _ bytes: [UInt8], type: String, seconds: Int = 300, next: String?
  ) -> Response {
    var response = file(
      bytes, type: type, hash: Hex.encode(SHA256.hash(bytes)), isImmutable: false)
    response.headers[.cacheControl] = "public, max-age=\(seconds)"
    // The language is in the reader's cookie: a cache must not give one the other's.
    response.headers[.vary] = "accept-encoding, cookie"
    if let next { response.headers[.link] = "<\(next)>; rel=\"next\"" }
    return response
  }

  /// What comes before a path of this site in links that leave it: `https://host/prefix`.
  public var origin: String {
    let host = request.head.authority ?? "localhost"
    return (Self.isLoopback(host) ? "http://" : "https://") + host + site.prefix
  }
}
