import Civics
import Kernel

/// Every statement about `wechat_handovers`.
///
/// A row is first its token's, for two minutes; once the token was shown it is the browser's that
/// showed it, and the token opens nothing any more.
struct HandoverStore: Sendable {
  let keys: SecretKeys

  /// Plain SHA-256 is enough: 256 random bits cannot be guessed.
  private static func hash(_ token: String) -> String { Hex.encode(SHA256.hash(token)) }

  /// A new token for this person; earlier ones that were not shown are over.
  func begin(
    _ token: String, _ openID: OpenID, until end: Timestamp, in tx: Transaction
  ) throws {
    let hash = Self.hash(token)
    let known = WeChatStore.hashes(of: openID, keys: keys)
    try tx.run(
      """
      DELETE FROM wechat_handovers WHERE openid_hash IN \(list: known) AND visit_hash IS NULL
      """)
    let sealed = try Sealed(sealing: openID.rawValue, in: Self.place(hash), keys: keys)
    try tx.run(
      """
      INSERT INTO wechat_handovers (token_hash, openid_sealed, openid_hash, visit_hash, expires_at)
      VALUES (\(hash), \(sealed.rawValue), \(try WeChatStore.hash(of: openID, keys: keys)), NULL,
        \(end))
      """)
  }

  /// Whose token it is; nil for one that is unknown, was shown before or is too old.
  func openID(of token: String, in tx: Transaction) throws -> OpenID? {
    let row = try tx.row(
      """
      SELECT token_hash, openid_sealed FROM wechat_handovers
      WHERE token_hash = \(Self.hash(token)) AND visit_hash IS NULL AND expires_at > \(tx.now)
      """)
    return try row.map(opened)
  }

  /// Whom the browser has brought and nobody has linked yet.
  func openID(broughtBy visit: String, at now: Timestamp, in db: some Reading) throws -> OpenID? {
    let row = try db.row(
      """
      SELECT token_hash, openid_sealed FROM wechat_handovers
      WHERE visit_hash = \(Self.hash(visit)) AND expires_at > \(now)
      """)
    return try row.map(opened)
  }

  /// The token is used up, and its row the browser's; what the browser brought before is over.
  func bind(
    _ token: String, to visit: String, until end: Timestamp, in tx: Transaction
  ) throws {
    try forget(broughtBy: visit, in: tx)
    try tx.run(
      """
      UPDATE wechat_handovers SET visit_hash = \(Self.hash(visit)), expires_at = \(end)
      WHERE token_hash = \(Self.hash(token))
      """)
  }

  func end(_ token: String, in tx: Transaction) throws {
    try tx.run("DELETE FROM wechat_handovers WHERE token_hash = \(Self.hash(token))")
  }

  func forget(broughtBy visit: String, in tx: Transaction) throws {
    try tx.run("DELETE FROM wechat_handovers WHERE visit_hash = \(Self.hash(visit))")
  }

  static func sweep(in tx: Transaction) throws {
    try tx.run("DELETE FROM wechat_handovers WHERE expires_at <= \(tx.now)")
  }

  private func opened(_ row: Row) throws -> OpenID {
    let sealed = Sealed(rawValue: try row.get("openid_sealed"))
    return try WeChatStore.openID(
      sealed.open(in: Self.place(try row.get("token_hash")), keys: keys))
  }

  private static func place(_ row: String) -> Sealed.Place {
    Sealed.Place(table: "wechat_handovers", column: "openid_sealed", row: row)
  }
}
