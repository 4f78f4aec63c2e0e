extension TriageLexicon {
  /// The words of 28 November 2026: what seven departments answer for, written by us.
  ///
  /// The duties follow the three-level classes of the eighth “Teddy Cup” data challenge (2020).
  /// They are no labels: how much each word counts, and for which class, is learned.
  public static let shipped = TriageLexicon(groups: [
    ("城乡建设", TriageWords.building), ("环境保护", TriageWords.environment),
    ("交通运输", TriageWords.transport), ("教育文体", TriageWords.education),
    ("劳动和社会保障", TriageWords.labour), ("商贸旅游", TriageWords.trade),
    ("卫生计生", TriageWords.health),
  ])
}

/// The words of `TriageLexicon.shipped`, one file a department, parted by blanks and line breaks.
///
/// What a resident writes, not what a statute says; no names of places or firms of one city. A word
/// that several departments hear stands in the list of each.
enum TriageWords {}
