/// The words of a message that spoke most for a class.
///
/// What each gram and each known word adds to the class beyond the mean of the classes is laid on the
/// characters it stands on; neighbouring characters that carry much make a word.
struct TriageReasons {
  let words: [String]

  private static let most = 3
  private static let longest = 8

  init(_ model: TriageModel, _ fields: [GramText], _ row: TriageRow, for label: Int) {
    var shares: [Int32: Float] = [:]
    let classes = model.labels.count
    for (place, value) in zip(row.places, row.values) {
      let start = Int(place) * classes
      let mean = model.weights[start..<start + classes].reduce(0, +) / Float(classes)
      shares[place] = value * (model.weights[start + label] - mean)
    }
    var found: [String: Float] = [:]
    for field in TriageField.allCases {
      let text = fields[field.rawValue]
      let load = Self.load(model, text, field, shares)
      for (word, weight) in Self.spans(text, load) { found[word, default: 0] += weight }
    }
    let sorted = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    words = sorted.reduce(into: [String]()) { words, next in
      let isTold = words.contains { $0.contains(next.key) || next.key.contains($0) }
      if words.count < Self.most, !isTold { words.append(next.key) }
    }
  }

  /// What each character carries.
  private static func load(
    _ model: TriageModel, _ text: GramText, _ field: TriageField, _ shares: [Int32: Float]
  ) -> [Float] {
    var load = [Float](repeating: 0, count: text.scalars.count)
    // A gram that stands in the text five times adds once: each place carries its part.
    var counts: [Int32: Float] = [:]
    func each(_ visit: (Int32, Int, Int) -> Void) {
      text.eachGram { gram, start, length in
        if let place = model.vocabulary.place(of: gram, in: field) { visit(place, start, length) }
        model.vocabulary.table.each(gram, at: start, length, in: text.scalars) { word, whole in
          visit(model.vocabulary.place(ofWord: word, in: field), start, whole)
        }
      }
    }
    each { place, _, _ in counts[place, default: 0] += 1 }
    each { place, start, length in
      let part = (shares[place] ?? 0) / (counts[place] ?? 1) / Float(length)
      for index in start..<start + length { load[index] += part }
    }
    return load
  }

  /// Neighbouring characters that each carry a third of what the strongest one does.
  private static func spans(_ text: GramText, _ load: [Float]) -> [(String, Float)] {
    guard let top = load.max(), top > 0 else { return [] }
    var spans: [(String, Float)] = []
    var start: Int?
    func close(at end: Int) {
      guard let first = start else { return }
      start = nil
      let range = widened(first..<end, text, load)
      guard range.count > 1, range.count <= longest else { return }
      spans.append((text.words(range), load[range].reduce(0, +)))
    }
    for index in load.indices {
      let isStrong = load[index] >= top / 3 && text.scalars[index] != 0
      if isStrong, start == nil { start = index }
      if !isStrong { close(at: index) }
    }
    close(at: load.count)
    return spans
  }

  /// A single character with the neighbour that carries more: people read words of two.
  private static func widened(_ range: Range<Int>, _ text: GramText, _ load: [Float]) -> Range<Int>
  {
    guard range.count == 1 else { return range }
    func weight(_ index: Int) -> Float? {
      load.indices.contains(index) && text.scalars[index] != 0 ? load[index] : nil
    }
    let before = weight(range.lowerBound - 1)
    let after = weight(range.upperBound)
    switch (before, after) {
    case (nil, nil): return range
    case (let before?, let after) where before > after ?? -.infinity:
      return range.lowerBound - 1..<range.upperBound
    case (_, nil): return range.lowerBound - 1..<range.upperBound
    default: return range.lowerBound..<range.upperBound + 1
    }
  }
}
