/// Messages put together: the most alike first, and two groups become one only if they are alike
/// on the whole.
struct HotGroups {
  private let places: NamedPlaces
  private let matters: SmoothedMatters
  private let marks: [[Int]]
  private let days: [Int]
  private let kinds: [String?]
  private let addresses: [[UInt16]]
  private let rules: HotSpotRules
  private let broad: Int
  private var known: [UInt64: Double] = [:]

  /// Two groups are one when the mean of all their pairs reaches this share of what two messages
  /// need.
  private static let hold = 0.8

  init(
    places: NamedPlaces, matters: SmoothedMatters, marks: [[Int]], days: [Int],
    kinds: [String?], addresses: [[UInt16]], rules: HotSpotRules
  ) {
    (self.marks, self.kinds, self.addresses) = (marks, kinds, addresses)
    (self.places, self.matters, self.days, self.rules) = (places, matters, days, rules)
    broad = max(40, days.count / 40)
  }

  /// Groups of two and more, each ascending.
  mutating func find() -> [[Int]] {
    var edges: [(ratio: Double, a: Int, b: Int)] = []
    for pair in candidates() {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      let ratio = ratio(a, b)
      if ratio >= 1 { edges.append((ratio, a, b)) }
    }
    edges.sort { ($1.ratio, $0.a, $0.b) < ($0.ratio, $1.a, $1.b) }
    var group = Array(days.indices)
    var members = days.indices.map { [$0] }
    for edge in edges {
      let (a, b) = (group[edge.a], group[edge.b])
      guard a != b, mean(members[a], members[b]) >= Self.hold else { continue }
      let (into, from) = members[a].count >= members[b].count ? (a, b) : (b, a)
      for member in members[from] { group[member] = into }
      members[into] += members[from]
      members[from] = []
    }
    return members.map { $0.sorted() }
  }

  /// Pairs worth a look, ascending.
  private func candidates() -> [UInt64] {
    var pairs: Set<UInt64> = []
    func add(_ a: Int, _ b: Int) { pairs.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
    for bearers in places.bearers where bearers.count > 1 && bearers.count <= broad * 3 {
      for (index, a) in bearers.enumerated() {
        for b in bearers[(index + 1)...] { add(a, b) }
      }
    }
    var doors: [[UInt16]: [Int]] = [:]
    for (index, address) in addresses.enumerated()
    where !address.isEmpty && kinds[index] != nil && places.communities[index] != nil {
      // One before is enough: the others of that door follow from one to the next.
      if let before = doors[address]?.last(where: { isOneDoor($0, index, 0) }) {
        add(before, index)
      }
      doors[address, default: []].append(index)
    }
    var postings: [Int: [Int]] = [:]
    var shared = Array(repeating: 0, count: days.count)
    for (index, marks) in marks.enumerated() {
      var met: [Int] = []
      for mark in marks {
        for other in postings[mark] ?? [] {
          if shared[other] == 0 { met.append(other) }
          shared[other] += 1
        }
        postings[mark, default: []].append(index)
      }
      for other in met {
        if shared[other] >= 3 { add(other, index) }
        shared[other] = 0
      }
    }
    return pairs.sorted()
  }

  /// Among few messages the words that everybody uses still weigh, so more likeness is asked for.
  private var doubt: Double { days.count < Self.fewMessages ? 2 : 1 }
  private static let fewMessages = 500
  private static let compared = 64

  /// How alike two are, as a share of what is needed; nought for those about two places.
  private func ratio(_ a: Int, _ b: Int) -> Double {
    let apart = abs(days[a] - days[b])
    return max(alike(a, b, apart), isOneDoor(a, b, apart) ? 1 : 0)
  }

  /// By names and words.
  private func alike(_ a: Int, _ b: Int, _ days: Int) -> Double {
    let level: Int
    switch places.common(a, b, broad: broad) {
    case .shared(.place): level = 0
    case .shared(.way): level = 1
    case .shared(.area): level = 2
    case .nothing: level = 3
    case .apart: return 0
    }
    let far = days > rules.farDays ? rules.farShare : 1
    return matters.likeness(a, b) * far / (rules.likeness[level] * doubt)
      + picked(a, b, level, days)
  }

  /// Whether both say the same address in one community and picked the same kind within days: one
  /// matter, whatever names are read out of their words.
  private func isOneDoor(_ a: Int, _ b: Int, _ apart: Int) -> Bool {
    guard let rules = rules.kinds, apart <= rules.days, let kind = kinds[a] else { return false }
    return kind == kinds[b] && places.communities[a] != nil
      && places.communities[a] == places.communities[b] && !addresses[a].isEmpty
      && addresses[a] == addresses[b]
  }

  /// The share of what is needed that the same picked kind brings at a named place: forty say in
  /// forty wordings that the water is off, and pick the same kind.
  private func picked(_ a: Int, _ b: Int, _ level: Int, _ apart: Int) -> Double {
    guard let rules = rules.kinds, level < 3, apart <= rules.days, let kind = kinds[a],
      kind == kinds[b]
    else { return 0 }
    return level == 2 && rules.wide.contains(kind) ? 1 : rules.share[level]
  }

  /// Of large groups by some of each, evenly taken: all pairs of thousands are millions.
  private mutating func mean(_ first: [Int], _ second: [Int]) -> Double {
    let (first, second) = (first.spread(Self.compared), second.spread(Self.compared))
    var sum = 0.0
    for a in first {
      for b in second {
        let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
        if let value = known[key] {
          sum += value
        } else {
          // One pair that is far more alike than needed is not to carry many that are not.
          let value = min(ratio(a, b), 2)
          known[key] = value
          sum += value
        }
      }
    }
    return sum / Double(first.count * second.count)
  }
}

extension [Int] {
  /// At most so many of them, evenly taken from first to last.
  func spread(_ most: Int) -> [Int] {
    count <= most ? self : (0..<most).map { self[$0 * count / most] }
  }
}
