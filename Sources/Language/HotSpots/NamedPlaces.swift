/// Which names of the corpus each message has, wherever they stand in it.
struct NamedPlaces {
  struct Name {
    let shown: String
    let units: [UInt16]
    let kind: PlaceKind
  }

  /// Characters of a message that are names, and so no part of its matter.
  struct Cover {
    var subject: [Bool]
    var text: [Bool]
  }

  /// All names of the corpus.
  private(set) var names: [Name] = []
  /// Names in subject and text, by number, ascending.
  private(set) var named: [[Int]] = []
  /// Names of the most exact kind a message says early: what it is about.
  private(set) var own: [[Int]] = []
  private(set) var covers: [Cover] = []
  /// Coded districts a message says early, the exact ones only: A3区, not A市.
  private(set) var districts: [Set<String>] = []
  /// The community each is in, where that is known.
  let communities: [String?]
  let codes: AreaCodes
  /// Messages that have a name.
  private(set) var bearers: [[Int]] = []

  private var numbers: [[UInt16]: Int] = [:]
  private var beginnings: Set<UInt64> = []
  private var longest = 3
  /// A text says where it is about in its first sentences.
  private static let opening = 90

  /// Reads all messages.
  ///
  /// `addresses`: what a text begins with, which says where it is; `bodies`: the rest of it, so that
  /// what was copied from one address to another is read as one.
  /// `areas`: region codes of the messages, where they are known.
  init(
    subjects: [PlainText], texts: [PlainText], addresses: [PlainText], bodies: [PlainText],
    areas: [String?], words: HotSpotRules.Words
  ) {
    communities = areas.map { $0.flatMap { $0.utf8.count < 12 ? nil : String($0.prefix(12)) } }
    codes = AreaCodes(corpus: subjects)
    let finder = PlaceNames(words, codes: codes, corpus: subjects + addresses + bodies)
    let found = subjects.indices.map { index in
      let early = finder.find(in: subjects[index])
      return early.contains { $0.kind > .area }
        ? early
        : early + finder.find(in: texts[index]).filter { $0.range.lowerBound < Self.opening }
    }
    for name in found.joined() where numbers[name.units] == nil {
      numbers[name.units] = names.count
      names.append(Name(shown: name.shown, units: name.units, kind: name.kind))
      beginnings.insert(Self.mark(name.units[...]))
      longest = Swift.max(longest, name.units.count)
    }
    bearers = Array(repeating: [], count: names.count)
    for index in subjects.indices {
      var cover = Cover(subject: districts(of: subjects[index]), text: districts(of: texts[index]))
      for place in 0..<min(addresses[index].count, cover.text.count) { cover.text[place] = true }
      let exact = exactDistricts(subjects[index])
      let said = exact.isEmpty ? exactDistricts(texts[index], before: Self.opening) : exact
      // A town or street is the first nine digits of a region code.
      districts.append(
        areas[index].map { $0.utf8.count < 9 ? said : [String($0.prefix(9))] } ?? said)
      let all = Set(mark(subjects[index], &cover.subject) + mark(texts[index], &cover.text))
        .sorted()
      named.append(all)
      covers.append(cover)
      for name in all { bearers[name].append(index) }
      let kind = found[index].map(\.kind).max()
      own.append(
        Set(found[index].filter { $0.kind == kind }.compactMap { numbers[$0.units] }).sorted())
    }
  }

  /// Numbers of the names in a text; their characters are covered.
  private func mark(_ text: PlainText, _ cover: inout [Bool]) -> [Int] {
    var found: [Int] = []
    guard text.count >= 3 else { return [] }
    for start in 0...(text.count - 3) where beginnings.contains(Self.mark(text.folded[start...])) {
      for length in 3...longest where start + length <= text.count {
        guard let number = numbers[Array(text.folded[start..<start + length])] else { continue }
        found.append(number)
        for place in start..<start + length { cover[place] = true }
      }
    }
    return found
  }

  /// The first three characters as one number.
  private static func mark(_ units: ArraySlice<UInt16>) -> UInt64 {
    units.prefix(3).reduce(0) { $0 << 16 | UInt64($1) }
  }

  private func districts(of text: PlainText) -> [Bool] {
    var cover = Array(repeating: false, count: text.count)
    for range in codes.all(in: text) {
      for place in range { cover[place] = true }
    }
    return cover
  }

  private func exactDistricts(_ text: PlainText, before end: Int = .max) -> Set<String> {
    Set(codes.all(in: text).filter { $0.count > 2 && $0.lowerBound < end }.map { text.text($0) })
  }
}

extension NamedPlaces {
  /// What two messages have in common, or that they are about two places.
  enum Common: Equatable {
    case shared(PlaceKind)
    case nothing
    case apart
  }

  /// `broad`: names of more messages than that are not exact, whatever they end with.
  func common(_ first: Int, _ second: Int, broad: Int) -> Common {
    var best: PlaceKind?
    for (one, other) in [(first, second), (second, first)] {
      for name in own[one] where Self.has(named[other], name) {
        let kind = bearers[name].count > broad ? .area : names[name].kind
        best = max(best, kind)
      }
    }
    if best == .place { return .shared(.place) }
    let exact = [first, second].map { index in own[index].filter { names[$0].kind == .place } }
    // 伊景园滨河院 for 伊景园滨河苑.
    for one in exact[0] {
      for other in exact[1] where Self.isNearly(names[one].units, names[other].units) {
        return .shared(.place)
      }
    }
    // Two estates are two places, and so are two districts.
    let (one, other) = (districts[first], districts[second])
    if !exact.contains(where: \.isEmpty)
      || !one.isEmpty && !other.isEmpty && one.isDisjoint(with: other)
    {
      return .apart
    }
    let near = communities[first] != nil && communities[first] == communities[second]
    return max(best, near ? .area : nil).map { .shared($0) } ?? .nothing
  }

  private func max(_ a: PlaceKind?, _ b: PlaceKind?) -> PlaceKind? {
    guard let a, let b else { return a ?? b }
    return Swift.max(a, b)
  }

  private static func has(_ sorted: [Int], _ number: Int) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == number
  }

  /// Whether the longest run of characters in common is four, or all of the shorter but one.
  private static func isNearly(_ a: [UInt16], _ b: [UInt16]) -> Bool {
    var longest = 0
    var row = Array(repeating: 0, count: b.count + 1)
    for i in a.indices {
      var before = 0
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = a[i] == b[j] ? before + 1 : 0
        longest = Swift.max(longest, row[j + 1])
        before = above
      }
    }
    let shorter = min(a.count, b.count)
    return longest >= Swift.max(3, shorter - 1) && longest * 5 >= shorter * 3
  }
}
