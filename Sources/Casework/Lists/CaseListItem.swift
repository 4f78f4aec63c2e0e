public import Civics
public import Kernel

/// What a row of a list shows; never who reported it.
public struct CaseListItem: Identifiable, Hashable, Sendable {
  public let id: Identifier<Case>
  public let ref: Int64
  public let no: CaseNumber
  public let requestKind: RequestKind
  public let source: CaseSource
  public internal(set) var title: String
  /// The first characters of the words.
  public internal(set) var excerpt: String
  public let classCode: String
  public let service: String
  public let item: String?
  public let urgency: Urgency
  public internal(set) var place: CasePlace
  public let isAnonymous: Bool
  public let supporters: Int
  /// What it was merged into, or what it repeats where it was brought in.
  public let duplicateOf: Identifier<Case>?
  public let leadUnit: String?
  public let level: CaseLevel?
  public let state: CaseState
  public let version: Int
  public let confidentiality: Confidentiality
  public let outcome: CaseOutcome?
  public let isImported: Bool
  public let submittedAt: Timestamp
  public let stateSince: Timestamp
  public let closedAt: Timestamp?
  public let dueAt: Timestamp?
  public let warnAt: Timestamp?
  public let needsReview: Bool
  /// The first picture.
  public internal(set) var photo: Identifier<CaseFile>?
  public let season: CaseSeason?
}

/// Some rows and where to go on.
public struct CasePage<Item: Sendable>: Sendable {
  public let items: [Item]
  /// Nil on the last page.
  public let next: CaseCursor?
}

extension CaseListItem {
  static let excerptLength = 80

  static let columns: SQL = """
    id, ref, no, request_kind, source, title, substr(body, 1, 80) AS excerpt, class_code, service,
    item, urgency, area, address, latitude, longitude, is_anonymous, supporters, duplicate_of,
    lead_unit, level, state, version, confidentiality, outcome, is_imported, submitted_at, state_since, closed_at,
    due_at, warn_at, needs_review, season, season_on, (
      SELECT file FROM case_attachments WHERE case_id = cases.id AND kind = 'before'
      ORDER BY file LIMIT 1) AS photo
    """

  init(_ row: Row) throws {
    self.init(
      id: try row.get("id"), ref: try row.get("ref"), no: try row.number("no"),
      requestKind: try row.get("request_kind"), source: try row.get("source"),
      title: try row.get("title"), excerpt: try row.get("excerpt"),
      classCode: try row.get("class_code"), service: try row.get("service"),
      item: try row.get("item"), urgency: try row.get("urgency"),
      place: CasePlace(
        area: try row.get("area"), address: try row.get("address"), point: try row.point()),
      isAnonymous: try row.get("is_anonymous"), supporters: try row.get("supporters"),
      duplicateOf: try row.get("duplicate_of"),
      leadUnit: try row.get("lead_unit"), level: try row.get("level"),
      state: try row.get("state"), version: try row.get("version"),
      confidentiality: try row.get("confidentiality"), outcome: try row.get("outcome"),
      isImported: try row.get("is_imported"), submittedAt: try row.get("submitted_at"),
      stateSince: try row.get("state_since"), closedAt: try row.get("closed_at"),
      dueAt: try row.get("due_at", as: Timestamp.self).unlessNever,
      warnAt: try row.get("warn_at", as: Timestamp.self).unlessNever,
      needsReview: try row.get("needs_review"), photo: try row.get("photo"),
      season: try row.season())
  }
}
