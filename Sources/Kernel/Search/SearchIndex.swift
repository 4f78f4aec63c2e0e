/// Words found by pairs of characters, the same way on both engines, two-character words too.
///
/// What is new lies as text and is looked through; every thousand things a job packs the oldest
/// into a segment: one row for each pair, written in the key's order. A row for each pair of each
/// thing would cost thirty to a hundred scattered writes a filing, and grow dearer with the table;
/// a segment costs about ten in a row. See `docs/adr/0005-search-in-segments.md`.
public enum SearchIndex {
  /// Things in one segment.
  static let segmentSize = 1000
  /// Pairs looked up for one query; more would not narrow it.
  private static let wantedLimit = 16

  /// Makes a thing findable by its text, instead of what was said of it before.
  ///
  /// `ref`: the thing's sortable number. `isNew`: nothing was said of it before.
  public static func put(
    _ text: String, kind: String, ref: Int64, isNew: Bool, in tx: Transaction
  ) throws {
    if !isNew { try remove(kind: kind, ref: ref, in: tx) }
    try tx.later(
      """
      INSERT INTO search_recent (kind, ref, text) VALUES (\(kind), \(ref), \(FoldedText(text).text))
      ON CONFLICT (kind, ref) DO UPDATE SET text = excluded.text
      """)
  }

  /// Leaves nothing of its text behind, in segments neither.
  public static func remove(kind: String, ref: Int64, in tx: Transaction) throws {
    try tx.run("DELETE FROM search_recent WHERE kind = \(kind) AND ref = \(ref)")
    let rows = try tx.rows(
      """
      SELECT p.segment, p.gram, p.refs FROM search_segments s
      JOIN search_postings p ON p.kind = s.kind AND p.segment = s.segment
      WHERE s.kind = \(kind) AND s.first_ref <= \(ref) AND s.last_ref >= \(ref)
      """)
    for row in rows {
      let refs = RefList.decode(try row.get("refs"))
      guard refs.contains(ref) else { continue }
      let (segment, gram): (Int64, Int64) = (try row.get("segment"), try row.get("gram"))
      let place: SQL = "kind = \(kind) AND segment = \(segment) AND gram = \(gram)"
      let rest = refs.filter { $0 != ref }
      if rest.isEmpty {
        try tx.later("DELETE FROM search_postings WHERE \(place)")
      } else {
        try tx.later(
          "UPDATE search_postings SET refs = \(RefList.encode(rest)) WHERE \(place)")
      }
    }
  }

  /// Everything whose text holds all pairs of the query, in one look; nil when the query holds
  /// nothing that can be searched.
  ///
  /// Pairs of one word may lie apart in a text, so callers that must be exact compare it as well.
  public static func find(_ query: String, kind: String, in db: some Reading) throws -> [Int64]? {
    let runs = Array(Grams.runs(of: FoldedText(query)).prefix(8))
    let wanted = Array(Grams.wanted(by: runs).prefix(wantedLimit))
    guard !wanted.isEmpty else { return nil }
    // Asked for one by one, so that both planners go to each segment's row by its key.
    let lists = wanted.map { gram in
      """
      (SELECT p.refs FROM search_postings p
       WHERE p.kind = s.kind AND p.segment = s.segment AND p.gram = \(gram))
      """ as SQL
    }
    let words = runs.map { run in
      let word = String(String.UnicodeScalarView(run.compactMap { Unicode.Scalar(UInt32($0)) }))
      return "text LIKE \("%" + word + "%")" as SQL
    }
    let rows = try db.rows(
      """
      SELECT \(SQL.joined(lists, by: " || ',' || ", empty: "''")) AS refs, TRUE AS packed
      FROM search_segments s WHERE s.kind = \(kind)
      UNION ALL
      SELECT CAST(ref AS TEXT) AS refs, FALSE AS packed FROM search_recent
      WHERE kind = \(kind) AND \(SQL.all(words))
      """)
    return try rows.flatMap { row -> [Int64] in
      // A segment that lacks one of the pairs has a null, and holds nothing that fits.
      guard let refs: String = try row.get("refs") else { return [] }
      guard try row.get("packed") else { return [Int64(refs) ?? 0] }
      return RefList.common(
        refs.split(separator: ",", omittingEmptySubsequences: false)
          .map { RefList.decode(String($0)) })
    }
  }
}
