/// How long a text is, for limits.
///
/// Characters as people count them: 👨‍👩‍👧 is one, and so is é in two code points. But one "character" may
/// also be a letter under a hundred thousand accents, which no person writes and no browser draws in
/// reasonable time; so each counts for at most eight code points: a family of four has seven.
extension StringProtocol {
  /// Characters, and no fewer than an eighth of the code points.
  public var length: Int { Swift.max(count, (unicodeScalars.count + 7) / 8) }

  /// Most texts have fewer bytes than that, and need no counting.
  public func isLonger(than limit: Int) -> Bool { utf8.count > limit && length > limit }

  /// Its beginning, of at most `limit` in `length`.
  public func shortened(to limit: Int) -> String {
    guard isLonger(than: limit) else { return String(self) }
    let cut = prefix(limit)
    guard cut.isLonger(than: limit) else { return String(cut) }
    return String(String.UnicodeScalarView(cut.unicodeScalars.prefix(limit * 8)))
  }
}
