/// Takes what is new out of the looked-through texts into a segment of its own.
public enum SearchPacking {
  /// Packs the oldest thousand of a kind that has that many; false when none has.
  public static func step(in tx: Transaction) throws -> Bool {
    let size = SearchIndex.segmentSize
    let full = try tx.row(
      """
      SELECT kind FROM search_recent GROUP BY kind HAVING COUNT(*) >= \(size)
      ORDER BY kind LIMIT 1
      """)
    guard let full else { return false }
    let kind: String = try full.get("kind")
    let things = try tx.rows(
      "SELECT ref, text FROM search_recent WHERE kind = \(kind) ORDER BY ref LIMIT \(literal: size)"
    ).map { row in
      (ref: try row.get("ref", as: Int64.self), text: try row.get("text", as: String.self))
    }
    guard let first = things.first?.ref, let last = things.last?.ref else { return false }
    var postings: [Int64: [Int64]] = [:]
    for thing in things {
      // A folded text folds to itself, so nothing is lost by folding it twice.
      for gram in Grams.all(of: FoldedText(thing.text)) {
        postings[gram, default: []].append(thing.ref)
      }
    }
    let number =
      try tx.number("SELECT MAX(segment) FROM search_segments WHERE kind = \(kind)") + 1
    try tx.run(
      """
      INSERT INTO search_segments (kind, segment, first_ref, last_ref)
      VALUES (\(kind), \(number), \(first), \(last))
      """)
    try insert(postings, kind: kind, segment: number, in: tx)
    try tx.run(
      """
      DELETE FROM search_recent WHERE kind = \(kind) AND ref >= \(first) AND ref <= \(last)
      """)
    return true
  }

  private static func insert(
    _ postings: [Int64: [Int64]], kind: String, segment: Int64, in tx: Transaction
  ) throws {
    let sorted = postings.sorted { $0.key < $1.key }
    for start in stride(from: 0, to: sorted.count, by: 200) {
      let rows = sorted[start..<min(start + 200, sorted.count)].map { gram, refs in
        "(\(kind), \(segment), \(gram), \(RefList.encode(refs)))" as SQL
      }
      try tx.later(
        """
        INSERT INTO search_postings (kind, segment, gram, refs) VALUES \(SQL.list(rows))
        """)
    }
  }
}
