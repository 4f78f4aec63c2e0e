/// The place or the group of people a hot spot is named by.
struct HotSpotNames {
  let places: NamedPlaces
  let subjects: [PlainText]
  let words: HotSpotRules.Words
  /// Where each is, as it was typed; empty for those that say it in words only.
  let addresses: [String]
  let labels: HotSpotLabels

  /// District and name, such as `A2区 丽发新城`; a group of people where no name is common.
  ///
  /// `central`: the one that stands for them, which whoever reads the name may see.
  func name(_ members: [Int], central: Int) -> String {
    if let address = address(members, central) { return address }
    let district = district(members)
    let name = place(members) ?? group(members) ?? labels.label(members)
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
