public import Kernel

/// What the platform's own subscribers and jobs read; no viewer, so nothing of it is shown.
extension CaseEngine {
  public func findBySystem(_ id: Identifier<Case>, in db: some Reading) throws -> Case? {
    try db.row(
      "SELECT \(CaseStore.columns) FROM cases WHERE id = \(id) AND kind = \(kind.code)"
    ).map(Case.init)
  }

  public func supporters(
    of id: Identifier<Case>, in db: some Reading
  ) throws -> [Identifier<Person>] {
    try db.rows(
      "SELECT person FROM case_supporters WHERE case_id = \(id) ORDER BY at, person"
    ).map { try $0.get("person") }
  }

  /// Cases with which a number was left and no person: this one, and those merged into it.
  public func callers(
    of id: Identifier<Case>, in db: some Reading
  ) throws -> [(id: Identifier<Case>, no: String)] {
    let left: SQL = "reporter IS NULL AND contact_sealed IS NOT NULL"
    return try db.rows(
      """
      SELECT id, no FROM cases WHERE id = \(id) AND \(left)
      UNION ALL
      SELECT id, no FROM cases WHERE duplicate_of = \(id) AND state = \(CaseState.merged) AND \(left)
      """
    ).map { (id: try $0.get("id"), no: try $0.get("no")) }
  }

  /// What was left with a case, for the platform to send a text to.
  public func contactLeft(with id: Identifier<Case>, in db: some Reading) throws -> Sealed? {
    let row = try db.row("SELECT contact_sealed FROM cases WHERE id = \(id)")
    return try row?.get("contact_sealed", as: String?.self).map(Sealed.init(rawValue:))
  }

  /// How the reporter of a case can be reached, by whoever may know them.
  public struct Contact: Sendable {
    public let id: Identifier<Case>
    /// What was left with the case; nil where nothing was.
    public let sealed: Sealed?
    /// Who reported it signed in, and so has a number in the account.
    public let person: Identifier<Person>?
  }

  /// The contact of a case, if the viewer may know the reporter.
  ///
  /// Throws `Problem(.notFound)` or `Problem(.forbidden)`.
  public func contact(
    of key: CaseStore.Key, for viewer: Viewer, in db: some Reading
  ) throws -> Contact {
    let sight = sight(of: viewer)
    let item = try CaseStore.find(key, kind: kind.code, where: sight.condition, in: db)
    let roles = sight.roles(in: item)
    let isOwn = roles.contains(.reporter)
    let isEntitled = viewer.scopes(for: kind.permissions.revealContact).contains { scope in
      CaseSight.reaches(scope, item)
    }
    guard isOwn || isEntitled, sight.mayKnowReporter(of: item, as: roles) else {
      throw Problem(.forbidden)
    }
    let row = try db.row("SELECT contact_sealed FROM cases WHERE id = \(item.id)")
    let text: String? = try row?.get("contact_sealed")
    return Contact(
      id: item.id, sealed: text.map(Sealed.init(rawValue:)), person: item.reporter.person)
  }

  /// Where a case's number is sealed to.
  public static func contactPlace(of id: Identifier<Case>) -> Sealed.Place {
    Sealed.Place(table: "cases", column: "contact_sealed", row: id.rawValue)
  }

  /// What contact hashes are made under.
  public static let contactLabel = "cases.contact"

  /// Whether the viewer may open this file: it hangs on a case they may see.
  ///
  /// Shared cases show neighbours no pictures: faces and plates are not blurred yet.
  public func maySee(
    _ file: Identifier<CaseFile>, as viewer: Viewer, in db: some Reading
  ) throws -> Bool {
    try db.row(
      """
      SELECT id FROM cases
      WHERE id IN (
          SELECT case_id FROM case_attachments WHERE file = \(file)
          UNION ALL
          SELECT part.id FROM cases part JOIN case_attachments a ON a.case_id = part.parent
          WHERE a.file = \(file))
        AND \(sight(of: viewer).condition) LIMIT 1
      """) != nil
  }

  /// The pictures that came with a case, for whoever was given a link to them.
  public func pictures(
    of id: Identifier<Case>, in db: some Reading
  ) throws -> [Identifier<CaseFile>] {
    try db.rows(
      """
      SELECT file FROM case_attachments WHERE case_id = \(id) AND kind = 'before'
      ORDER BY added_at, file
      """
    ).map { try $0.get("file") }
  }

  /// Those of the files that hang on this case, if the viewer may see it.
  public func attached(
    _ files: [Identifier<CaseFile>], to id: Identifier<Case>, for viewer: Viewer,
    in db: some Reading
  ) throws -> Set<Identifier<CaseFile>> {
    Set(
      try db.rows(
        """
        SELECT file FROM case_attachments
        WHERE file IN \(list: files) AND case_id IN (
          SELECT id FROM cases
          WHERE id = \(id) AND kind = \(kind.code) AND \(sight(of: viewer).condition))
        """
      ).map { try $0.get("file") })
  }

  /// Those of the files that hang on a case of any kind.
  public static func attached(_ files: [String], in db: any Reading) throws -> Set<String> {
    Set(
      try db.rows(
        "SELECT DISTINCT file FROM case_attachments WHERE file IN \(list: files)"
      ).map { try $0.get("file") })
  }
}
