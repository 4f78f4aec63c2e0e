import Kernel

/// How borders may lie to each other.
enum BorderRule {
  /// Square metres that rounding makes of a common border.
  static let tolerance = 1.0

  /// A neighbour that has part of the same ground.
  struct Overlap: Sendable, Hashable {
    let other: Entry
    let squareMetres: Double
    /// Half of the smaller one and more: that is the same grid drawn twice.
    let isRefused: Bool
  }

  /// Overlaps with other areas of the same level, largest first.
  static func overlaps(
    of border: Border, _ register: Register, _ code: String, in around: Surroundings
  ) -> [Overlap] {
    let others = around.all(register).filter {
      $0.code != code && $0.code.utf8.count == code.utf8.count && !$0["border"].isEmpty
    }
    let own = border.squareMetres
    return others.compactMap { other -> Overlap? in
      guard let theirs = try? Border.read(other["border"]) else { return nil }
      let shared = border.shared(with: theirs)
      guard shared > tolerance else { return nil }
      return Overlap(
        other: other, squareMetres: shared,
        isRefused: shared > min(own, theirs.squareMetres) / 2)
    }.sorted { $0.squareMetres > $1.squareMetres }
  }

  /// Whole square metres below a hectare, hectares with one decimal above.
  static func text(_ squareMetres: Double) -> String {
    guard squareMetres >= 10_000 else { return "\(Int(squareMetres.rounded())) m²" }
    let tenths = Int((squareMetres / 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) ha"
  }
}

extension BorderFault {
  /// The sentence's key and what it names.
  var sentence: (key: String, values: [String: String]) {
    switch self {
    case .unreadable: ("directory.border.unreadable", [:])
    case .noPolygon: ("directory.border.no-polygon", [:])
    case .line(let line): ("directory.border.line", ["n": String(line)])
    case .tooManyPoints: ("directory.border.many", ["n": String(Border.mostPoints)])
    case .tooFewPoints: ("directory.border.few", [:])
    case .open: ("directory.border.open", [:])
    case .swapped: ("directory.border.swapped", [:])
    case .crossing(let one, let two):
      ("directory.border.crossing", ["one": String(one), "two": String(two)])
    case .holeOutside: ("directory.border.hole", [:])
    }
  }
}
