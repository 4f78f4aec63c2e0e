import Civics
public import Kernel

/// A case as programs of others read it.
public struct SharedCase: Sendable {
  /// Without people, and without numbers that lead to somebody.
  public let item: Case
  /// Whether the one who asks filed it.
  public let isOwn: Bool
}

/// One step of a case that everybody may read.
public struct SharedStep: Identifiable, Sendable {
  public let id: String
  public let item: Identifier<Case>
  public let at: Timestamp
  public let move: CaseMove.Kind
  public let to: CaseState
  /// What came of it; nil for other steps.
  public let words: String?
}

/// The published view for programs: whole cases, pages that may be skipped to, and what changed.
extension CaseEngine {
  /// What everybody may read, and what the client filed itself, newest first; one statement.
  ///
  /// `client`: the actor that the client files as; nil for nobody.
  public func published(
    _ query: SharedQuery, client: String?, in db: some Reading
  ) throws -> [SharedCase] {
    let own = Self.filed(by: client)
    let wanted = SQL.all(
      ["kind = \(kind.code)"] + query.conditions + ["(\(SQL.any(["(\(Self.isShared))", own])))"])
    return try db.rows(
      """
      SELECT \(CaseStore.columns), CASE WHEN \(own) THEN TRUE ELSE FALSE END AS is_own
      FROM cases WHERE \(wanted) ORDER BY \(query.order)
      LIMIT \(min(max(query.limit, 1), 1000)) OFFSET \(max(query.skip, 0))
      """
    ).map { row in
      let isOwn: Bool = try row.get("is_own")
      let item = try Case(row)
      return SharedCase(item: isOwn ? item.publishedToFiler : item.published, isOwn: isOwn)
    }
  }

  /// One that the caller may read because it holds its token.
  ///
  /// Throws `Problem(.notFound)`.
  public func publishedToHolder(
    _ id: Identifier<Case>, in db: some Reading
  ) throws -> SharedCase {
    let item = try CaseStore.find(.id(id), kind: kind.code, where: "TRUE", in: db)
    return SharedCase(item: item.publishedToFiler, isOwn: true)
  }

  /// The steps between two times, oldest first, of what everybody may read and of the client's own.
  ///
  /// Words of staff to the reporter are the reporter's: of those only what came of it goes out.
  public func publishedSteps(
    _ times: Range<Timestamp>, of ids: [Identifier<Case>] = [], client: String?, skip: Int,
    limit: Int, in db: some Reading
  ) throws -> [SharedStep] {
    let chosen: SQL = ids.isEmpty ? "TRUE" : "id IN \(list: ids)"
    return try db.rows(
      """
      SELECT event, id, at, move, to_state, words FROM (
        SELECT case_id, id AS event, at, role AS done_as, move, to_state, words
        FROM case_events WHERE move <> 'submit' AND is_public
          AND at >= \(times.lowerBound) AND at < \(times.upperBound)
      ) AS steps JOIN cases ON cases.id = steps.case_id
      WHERE kind = \(kind.code) AND done_as <> 'reporter'
        AND move NOT IN \(list: CaseMove.Kind.talks + [.recount]) AND (\(chosen))
        AND (\(SQL.any(["(\(Self.isShared))", Self.filed(by: client)])))
      ORDER BY at, event LIMIT \(min(max(limit, 1), 1000)) OFFSET \(max(skip, 0))
      """
    ).map { row in
      let move: CaseMove.Kind = try row.get("move")
      let words: String? = try row.get("words")
      return SharedStep(
        id: try row.get("event"), item: try row.get("id"), at: try row.get("at"), move: move,
        to: try row.get("to_state"), words: move.tellsResult ? words.map(HiddenNumbers.hidden) : nil
      )
    }
  }

  /// Words of the program that filed it, as its reporter's.
  ///
  /// Throws `Problem(.notFound)` for what somebody else filed, or a `CaseRefusal`.
  public func say(
    _ words: String, photos: [Identifier<CaseFile>], on id: Identifier<Case>, by viewer: Viewer,
    in tx: Transaction
  ) throws -> CaseMoved {
    let item = try CaseStore.find(
      .id(id), kind: kind.code, where: Self.filed(by: viewer.client), in: tx)
    let facts = CaseFacts(now: tx.now, calendar: calendar(), table: table(at: tx.now))
    let filer = CaseActor(id: viewer.actor, roles: [.reporter])
    return try apply(
      .addWords(words, audience: .reporter, photos: photos), to: item, by: filer, facts, in: tx)
  }

  /// Throws `Problem(.notFound)` for what the viewer's program did not file.
  public func requireFiled(
    _ id: Identifier<Case>, by viewer: Viewer, in db: some Reading
  ) throws {
    _ = try CaseStore.find(
      .id(id), kind: kind.code, where: Self.filed(by: viewer.client), in: db)
  }

  /// As the index of keys has it, word for word: planners take it by that.
  private static func filed(by client: String?) -> SQL {
    guard let client else { return "FALSE" }
    return """
      id IN (
        SELECT case_id FROM case_events
        WHERE move = 'submit' AND substr(actor, 1, 4) = 'key:' AND actor = \(client))
      """
  }
}

extension Case {
  /// As the program reads it that filed it: its own words, and nobody's name.
  ///
  /// What staff have withdrawn from the public keeps its words from the program too.
  fileprivate var publishedToFiler: Case {
    var item = published
    guard confidentiality == .open, !isShared else { return item }
    item.title = HiddenNumbers.hidden(in: title)
    item.body = HiddenNumbers.hidden(in: body)
    item.place = place
    item.place.address = HiddenNumbers.hidden(in: place.address)
    return item
  }
}
