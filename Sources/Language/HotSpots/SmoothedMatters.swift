/// Each message's matter with that of its likest messages mixed in, wherever they are about.
///
/// Two people say 夜宵摊 and 油烟 of one thing: hundreds of messages about other places have both
/// words, so their neighbours bring them together.
struct SmoothedMatters {
  /// So many neighbours are mixed in, together with the weight of the message itself.
  private static let neighbours = 12
  /// A neighbour for so many messages: of a handful, everybody would be one.
  private static let messagesEach = 20
  /// Heaviest pairs that are kept of the mixture.
  private static let kept = 160
  /// Cosine below which a message is no neighbour.
  private static let least = 0.04

  let all: [MatterVectors.Vector]

  init(_ matters: MatterVectors) {
    let vectors = matters.all
    var postings: [[(message: Int, weight: Double)]] = Array(repeating: [], count: matters.width)
    for (index, vector) in vectors.enumerated() {
      for (pair, weight) in zip(vector.pairs, vector.weights) {
        postings[pair].append((index, weight))
      }
    }
    // What many write says little and costs most.
    let common = max(100, vectors.count / 20)
    let neighbours = min(Self.neighbours, vectors.count / Self.messagesEach)
    var mixture = Mixture(width: matters.width)
    var sums = Array(repeating: 0.0, count: vectors.count)
    var met: [Int] = []
    all = vectors.indices.map { index in
      let vector = vectors[index]
      for (pair, weight) in zip(vector.pairs, vector.weights) where postings[pair].count <= common {
        for (other, its) in postings[pair] {
          if sums[other] == 0 { met.append(other) }
          sums[other] += weight * its
        }
      }
      let near = met.lazy.filter { $0 != index && sums[$0] > Self.least }
        .map { (message: $0, likeness: sums[$0]) }
        .sorted { ($1.likeness, $0.message) < ($0.likeness, $1.message) }
        .prefix(neighbours)
      for other in met { sums[other] = 0 }
      met.removeAll(keepingCapacity: true)
      let total = near.reduce(0) { $0 + $1.likeness }
      guard total > 0 else { return vector }
      mixture.add(vector, by: 1)
      for one in near { mixture.add(vectors[one.message], by: one.likeness / total) }
      return MatterVectors.Vector(mixture.take(Self.kept))
    }
  }

  /// How alike in words, 0 to 1.
  func likeness(_ first: Int, _ second: Int) -> Double {
    MatterVectors.cosine(all[first], all[second])
  }

  /// A sum of vectors, with a place for each pair there is.
  private struct Mixture {
    private var sums: [Double]
    private var touched: [Int] = []

    init(width: Int) { sums = Array(repeating: 0, count: width) }

    mutating func add(_ vector: MatterVectors.Vector, by share: Double) {
      for (pair, weight) in zip(vector.pairs, vector.weights) {
        if sums[pair] == 0 { touched.append(pair) }
        sums[pair] += weight * share
      }
    }

    /// The heaviest; empty afterwards.
    mutating func take(_ count: Int) -> ArraySlice<(pair: Int, weight: Double)> {
      let sorted = touched.map { (pair: $0, weight: sums[$0]) }
        .sorted { ($1.weight, $0.pair) < ($0.weight, $1.pair) }
      for pair in touched { sums[pair] = 0 }
      touched.removeAll(keepingCapacity: true)
      return sorted.prefix(count)
    }
  }
}
