/// Words that are looked for in a text, of any length, each found wherever its characters stand.
struct WordTable: Sendable {
  let words: [String]
  private let longer: [[UInt32]]
  /// Words by their first characters, up to three.
  private let byStart: [GramText.Gram: [Int32]]

  init(_ words: [String]) {
    self.words = words
    var longer: [[UInt32]] = []
    var byStart: [GramText.Gram: [Int32]] = [:]
    for (index, word) in words.enumerated() {
      let scalars = GramText(word).scalars
      longer.append(Array(scalars.dropFirst(GramText.longestGram)))
      let start = scalars.prefix(GramText.longestGram).reduce(GramText.Gram(0)) {
        $0 << 21 | GramText.Gram($1)
      }
      byStart[start, default: []].append(Int32(index))
    }
    self.longer = longer
    self.byStart = byStart
  }

  func length(_ word: Int) -> Int { GramText(words[word]).scalars.count }

  /// Visits the words that begin with this gram and go on as the text does, with their lengths.
  @inline(__always)
  func each(
    _ gram: GramText.Gram, at start: Int, _ length: Int, in scalars: [UInt32],
    _ visit: (Int32, Int) -> Void
  ) {
    guard let found = byStart[gram] else { return }
    for word in found {
      let rest = longer[Int(word)]
      let from = start + length
      guard rest.isEmpty || from + rest.count <= scalars.count else { continue }
      if rest.indices.allSatisfy({ scalars[from + $0] == rest[$0] }) {
        visit(word, length + rest.count)
      }
    }
  }
}
