/// Words by which people name what a department answers for, in groups: knowledge that is there
/// before the first labelled message.
///
/// A word may stand in several groups; it then counts for each by an equal part.
public struct TriageLexicon: Sendable, Hashable {
  /// Names of the groups, in the order they are written.
  public let groups: [String]
  /// Folded, each once, in an order that does not change.
  public let words: [String]
  /// The groups of each word.
  public let memberships: [[Int]]

  /// - Parameter groups: a name and its words, parted by blanks and line breaks.
  public init(groups: [(name: String, words: String)]) {
    var found: [String: Set<Int>] = [:]
    for (index, group) in groups.enumerated() {
      for word in group.words.split(whereSeparator: \.isWhitespace) {
        found[GramText(String(word)).words, default: []].insert(index)
      }
    }
    found[""] = nil
    let sorted = found.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
    self.groups = groups.map(\.name)
    words = sorted.map(\.key)
    memberships = sorted.map { $0.value.sorted() }
  }

  init(groups: [String], words: [String], memberships: [[Int]]) {
    self.groups = groups
    self.words = words
    self.memberships = memberships
  }
}

extension GramText {
  /// The compared characters as text.
  fileprivate var words: String {
    var text = ""
    for value in sameness {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
