/// Weights of a linear model: least squares with a penalty on their length, each class against the
/// others, classes weighed alike however many messages they have.
///
/// Dual coordinate ascent: exact in the limit, the same on every run, and in one pass over the rows as
/// cheap as the rows are long.
struct RidgeFit {
  /// The price of length, by cross-validation: docs/adr/0026.
  static let penalty: Float = 0.3
  private static let mostRounds = 60
  /// Ends when no message moves its class by more.
  private static let tolerance: Float = 0.002

  /// One weight a place and class, place by place; the last place is the one that is always 1.
  private(set) var weights: [Float]

  init(rows: [TriageRow], labels: [Int], classes: Int, places: Int) {
    weights = [Float](repeating: 0, count: (places + 1) * classes)
    guard !rows.isEmpty else { return }
    var sizes = [Float](repeating: 0, count: classes)
    for label in labels { sizes[label] += 1 }
    let even = Float(rows.count) / Float(classes)
    let slack = labels.map { Self.penalty * sizes[$0] / even }
    let lengths = rows.map { row in row.values.reduce(1) { $0 + $1 * $1 } }
    var moves = [Float](repeating: 0, count: rows.count * classes)
    var order = FixedOrder(seed: 1).order(of: rows.count)
    let last = places * classes
    for round in 0..<Self.mostRounds {
      var most: Float = 0
      for index in order {
        most = max(
          most,
          weights.withUnsafeMutableBufferPointer { weights in
            moves.withUnsafeMutableBufferPointer { moves in
              Self.step(
                rows[index], label: labels[index], slack: slack[index], length: lengths[index],
                classes: classes, last: last,
                moves: .init(rebasing: moves[(index * classes)..<((index + 1) * classes)]), weights)
            }
          })
      }
      if most < Self.tolerance { break }
      order = FixedOrder(seed: UInt64(round + 2)).order(of: rows.count)
    }
  }

  /// Brings one message to where it should be for every class; answers the longest way.
  private static func step(
    _ row: TriageRow, label: Int, slack: Float, length: Float, classes: Int, last: Int,
    moves: UnsafeMutableBufferPointer<Float>, _ weights: UnsafeMutableBufferPointer<Float>
  ) -> Float {
    row.places.withUnsafeBufferPointer { places in
      row.values.withUnsafeBufferPointer { values in
        var most: Float = 0
        for one in 0..<classes {
          var found = weights[last + one]
          for index in 0..<places.count {
            found += values[index] * weights[Int(places[index]) * classes + one]
          }
          let wanted: Float = one == label ? 1 : -1
          let move = (wanted - found - moves[one] * slack) / (length + slack)
          moves[one] += move
          most = max(most, abs(move))
          weights[last + one] += move
          for index in 0..<places.count {
            weights[Int(places[index]) * classes + one] += move * values[index]
          }
        }
        return most
      }
    }
  }
}
