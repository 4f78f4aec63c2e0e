public import Civics
public import Kernel

/// A case that this one was merged into, or one that was merged into it.
public struct CaseLink: Identifiable, Hashable, Sendable {
  public let id: Identifier<Case>
  public let no: CaseNumber
  /// Whether this case went into it, rather than it into this one.
  public let isTarget: Bool
  public let submittedAt: Timestamp
  public let address: String
  public let point: Coordinate?
}

extension CaseEngine {
  /// Where those of a list that were merged went, as far as the viewer may open it.
  ///
  /// By the id of the case that took them in. No statement where nothing was merged.
  public func targets(
    of items: [CaseListItem], for viewer: Viewer, in db: some Reading
  ) throws -> [Identifier<Case>: CaseNumber] {
    let merged = items.filter { $0.state == .merged }
    let ids = Set(merged.compactMap(\.duplicateOf)).sorted { $0.rawValue < $1.rawValue }
    guard !ids.isEmpty else { return [:] }
    let rows = try db.rows(
      """
      SELECT id, no FROM cases WHERE id IN \(list: ids) AND (\(opened(by: sight(of: viewer))))
      """)
    return Dictionary(
      try rows.map { (try $0.get("id"), try $0.number("no")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What opens for the viewer on a resident's page: theirs, joined, or shared.
  func opened(by sight: CaseSight) -> SQL {
    SQL.any([sight.condition, sight.joined, Self.isOpened])
  }
}

extension CaseDossierStore.Parts {
  /// What came in is the staff's to know; one that only repeats another was not merged into it.
  func links(of item: Case, forStaff: Bool) -> [CaseLink] {
    links.filter { $0.isTarget ? item.state == .merged : forStaff }
  }
}
