import Casework
import Kernel

/// Whose draft it is: the hash of the token in the visitor's cookie; never the token itself.
struct DraftToken: RawRepresentable, Hashable, Sendable, ColumnValue {
  let rawValue: String

  init(rawValue: String) { self.rawValue = rawValue }

  init(hashing token: String) { rawValue = Hex.encode(SHA256.hash(token)) }
}

/// A report that is not finished: what was typed, by field, and the photos sent so far.
struct Draft: Hashable, Codable, Sendable {
  var fields: [String: [String]] = [:]
  var photos: [Identifier<CaseFile>] = []
  var updatedAt = Timestamp(milliseconds: 0)

  /// Hours after the last change.
  static let keptHours: Int64 = 24
  /// Bytes of everything typed.
  static let longest = 64 * 1024
}

/// Every statement on `service_request_drafts`.
enum DraftStore {
  static func save(_ draft: Draft, of token: DraftToken, keys: SecretKeys, in tx: Transaction)
    throws
  {
    let text = try JSONText.encode(draft.fields)
    guard text.utf8.count <= Draft.longest else { throw Problem(.tooLarge) }
    let sealed = try Sealed(sealing: text, in: place(token), keys: keys)
    try tx.later(
      """
      INSERT INTO service_request_drafts (token_hash, content, photos, updated_at)
      VALUES (\(token), \(sealed.rawValue), \(try JSONText.encode(draft.photos)), \(tx.now))
      ON CONFLICT (token_hash) DO UPDATE SET content = excluded.content, photos = excluded.photos,
        updated_at = excluded.updated_at
      """)
  }

  /// Nil when there is none, or when it is too old.
  static func find(
    _ token: DraftToken, at now: Timestamp, keys: SecretKeys, in db: some Reading
  ) throws -> Draft? {
    let row = try db.row(
      """
      SELECT content, photos, updated_at FROM service_request_drafts
      WHERE token_hash = \(token) AND updated_at > \(now.adding(hours: -Draft.keptHours))
      """)
    guard let row else { return nil }
    let sealed = Sealed(rawValue: try row.get("content"))
    let text = try sealed.open(in: place(token), keys: keys)
    return Draft(
      fields: try JSONText.decode([String: [String]].self, from: text),
      photos: try JSONText.decode([Identifier<CaseFile>].self, from: try row.get("photos")),
      updatedAt: try row.get("updated_at"))
  }

  static func discard(_ token: DraftToken, in tx: Transaction) throws {
    try tx.later("DELETE FROM service_request_drafts WHERE token_hash = \(token)")
  }

  /// Deletes what is too old and returns the photos that hung on it.
  static func sweep(in tx: Transaction) throws -> [Identifier<CaseFile>] {
    let before = tx.now.adding(hours: -Draft.keptHours)
    let rows = try tx.rows(
      """
      DELETE FROM service_request_drafts WHERE updated_at <= \(before) RETURNING photos
      """)
    let old = try rows.flatMap(photos)
    guard !old.isEmpty else { return [] }
    // The same picture may hang on a younger draft: files are kept by content.
    let kept = Set(
      try tx.rows("SELECT photos FROM service_request_drafts WHERE photos <> '[]'").flatMap(photos))
    return Set(old).subtracting(kept).sorted()
  }

  private static func photos(_ row: Row) throws -> [Identifier<CaseFile>] {
    try JSONText.decode([Identifier<CaseFile>].self, from: try row.get("photos"))
  }

  private static func place(_ token: DraftToken) -> Sealed.Place {
    Sealed.Place(table: "service_request_drafts", column: "content", row: token.rawValue)
  }
}
