import Kernel

/// Reports being written, kept on the server under the browser's own token.
///
/// Works without script and before signing in; swept a day after the last change.
enum DraftStore {
  static let migration = Migration(
    "001_drafts",
    """
    CREATE TABLE report_drafts (
      owner TEXT PRIMARY KEY,
      body TEXT NOT NULL,
      updated_at BIGINT NOT NULL
    )
    """)

  static let keptHours: Int64 = 24

  static func save(_ draft: Draft, owner: String, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO report_drafts (owner, body, updated_at)
      VALUES (\(owner), \(try JSONText.encode(draft)), \(tx.now))
      ON CONFLICT (owner) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
      """)
  }

  static func newest(of owners: [String], in db: some Reading) throws -> Draft? {
    let row = try db.row(
      """
      SELECT body FROM report_drafts WHERE owner IN \(list: owners)
      ORDER BY updated_at DESC, owner LIMIT 1
      """)
    return try row.map { try JSONText.decode(Draft.self, from: try $0.get("body")) }
  }

  /// Puts the receipt in the draft's place, so that the same form sent again is answered with it.
  static func settle(
    _ receipt: ServiceRequestActions.Receipt, key: String?, owner: String, visitor: String?,
    in tx: Transaction
  ) throws {
    var empty = Draft()
    if let key { empty.sent = Draft.Sent(key: key, receipt: receipt) }
    try save(empty, owner: owner, in: tx)
    if let visitor, visitor != owner { try remove(visitor, in: tx) }
  }

  /// The photos and voices of all drafts.
  static func photos(in db: any Reading) throws -> Set<String> {
    try db.rows("SELECT body FROM report_drafts").reduce(into: []) { photos, row in
      let draft = try JSONText.decode(Draft.self, from: try row.get("body"))
      photos.formUnion((draft.photos ?? []) + [draft.voice].compactMap(\.self))
    }
  }

  static func remove(_ owner: String, in tx: Transaction) throws {
    try tx.run("DELETE FROM report_drafts WHERE owner = \(owner)")
  }

  static func sweep(in tx: Transaction) throws {
    try tx.run(
      "DELETE FROM report_drafts WHERE updated_at < \(tx.now.adding(hours: -keptHours))")
  }
}

/// What has been answered so far; nothing in it is checked yet.
struct Draft: Sendable, Codable {
  var kind: String?
  var type: String?
  var text = ""
  var address = ""
  var grid: String?
  var latitude: Double?
  var longitude: Double?
  /// Ids of cleaned photos.
  var photos: [String]?
  /// Id of what was said.
  var voice: String?
  var isAnonymous: Bool?
  var isPublic: Bool?
  /// What this browser sent in last.
  var sent: Sent?

  struct Sent: Codable {
    /// The key of the form that was sent.
    let key: String
    let receipt: ServiceRequestActions.Receipt
  }

  func submission(region: String) -> Submission {
    Submission(
      text: text, service: kind == "other" ? type : nil, item: kind == "other" ? nil : kind,
      area: grid ?? region, address: address, latitude: latitude, longitude: longitude,
      isAnonymous: isAnonymous ?? false, isPublic: isPublic ?? true, photos: photos ?? [],
      voice: voice)
  }
}
