import Kernel

/// Every statement on `supervision_bulletins`.
enum BulletinStore {
  private static let columns: SQL = """
    week_on, state, version, overview, praise, urge, plan, editors, edited_as, edited_at, signed_by,
    signed_as, signed_at, published_at, is_missed, is_shown, items
    """

  static func insert(_ bulletin: Bulletin, in tx: Transaction) throws {
    try tx.run(
      "INSERT INTO supervision_bulletins (\(columns)) VALUES (\(try values(bulletin)))")
  }

  /// False where somebody has changed it since.
  static func update(_ bulletin: Bulletin, from version: Int, in tx: Transaction) throws -> Bool {
    try tx.run(
      """
      UPDATE supervision_bulletins SET state = \(bulletin.state), version = \(bulletin.version),
        overview = \(bulletin.words.overview), praise = \(bulletin.words.praise),
        urge = \(bulletin.words.urge), plan = \(bulletin.words.plan),
        editors = \(bulletin.editors.joined(separator: " ")), edited_as = \(bulletin.editedAs),
        edited_at = \(bulletin.editedAt), signed_by = \(bulletin.signedBy),
        signed_as = \(bulletin.signedAs), signed_at = \(bulletin.signedAt),
        published_at = \(bulletin.publishedAt), is_missed = \(bulletin.isMissed),
        items = \(try JSONText.encode(bulletin.items))
      WHERE week_on = \(bulletin.week.monday) AND version = \(version)
      """) == 1
  }

  private static func values(_ bulletin: Bulletin) throws -> SQL {
    let words = bulletin.words
    return """
      \(bulletin.week.monday), \(bulletin.state), \(bulletin.version), \(words.overview),
      \(words.praise), \(words.urge), \(words.plan), \(bulletin.editors.joined(separator: " ")),
      \(bulletin.editedAs), \(bulletin.editedAt), \(bulletin.signedBy), \(bulletin.signedAs),
      \(bulletin.signedAt), \(bulletin.publishedAt), \(bulletin.isMissed), \(bulletin.isShown),
      \(try JSONText.encode(bulletin.items))
      """
  }

  static func find(_ week: Week, in db: some Reading) throws -> Bulletin? {
    try db.row(
      "SELECT \(columns) FROM supervision_bulletins WHERE week_on = \(week.monday)"
    ).map(Bulletin.init)
  }

  /// The newest of them, those that say nothing left out.
  static func list(
    onlyPublished: Bool, before: LocalDate?, limit: Int, in db: some Reading
  ) throws -> [Bulletin] {
    // Of weeks in which nothing came, those that somebody wrote about all the same.
    var parts: [SQL] = [onlyPublished ? "(is_shown OR NOT is_missed)" : "is_shown"]
    if onlyPublished { parts.append("state = \(Bulletin.State.published)") }
    if let before { parts.append("week_on < \(before)") }
    return try db.rows(
      """
      SELECT \(columns) FROM supervision_bulletins WHERE \(SQL.all(parts))
      ORDER BY week_on DESC LIMIT \(limit)
      """
    ).map(Bulletin.init)
  }

  /// Drafts of the week a promise was made in, and of those after it.
  static func drafts(with promise: String, in db: some Reading) throws -> [Bulletin] {
    try db.rows(
      """
      SELECT \(columns) FROM supervision_bulletins
      WHERE state = \(Bulletin.State.draft)
        AND week_on >= (SELECT week_on FROM supervision_items WHERE id = \(promise))
      ORDER BY week_on
      """
    ).map(Bulletin.init)
  }

  /// Weeks whose bulletin is still to go out and that end by a day.
  static func waiting(upTo monday: LocalDate, in db: some Reading) throws -> [Bulletin] {
    try db.rows(
      """
      SELECT \(columns) FROM supervision_bulletins
      WHERE state <> \(Bulletin.State.published) AND week_on <= \(monday) ORDER BY week_on
      """
    ).map(Bulletin.init)
  }
}

extension Bulletin {
  fileprivate init(_ row: Row) throws {
    self.init(week: Week(of: try row.get("week_on")), isShown: try row.get("is_shown"))
    (state, version) = (try row.get("state"), try row.get("version"))
    words = Words(
      overview: try row.get("overview"), praise: try row.get("praise"), urge: try row.get("urge"),
      plan: try row.get("plan"))
    let ids: String = try row.get("editors")
    editors = ids.split(separator: " ").map(String.init)
    (editedAs, editedAt) = (try row.get("edited_as"), try row.get("edited_at"))
    (signedBy, signedAs) = (try row.get("signed_by"), try row.get("signed_as"))
    (signedAt, publishedAt) = (try row.get("signed_at"), try row.get("published_at"))
    isMissed = try row.get("is_missed")
    items = try JSONText.decode([Promise].self, from: try row.get("items"))
  }
}
