/// The words of a message that spoke most for a class.
///
/// What each gram and each known word adds to the class beyond the mean of the classes is laid on the
/// characters it stands on. The words shown are known ones, or two or three characters that stand
/// together often enough to have been learned.
struct TriageReasons {
  let words: [String]

  private static let most = 3
  /// A word that people know by itself is shown before a piece of the same weight.
  private static let preference: Float = 2

  init(_ model: TriageModel, _ fields: [GramText], _ row: TriageRow, for label: Int) {
    let shares = Self.shares(model, row, label)
    var found: [Int32: (weight: Float, field: TriageField, range: Range<Int>)] = [:]
    for field in TriageField.allCases {
      let text = fields[field.rawValue]
      let marks = Self.marks(model, text, field)
      let load = Self.load(marks, shares, over: text.scalars.count)
      for mark in marks where mark.length > 1 && (shares[mark.place] ?? 0) > 0 {
        let range = mark.start..<mark.start + mark.length
        var weight: Float = mark.isWord ? Self.preference : 1
        weight *= load[range].reduce(0, +) / Float(mark.length).squareRoot()
        guard weight > found[mark.place]?.weight ?? 0,
          mark.isWord || !text.scalars[range].contains(where: Self.isDigit)
        else { continue }
        found[mark.place] = (weight, field, range)
      }
    }
    let sorted = found.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
    var words: [String] = []
    for (_, next) in sorted where words.count < Self.most {
      let word = fields[next.field.rawValue].words(next.range)
      if !words.contains(where: { Self.overlap($0, word) }) { words.append(word) }
    }
    self.words = words
  }

  /// A gram or a known word where it stands.
  private struct Mark {
    let place: Int32
    let start: Int
    let length: Int
    let isWord: Bool
  }

  /// What each feature of the message adds.
  private static func shares(
    _ model: TriageModel, _ row: TriageRow, _ label: Int
  ) -> [Int32: Float] {
    var shares: [Int32: Float] = [:]
    shares.reserveCapacity(row.places.count)
    let classes = model.labels.count
    for (place, value) in zip(row.places, row.values) {
      let start = Int(place) * classes
      var sum: Float = 0
      for one in 0..<classes { sum += model.weights[start + one] }
      shares[place] = value * (model.weights[start + label] - sum / Float(classes))
    }
    return shares
  }

  private static func marks(
    _ model: TriageModel, _ text: GramText, _ field: TriageField
  ) -> [Mark] {
    let vocabulary = model.vocabulary
    var marks: [Mark] = []
    text.eachGram { gram, start, length in
      if let place = vocabulary.place(of: gram, in: field) {
        marks.append(Mark(place: place, start: start, length: length, isWord: false))
      }
      vocabulary.table.each(gram, at: start, length, in: text.scalars) { word, whole in
        let place = vocabulary.place(ofWord: word, in: field)
        marks.append(Mark(place: place, start: start, length: whole, isWord: true))
      }
    }
    return marks
  }

  /// What each character carries: what stands in the text five times carries a fifth each time.
  private static func load(
    _ marks: [Mark], _ shares: [Int32: Float], over count: Int
  ) -> [Float] {
    var times: [Int32: Float] = [:]
    for mark in marks { times[mark.place, default: 0] += 1 }
    var load = [Float](repeating: 0, count: count)
    for mark in marks {
      let part = (shares[mark.place] ?? 0) / (times[mark.place] ?? 1) / Float(mark.length)
      for index in mark.start..<mark.start + mark.length { load[index] += part }
    }
    return load
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  /// Whether one is in the other, or goes on where the other ends: both would say the same.
  private static func overlap(_ one: String, _ other: String) -> Bool {
    Set(one).intersection(other).count * 2 >= min(one.count, other.count)
  }
}
