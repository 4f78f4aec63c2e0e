public import Kernel

/// Several cases in hand at once: ticked ones of a list, and the pages of one.
extension CaseEngine {
  /// Those of the ids that the viewer has in the queue, in the order of the ids; one statement.
  public func items(
    _ ids: [Identifier<Case>], for viewer: Viewer, in db: some Reading
  ) throws -> [CaseListItem] {
    guard !ids.isEmpty else { return [] }
    let found = try db.rows(
      """
      SELECT \(CaseListItem.columns) FROM cases
      WHERE id IN \(list: Self.padded(ids)) AND kind = \(kind.code)
        AND (\(sight(of: viewer).staff()))
      """
    ).map(CaseListItem.init)
    let known = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    return ids.compactMap { known[$0] }
  }

  /// The rows of a list with everything that the viewer may know of them, in its order.
  public func whole(
    _ rows: [CaseListItem], for viewer: Viewer, in db: some Reading
  ) throws -> [Case] {
    guard !rows.isEmpty else { return [] }
    let sight = sight(of: viewer)
    let found = try db.rows(
      """
      SELECT \(CaseStore.columns) FROM cases
      WHERE id IN \(list: Self.padded(rows.map(\.id))) AND kind = \(kind.code)
      """
    ).map(Case.init)
    let known = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    return rows.compactMap { known[$0.id].map(sight.redacted) }
  }
}
