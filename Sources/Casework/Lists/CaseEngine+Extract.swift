public import Kernel

/// Which cases are handed over, whoever reads them.
public struct CaseExtract: Sendable, Hashable {
  public var from: Timestamp?
  /// Not included.
  public var before: Timestamp?
  /// Types and kinds; empty for all.
  public var services: Set<String> = []
  public var withRestricted = false

  public init() {}

  /// How many there are, and the last of them: what is filed later is left for the next time.
  public struct Size: Sendable, Hashable {
    public let count: Int64
    let last: Int64
  }
}

/// Cases by the page in the order they were filed, for those who carry them elsewhere; a case that
/// was split is there once, without its parts.
///
/// No viewer, so nothing of it is shown: who asks takes out what may not leave.
extension CaseEngine {
  public func size(of extract: CaseExtract, in db: some Reading) throws -> CaseExtract.Size {
    let row = try db.row(
      """
      SELECT COUNT(*) AS count, COALESCE(MAX(ref), 0) AS last FROM cases
      WHERE \(condition(extract))
      """)
    return CaseExtract.Size(count: try row?.get("count") ?? 0, last: try row?.get("last") ?? 0)
  }

  /// The next `limit` cases after the one before; empty at the end.
  public func page(
    of extract: CaseExtract, _ size: CaseExtract.Size, after ref: Int64, limit: Int,
    in db: some Reading
  ) throws -> [Case] {
    try db.rows(
      """
      SELECT \(CaseStore.columns) FROM cases
      WHERE \(condition(extract)) AND ref > \(ref) AND ref <= \(size.last)
      ORDER BY ref LIMIT \(limit)
      """
    ).map(Case.init)
  }

  private func condition(_ extract: CaseExtract) -> SQL {
    var parts: [SQL] = ["kind = \(kind.code)", "parent IS NULL"]
    if let from = extract.from { parts.append("ref >= \(from.rawValue << 20)") }
    if let before = extract.before { parts.append("ref < \(before.rawValue << 20)") }
    if !extract.services.isEmpty {
      let codes = extract.services.sorted()
      parts.append("(service IN \(list: codes) OR item IN \(list: codes))")
    }
    if !extract.withRestricted { parts.append("confidentiality <> 'restricted'") }
    return SQL.all(parts)
  }
}
