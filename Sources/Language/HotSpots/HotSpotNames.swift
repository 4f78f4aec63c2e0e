/// The place or the group of people a hot spot is named by.
struct HotSpotNames {
  let places: NamedPlaces
  let subjects: [PlainText]
  let words: HotSpotRules.Words
  /// Where each is, as it was typed; empty for those that say it in words only.
  let addresses: [String]

  /// District and name, such as `A2区 丽发新城`; a group of people where no name is common.
  ///
  /// `central`: the one that stands for them, which whoever reads the name may see.
  func name(_ members: [Int], central: Int) -> String {
    if let address = address(members, central) { return address }
    let district = district(members)
    let name = place(members) ?? group(members) ?? label(members)
    return [district, name].compactMap(\.self).joined(separator: " ")
  }

  /// What half of them typed as the place says it better than names read out of words.
  ///
  /// Only where two and the one that stands for them say so: a place that one person typed may be
  /// more than others may know.
  private func address(_ members: [Int], _ central: Int) -> String? {
    let typed = addresses[central]
    let count = members.count { addresses[$0] == typed }
    return !typed.isEmpty && count >= 2 && count * 2 >= members.count ? typed : nil
  }

  /// The most exact name that half of them have, the most frequent, then the longest.
  private func place(_ members: [Int]) -> String? {
    var count: [Int: Int] = [:]
    for member in members {
      for name in places.named[member] { count[name, default: 0] += 1 }
    }
    var own: [Int: Int] = [:]
    for name in members.flatMap({ places.own[$0] }) { own[name, default: 0] += 1 }
    let common = count.filter {
      $0.value * 2 >= members.count && (own[$0.key] ?? 0) * 3 >= members.count
    }
    let best = common.max { a, b in
      let (first, second) = (places.names[a.key], places.names[b.key])
      return (first.kind.rawValue, a.value, first.units.count, b.key)
        < (second.kind.rawValue, b.value, second.units.count, a.key)
    }
    return best.map { places.names[$0.key].shown }
  }

  private func group(_ members: [Int]) -> String? {
    words.groups.first { group in
      let units = group.units[...]
      return members.count { subjects[$0].place(of: units) != nil } * 2 >= members.count
    }
  }

  /// Characters that most subjects have in common, such as 江山帝景, where three people wrote.
  private func label(_ members: [Int]) -> String? {
    let all = Set(members.map { subjects[$0].folded })
    guard all.count >= 3 else { return nil }
    var count: [[UInt16]: Int] = [:]
    for subject in all {
      var own: Set<[UInt16]> = []
      for start in subject.indices {
        for length in 3...6 where start + length <= subject.count {
          let part = subject[start..<start + length]
          guard !part.contains(PlainText.stop), !part.contains(where: { $0 < 0x100 }) else { break }
          own.insert(Array(part))
        }
      }
      for part in own { count[part, default: 0] += 1 }
    }
    let borders = Set(words.borders.map(\.units))
    let common = count.filter { part, count in
      count * 5 >= all.count * 3 && !borders.contains([part[0]])
        && !borders.contains(Array(part[..<2]))
    }
    return common.max { a, b in
      let (first, second) = (a.value * (a.key.count - 1), b.value * (b.key.count - 1))
      return first == second ? b.key.lexicographicallyPrecedes(a.key) : first < second
    }.map { String(decoding: $0.key, as: UTF16.self) }
  }

  /// The coded district most of them name; the more exact one when a third do.
  private func district(_ members: [Int]) -> String? {
    var count: [String: Int] = [:]
    for member in members {
      for area in Set(places.codes.all(in: subjects[member]).map { subjects[member].text($0) }) {
        count[area, default: 0] += 1
      }
    }
    let exact = count.filter { $0.key.count > 2 && $0.value * 3 >= members.count }
    return (exact.isEmpty ? count : exact).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
