extension Problem {
  /// A class of problems: its slug is the last part of the `type` address and never changes.
  public struct Kind: Sendable, Hashable {
    public let slug: String
    public let status: Int

    public init(_ slug: String, status: Int) {
      self.slug = slug
      self.status = status
    }

    /// Key of the title; `problem.<slug>.detail` is the sentence when nothing better is known.
    public var title: String { "problem.\(slug)" }

    /// Key of the sentence that tells a program's author what to do.
    public var caller: String { "problem.\(slug).caller" }

    /// Identifies the kind in problem details; the same on every site.
    public var type: String { "/problems/\(slug)" }
  }
}

extension Problem.Kind {
  /// The request cannot be read at all: no JSON, wrong types, wrong encoding.
  public static let malformed = Self("malformed", status: 400)
  public static let signInNeeded = Self("sign-in-needed", status: 401)
  /// The token of the form or the origin of the request does not fit (CSRF).
  public static let formExpired = Self("form-expired", status: 403)
  public static let forbidden = Self("forbidden", status: 403)
  public static let notFound = Self("not-found", status: 404)
  public static let methodNotAllowed = Self("method-not-allowed", status: 405)
  /// Somebody saved it first: look again before deciding.
  public static let staleVersion = Self("stale-version", status: 409)
  /// The thing is no longer in a state that allows this.
  public static let notNow = Self("not-now", status: 409)
  public static let tooLarge = Self("too-large", status: 413)
  public static let unsupportedType = Self("unsupported-type", status: 415)
  public static let wrongHost = Self("wrong-host", status: 421)
  /// Understood, but some answers have to change; `errors` says which.
  public static let invalid = Self("invalid", status: 422)
  /// The idempotency key was used before with other content.
  public static let keyReused = Self("key-reused", status: 422)
  public static let tooMany = Self("too-many", status: 429)
  public static let server = Self("server", status: 500)
  public static let unavailable = Self("unavailable", status: 503)

  public static let all: [Self] = [
    .malformed, .signInNeeded, .formExpired, .forbidden, .notFound, .methodNotAllowed,
    .staleVersion, .notNow, .tooLarge, .unsupportedType, .wrongHost, .invalid, .keyReused,
    .tooMany, .server, .unavailable,
  ]
}
