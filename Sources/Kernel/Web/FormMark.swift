/// The hidden mark that ties a form to the browser it was given to (against CSRF).
///
/// HMAC over the session token, or the visit token before signing in: nothing is stored, and
/// signing in or out changes it. Each page has another one, by its own salt: pages are compressed,
/// and a secret that stays the same could be guessed from their lengths (BREACH).
struct FormMark: Sendable {
  let key: [UInt8]

  /// The mark of one page, by fresh random bytes.
  func mark(for token: String, salt: [UInt8]) -> String {
    mark(for: token, salt: Base64URL.encode(salt))
  }

  func fits(_ mark: String, token: String) -> Bool {
    guard let dot = mark.firstIndex(of: ".") else { return false }
    return ConstantTime.equal(mark, self.mark(for: token, salt: String(mark[..<dot])))
  }

  private func mark(for token: String, salt: String) -> String {
    salt + "." + Base64URL.encode(HMAC.sha256("form:" + salt + ":" + token, key: key))
  }
}
