public import HummingbirdCore

extension Sessions {
  /// A session that goes on under a new token.
  public struct Renewed: Sendable, Hashable, Codable {
    /// For the cookie; empty where it is not remembered.
    public let token: String
    public let expiresAt: Timestamp

    /// What may be written down.
    public var withoutToken: Renewed { with("") }

    public func with(_ token: String) -> Renewed { Renewed(token: token, expiresAt: expiresAt) }
  }

  /// A token that nobody has seen.
  public static func token(in tx: Transaction) -> String { Base64URL.encode(tx.randomBytes(32)) }

  /// Ends every session of a person, but lets that of `token` go on under `fresh`: whoever copied a
  /// cookie before a secret was changed has nothing left.
  ///
  /// Nil where `token` is no open session of theirs.
  public static func renew(
    _ token: String?, of person: Identifier<Person>, as fresh: String, in tx: Transaction
  ) throws -> Renewed? {
    let session = try token.flatMap { try find($0, at: tx.now, in: tx) }
    guard let token, let session, session.person == person else {
      try closeAll(of: person, in: tx)
      return nil
    }
    try closeAll(of: person, but: token, in: tx)
    try rename(token, to: fresh, in: tx)
    return Renewed(token: fresh, expiresAt: session.expiresAt)
  }
}

extension Call {
  /// Puts the session's new token into the browser.
  public func setSession(_ response: inout Response, _ renewed: Sessions.Renewed) {
    let left = renewed.expiresAt.milliseconds(since: now)
    setSession(&response, renewed.token, hours: max(1, (left + 3_599_999) / 3_600_000))
  }

  /// The same call as the session goes on, so that forms of its page fit the new token.
  public func continued(as token: String?) -> Call {
    guard let token else { return self }
    var call = self
    call.cookies.session = token
    return call
  }
}
