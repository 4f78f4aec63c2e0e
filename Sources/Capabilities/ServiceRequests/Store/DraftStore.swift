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

  /// Keeps what the draft has room for; a page that is shown again has the words from its form.
  static func save(_ draft: Draft, owner: String, in tx: Transaction) throws {
    let draft = draft.bounded
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

  /// The photos and spoken notes of all drafts.
  static func files(in db: any Reading) throws -> Set<String> {
    try db.rows("SELECT body FROM report_drafts").reduce(into: []) { files, row in
      let draft = try JSONText.decode(Draft.self, from: try row.get("body"))
      files.formUnion((draft.photos ?? []) + [draft.voice].compactMap { $0 })
    }
  }

  static func remove(_ owner: String, in tx: Transaction) throws {
    try tx.run("DELETE FROM report_drafts WHERE owner = \(owner)")
  }

  /// Returns how many there were, the unsent forms of staff acts among them.
  static func removeAll(of owner: String, in tx: Transaction) throws -> Int {
    try tx.run(
      """
      DELETE FROM report_drafts WHERE owner = \(owner)
        OR (owner > \(owner + "/") AND owner < \(owner + "0"))
      """)
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
  /// Those who work on it do not learn who it was.
  var isHidden: Bool?
  /// What was answered to the type's questions, by their codes.
  var answers: [String: [String]]?
  /// Code of a season, from those who walk a grid.
  var season: String?
  /// What this browser sent in last.
  var sent: Sent?

  /// Of what the last page shows: another tab may have changed it since.
  var mark: String {
    let shown: [String] = [
      kind ?? "", type ?? "", text, address, grid ?? "", "\(latitude ?? 0) \(longitude ?? 0)",
      (photos ?? []).joined(separator: " "), voice ?? "",
      (answers ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(),
    ]
    return String(Hex.encode(SHA256.hash(Array(shown.joined(separator: "\u{1F}").utf8))).prefix(16))
  }

  struct Sent: Codable {
    /// The key of the form that was sent.
    let key: String
    let receipt: ServiceRequestActions.Receipt
  }

  /// Cut to twice of what may be filed, so that too many words can still be shortened: a stranger
  /// could fill the disk with drafts otherwise.
  var bounded: Draft {
    let limits = SubmissionLimits()
    var draft = self
    draft.text = text.shortened(to: limits.textLength * 2)
    draft.address = address.shortened(to: 1000)
    draft.kind = kind.map { $0.shortened(to: 64) }
    draft.type = type.map { $0.shortened(to: 64) }
    draft.grid = grid.map { $0.shortened(to: 64) }
    draft.photos = photos.map { Array($0.prefix(limits.photos)) }
    return draft
  }

  func submission(region: String) -> Submission {
    Submission(
      text: text, service: kind == "other" ? type : nil, item: kind == "other" ? nil : kind,
      area: grid ?? region, address: address, latitude: latitude, longitude: longitude,
      isAnonymous: isAnonymous ?? false, hidesFromHandler: isHidden ?? false,
      isPublic: isPublic ?? true, photos: photos ?? [], voice: voice, season: season)
  }
}
