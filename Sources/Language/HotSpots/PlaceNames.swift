/// What a name is the name of: the more exact, the higher.
enum PlaceKind: Int, Comparable {
  case area = 1
  case way, place

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A name as it stands in a message.
struct PlaceName: Hashable {
  let units: [UInt16]
  let shown: String
  let kind: PlaceKind
  /// Where it stands.
  let range: Range<Int>
}

/// Finds names by how they end; where they begin is told by a border or by the corpus.
///
/// From the end a name grows to the left as long as the longer one is nearly as frequent in the
/// corpus: 力之城 goes on to 魅力之城 because it never stands alone, and stops there because 万科,
/// 路 and 市 stand before it by turns.
struct PlaceNames {
  private struct Ending {
    let units: [UInt16]
    let kind: PlaceKind
  }

  /// Characters of a name; more where its end alone is long, as 科技有限公司 is.
  private static let longest = 10
  private static let beforeEnd = 5
  private let endings: [UInt16: [Ending]]
  private let common: Set<[UInt16]>
  private let dull: Set<[UInt16]>
  private let borders: Set<[UInt16]>
  private let codes: AreaCodes
  private var frequency: [[UInt16]: Int] = [:]
  /// What stands somewhere with nothing joined to it.
  private var free: Set<[UInt16]> = []
  private let longestCommon: Int

  init(_ words: HotSpotRules.Words, codes: AreaCodes, corpus: [PlainText]) {
    self.codes = codes
    let all =
      words.places.map { Ending(units: $0.units, kind: .place) }
      + words.ways.map { Ending(units: $0.units, kind: .way) }
      + words.areas.map { Ending(units: $0.units, kind: .area) }
      + codes.names.map { Ending(units: $0, kind: .place) }
    endings = Dictionary(grouping: all) { $0.units[$0.units.count - 1] }
      .mapValues { $0.sorted { $0.units.count > $1.units.count } }
    common = Set(words.common.map(\.units))
    longestCommon = common.map(\.count).max() ?? 0
    dull = Set(words.dull.map(\.units))
    borders = Set(words.borders.map(\.units))
    // What was copied says a name once: forty copies of a sentence would make names of its words.
    for text in Set(corpus) {
      var seen: Set<[UInt16]> = []
      for end in 0..<text.count {
        guard let ending = ending(of: text.folded, at: end) else { continue }
        let floor = self.floor(of: text.folded, before: end + 1 - ending.units.count, end: end)
        var start = end - ending.units.count
        let isFree = PlaceTails.standing(of: text.folded, at: end) == .free
        while start >= floor {
          let name = Array(text.folded[start...end])
          seen.insert(name)
          if isFree { free.insert(name) }
          start -= 1
        }
      }
      for name in seen { frequency[name, default: 0] += 1 }
    }
  }

  /// Names in the order they stand, none within another.
  func find(in text: PlainText) -> [PlaceName] {
    var found: [PlaceName] = []
    for end in 0..<text.count {
      guard let ending = ending(of: text.folded, at: end) else { continue }
      let first = end + 1 - ending.units.count
      let floor = self.floor(of: text.folded, before: first, end: end)
      guard let start = start(in: text.folded, first: first, end: end, floor: floor),
        // One character before 科技有限公司 is the rest of a word.
        first - start > 1 || ending.kind != .place || ending.units.count < 4
      else { continue }
      let units = Array(text.folded[start...end])
      guard !isCommon(text.folded, start...end), !dull.contains(where: { units.ends(with: $0) }),
        PlaceTails.standing(of: text.folded, at: end) == .free || free.contains(units)
      else { continue }
      // 丽发新城小区 is 丽发新城 once more.
      if let last = found.last, last.range.upperBound == first, last.kind == .place,
        ending.kind == .place || common.contains(ending.units)
      {
        continue
      }
      if let last = found.last, last.range.lowerBound >= start, last.kind <= ending.kind {
        found.removeLast()
      }
      found.append(
        PlaceName(
          units: units, shown: text.text(start..<end + 1), kind: ending.kind,
          range: start..<end + 1))
    }
    return found
  }

  /// The longest ending that ends there.
  private func ending(of text: [UInt16], at end: Int) -> Ending? {
    endings[text[end]]?.first { ending in
      let start = end + 1 - ending.units.count
      guard start >= 0, text[start...end].elementsEqual(ending.units) else { return false }
      return PlaceTails.standing(of: text, at: end) != .none
    }
  }

  /// Whether it is a name that is none, or the rest of one that a border cut: 水公司 of 自来水公司.
  private func isCommon(_ text: [UInt16], _ range: ClosedRange<Int>) -> Bool {
    let end = range.upperBound
    let first = max(0, min(range.lowerBound, end + 1 - longestCommon))
    return (first...range.lowerBound).contains { common.contains(Array(text[$0...end])) }
  }

  /// The leftmost place a name may begin at.
  private func floor(of text: [UInt16], before first: Int, end: Int) -> Int {
    var start = first
    let last = end + 1 - max(Self.longest, end + 1 - first + Self.beforeEnd)
    while start > max(0, last) {
      let unit = text[start - 1]
      if unit == PlainText.stop || borders.contains([unit]) { break }
      if start >= 2, borders.contains([text[start - 2], unit]) { break }
      if codes.ends(text, at: start - 1) { break }
      // Another name ends here: 劳动东路 before 魅力之城.
      if start < first, isOwnEnd(text, start - 1) { break }
      start -= 1
    }
    return start
  }

  private func isOwnEnd(_ text: [UInt16], _ end: Int) -> Bool {
    let unit = text[end]
    // 路, 镇, 街: characters that hardly stand within a name; and 号线 before a station.
    return unit == 0x8DEF || unit == 0x9547 || unit == 0x8857
      || unit == 0x7EBF && end > 0 && text[end - 1] == 0x53F7
  }

  private func start(in text: [UInt16], first: Int, end: Int, floor: Int) -> Int? {
    // 岳麓街道 has two characters before its end; 城小区 would be any of a hundred.
    var start = max(floor, first - 2)
    guard start < first, end + 1 - start >= 3 else { return nil }
    var known = frequency[Array(text[start...end])] ?? 0
    while start > floor {
      let more = frequency[Array(text[start - 1...end])] ?? 0
      guard more * 20 >= known * 11, more >= 2 || known == 1 else { break }
      (start, known) = (start - 1, more)
    }
    return start
  }
}

extension [UInt16] {
  fileprivate func ends(with ending: [UInt16]) -> Bool {
    count >= ending.count && self[(count - ending.count)...].elementsEqual(ending)
  }
}
