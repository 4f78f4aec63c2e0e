import Foundation

/// What messages are about: pairs of characters outside names, weighted by how rare they are.
struct MatterVectors {
  /// Pairs by number, ascending; length 1.
  struct Vector {
    let pairs: [Int]
    let weights: [Double]

    init(_ weighted: some Collection<(pair: Int, weight: Double)>) {
      let length = max(weighted.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot(), 1e-9)
      let sorted = weighted.sorted { $0.pair < $1.pair }
      pairs = sorted.map(\.pair)
      weights = sorted.map { $0.weight / length }
    }
  }

  /// The heaviest pairs a message keeps: the rest is what everybody writes.
  private static let kept = 80
  /// A word of the subject counts for so many of the text.
  private static let subjectWeight = 3.0
  /// Pairs in more messages than this mark none of them.
  private static let rare = 80

  let all: [Vector]
  /// Rare pairs of each message, heaviest first, for finding who might be alike.
  let marks: [[Int]]
  /// How many different pairs there are.
  let width: Int

  init(subjects: [PlainText], texts: [PlainText], covered: [NamedPlaces.Cover]) {
    var counts: [[UInt32: Double]] = []
    counts.reserveCapacity(subjects.count)
    var frequency: [UInt32: Int] = [:]
    for index in subjects.indices {
      var own: [UInt32: Double] = [:]
      Self.count(subjects[index], covered[index].subject, by: Self.subjectWeight, in: &own)
      Self.count(texts[index], covered[index].text, by: 1, in: &own)
      for pair in own.keys { frequency[pair, default: 0] += 1 }
      counts.append(own)
    }
    let total = Double(subjects.count)
    // What one message alone has tells nothing about two, nor does what every letter has.
    let most = max(10, subjects.count * 3 / 10)
    let known = frequency.filter { $0.value > 1 && $0.value <= most }
      .sorted { $0.key < $1.key }
    let numbers = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1.key, $0) })
    let rarity = known.map { log((total + 1) / Double($0.value)) }
    var (all, marks): ([Vector], [[Int]]) = ([], [])
    for own in counts {
      var weighted: [(pair: Int, weight: Double)] = []
      for (pair, count) in own {
        guard let number = numbers[pair] else { continue }
        weighted.append((number, (1 + log(count)) * rarity[number]))
      }
      weighted.sort { ($1.weight, $0.pair) < ($0.weight, $1.pair) }
      let top = weighted.prefix(Self.kept)
      marks.append(
        top.lazy.filter { known[$0.pair].value <= Self.rare }.prefix(24).map(\.pair))
      all.append(Vector(top))
    }
    (self.all, self.marks, width) = (all, marks, known.count)
  }

  /// 0 to 1.
  static func cosine(_ a: Vector, _ b: Vector) -> Double {
    var (i, j, sum) = (0, 0, 0.0)
    while i < a.pairs.count, j < b.pairs.count {
      if a.pairs[i] == b.pairs[j] {
        sum += a.weights[i] * b.weights[j]
        (i, j) = (i + 1, j + 1)
      } else if a.pairs[i] < b.pairs[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return sum
  }

  private static func count(
    _ text: PlainText, _ covered: [Bool], by weight: Double, in own: inout [UInt32: Double]
  ) {
    for index in 0..<max(text.count - 1, 0) where !covered[index] && !covered[index + 1] {
      let (a, b) = (text.folded[index], text.folded[index + 1])
      guard a != PlainText.stop, b != PlainText.stop else { continue }
      own[UInt32(a) << 16 | UInt32(b), default: 0] += weight
    }
  }
}
