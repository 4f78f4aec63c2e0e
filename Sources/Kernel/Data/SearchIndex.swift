/// Words found by pairs of characters: the same table on both engines, two-character words too.
///
/// Each folded text is cut into overlapping pairs; the last character stands alone, so that a
/// single character is found as the first half of a range. `ref` is the thing's sortable number.
public enum SearchIndex {
  /// Distinct grams of a text, each the two UTF-32 halves of a 64-bit number.
  public static func grams(of text: String) -> Set<Int64> {
    var grams: Set<Int64> = []
    var previous: Int64?
    for scalar in folded(text).unicodeScalars {
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        if let previous { grams.insert(previous << 32) }
        previous = nil
        continue
      }
      let code = Int64(scalar.value)
      if let previous { grams.insert(previous << 32 | code) }
      previous = code
    }
    if let previous { grams.insert(previous << 32) }
    return grams
  }

  /// Lower case, full-width letters and digits as their plain forms.
  public static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let plain: Unicode.Scalar =
        (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      result.append(contentsOf: plain.properties.lowercaseMapping.unicodeScalars)
    }
    return String(result)
  }

  public static func add(_ text: String, kind: String, ref: Int64, in tx: Transaction) throws {
    let grams = Array(grams(of: text))
    for start in stride(from: 0, to: grams.count, by: 100) {
      let rows = grams[start..<min(start + 100, grams.count)].map { gram in
        "(\(kind), \(gram), \(ref))" as SQL
      }
      try tx.later(
        """
        INSERT INTO search_grams (kind, gram, ref) VALUES \(SQL.list(rows))
        ON CONFLICT (kind, gram, ref) DO NOTHING
        """)
    }
  }

  public static func remove(kind: String, ref: Int64, in tx: Transaction) throws {
    try tx.later("DELETE FROM search_grams WHERE kind = \(kind) AND ref = \(ref)")
  }

  /// A condition on the column `ref`: every pair of the query occurs in the thing's text.
  ///
  /// Nil when the query holds nothing that can be searched. Pairs may lie apart, so callers that
  /// must be exact check the text as well.
  public static func condition(_ query: String, kind: String, ref: SQL) -> SQL? {
    var parts: [SQL] = []
    for run in runs(of: query).prefix(8) {
      if run.count == 1 {
        let low = run[0] << 32
        parts.append(exists(kind, ref, "gram >= \(low) AND gram <= \(low | 0xFFFF_FFFF)"))
      }
      for index in run.indices.dropFirst() {
        parts.append(exists(kind, ref, "gram = \(run[index - 1] << 32 | run[index])"))
      }
    }
    return parts.isEmpty ? nil : SQL.all(Array(parts.prefix(24)))
  }

  private static func exists(_ kind: String, _ ref: SQL, _ gram: SQL) -> SQL {
    "\(ref) IN (SELECT ref FROM search_grams WHERE kind = \(kind) AND \(gram))"
  }

  private static func runs(of query: String) -> [[Int64]] {
    var runs: [[Int64]] = [[]]
    for scalar in folded(query).unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        runs[runs.count - 1].append(Int64(scalar.value))
      } else {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
