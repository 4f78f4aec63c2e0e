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

  static func find(_ owner: String, in db: some Reading) throws -> Draft? {
    let row = try db.row("SELECT body FROM report_drafts WHERE owner = \(owner)")
    return try row.map { try JSONText.decode(Draft.self, from: try $0.get("body")) }
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

  func submission(region: String) -> Submission {
    Submission(
      text: text, service: kind == "other" ? type : nil, item: kind == "other" ? nil : kind,
      area: grid ?? region, address: address, latitude: latitude, longitude: longitude,
      photos: photos ?? [])
  }
}
