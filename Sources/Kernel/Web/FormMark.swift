/// The hidden mark that ties a form to the browser it was given to (against CSRF).
///
/// HMAC over the session token, or the visit token before signing in: nothing is stored, and
/// signing in or out changes it.
struct FormMark: Sendable {
  let key: [UInt8]

  func mark(for token: String) -> String {
    Base64URL.encode(HMAC.sha256("form:" + token, key: key))
  }

  func fits(_ mark: String, token: String) -> Bool {
    ConstantTime.equal(mark, self.mark(for: token))
  }
}
