/// The two fields of a message: what a word in the title says is learned apart from what it says in
/// the text.
enum TriageField: Int, CaseIterable, Sendable {
  case subject, text
}

/// The kinds of features, each scaled to the same length in every message and then weighed.
///
/// The weights were chosen by cross-validation: docs/adr/0026.
enum TriageBlock: Int, CaseIterable, Sendable {
  case subjectGrams, textGrams, subjectWords, textWords, subjectGroups, textGroups

  /// The length of the part of a row: the square root of its share in the likeness of two messages.
  var scale: Float {
    switch self {
    case .subjectGrams, .textGrams: 1
    case .subjectWords, .textWords: 0.894_427_2
    case .subjectGroups, .textGroups: 0.223_606_8
    }
  }
}

/// One message as numbers: places in ascending order, and what stands there.
struct TriageRow: Sendable, Hashable {
  var places: [Int32] = []
  var values: [Float] = []

  /// Takes what was found in one block and gives it the block's length.
  mutating func add(_ found: [(place: Int32, value: Float)], scale: Float) {
    var sum: Float = 0
    for (_, value) in found { sum += value * value }
    guard sum > 0 else { return }
    let factor = scale / sum.squareRoot()
    for (place, value) in found {
      places.append(place)
      values.append(value * factor)
    }
  }
}
