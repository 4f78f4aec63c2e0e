import Casework
import Kernel

/// Which photos everybody may see, each as a covered copy, and how that was decided.
///
/// The original stays with staff and reporter; the line of history outlives the copy.
enum CoverStore {
  static let migration = Migration(
    "006_photo_covers",
    """
    CREATE TABLE photo_covers (
      case_id TEXT NOT NULL,
      file TEXT NOT NULL,
      covered TEXT NOT NULL,
      boxes TEXT NOT NULL,
      is_public BOOLEAN NOT NULL,
      decided_at BIGINT NOT NULL,
      PRIMARY KEY (case_id, file)
    )\(.clustered)
    """,
    "CREATE INDEX photo_covers_by_copy ON photo_covers (covered)",
    """
    CREATE TABLE photo_decisions (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL,
      file TEXT NOT NULL,
      deed TEXT NOT NULL CHECK (deed IN ('cover', 'publish', 'unpublish')),
      actor TEXT NOT NULL,
      post TEXT,
      reason TEXT NOT NULL,
      at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX photo_decisions_by_case ON photo_decisions (case_id, at)")

  static func covers(of id: Identifier<Case>, in db: some Reading) throws -> [PhotoCover] {
    try db.rows(
      """
      SELECT file, covered, boxes, is_public, decided_at FROM photo_covers
      WHERE case_id = \(id) ORDER BY file
      """
    ).map(PhotoCover.init)
  }

  static func decisions(of id: Identifier<Case>, in db: some Reading) throws -> [PhotoDecision] {
    try db.rows(
      """
      SELECT id, file, deed, actor, post, reason, at FROM photo_decisions
      WHERE case_id = \(id) ORDER BY at DESC, id DESC
      """
    ).map(PhotoDecision.init)
  }

  /// Copies that everybody may see, by case; none of a case in which nothing is approved.
  static func published(
    of ids: [Identifier<Case>], in db: some Reading
  ) throws -> [Identifier<Case>: [String]] {
    guard !ids.isEmpty else { return [:] }
    return try db.rows(
      """
      SELECT case_id, covered FROM photo_covers
      WHERE case_id IN \(list: ids) AND is_public ORDER BY case_id, file
      """
    ).reduce(into: [:]) { found, row in
      found[try row.get("case_id"), default: []].append(try row.get("covered"))
    }
  }

  /// What it is a copy of, in which cases, and whether it is approved there.
  static func originals(
    ofCopy covered: String, in db: some Reading
  ) throws -> [(file: Identifier<CaseFile>, id: Identifier<Case>, isPublic: Bool)] {
    try db.rows("SELECT file, case_id, is_public FROM photo_covers WHERE covered = \(covered)")
      .map { (try $0.get("file"), try $0.get("case_id"), try $0.get("is_public")) }
  }

  static func put(
    _ cover: PhotoCover, of id: Identifier<Case>, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO photo_covers (file, case_id, covered, boxes, is_public, decided_at) VALUES (
        \(cover.file), \(id), \(cover.covered), \(try JSONText.encode(cover.boxes)),
        \(cover.isPublic), \(cover.at))
      ON CONFLICT (case_id, file) DO UPDATE SET covered = excluded.covered,
        boxes = excluded.boxes, is_public = excluded.is_public, decided_at = excluded.decided_at
      """)
  }

  static func note(_ decision: PhotoDecision, of id: Identifier<Case>, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO photo_decisions (id, case_id, file, deed, actor, post, reason, at) VALUES (
        \(decision.id), \(id), \(decision.file), \(decision.deed), \(decision.actor),
        \(decision.post), \(decision.reason), \(decision.at))
      """)
  }

  /// Those of the files that are covered copies: the sweep of files leaves them.
  static func named(_ files: [String], in db: any Reading) throws -> Set<String> {
    Set(
      try db.rows("SELECT covered FROM photo_covers WHERE covered IN \(list: files)")
        .map { try $0.get("covered") })
  }

  /// Copies whose originals have gone with their case go too; returns how many.
  ///
  /// Who decided stays as the post alone: reasons may name people.
  static func expire(attached: ([String]) throws -> Set<String>, in tx: Transaction) throws -> Int {
    let files: [String] = try tx.rows("SELECT DISTINCT file FROM photo_covers ORDER BY file")
      .map { try $0.get("file") }
    var gone: [String] = []
    for start in stride(from: 0, to: files.count, by: 500) {
      let part = Array(files[start..<min(start + 500, files.count)])
      let kept = try attached(part)
      gone += part.filter { !kept.contains($0) }
    }
    guard !gone.isEmpty else { return 0 }
    try tx.run("UPDATE photo_decisions SET reason = '' WHERE file IN \(list: gone)")
    return try tx.run("DELETE FROM photo_covers WHERE file IN \(list: gone)")
  }
}

extension PhotoCover {
  fileprivate init(_ row: Row) throws {
    self.init(
      file: try row.get("file"), covered: try row.get("covered"),
      boxes: try JSONText.decode([PhotoCleaner.Box].self, from: try row.get("boxes")),
      isPublic: try row.get("is_public"), at: try row.get("decided_at"))
  }
}

extension PhotoDecision {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row.get("id"), file: try row.get("file"), deed: try row.get("deed"),
      actor: try row.get("actor"), post: try row.get("post"), reason: try row.get("reason"),
      at: try row.get("at"))
  }
}
