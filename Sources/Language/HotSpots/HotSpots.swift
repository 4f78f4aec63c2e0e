import Kernel

/// Finds what many people write about: one place or group of people and one matter.
public enum HotSpots {
  /// The hottest first; the same messages in any order give the same answer.
  public static func find(
    _ messages: [HotMessage], rules: HotSpotRules = .shipped
  ) -> [HotSpot] {
    let messages = messages.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    let subjects = messages.map { PlainText($0.subject) }
    let texts = messages.map { PlainText($0.address + "。" + $0.text, limit: 400) }
    let addresses = messages.map { PlainText($0.address, limit: 400) }
    let places = NamedPlaces(
      subjects: subjects, texts: texts, addresses: addresses,
      bodies: messages.map { PlainText($0.text, limit: 400) }, areas: messages.map(\.area),
      words: rules.words)
    let matters = MatterVectors(subjects: subjects, texts: texts, covered: places.covers)
    let days = messages.map { CityTime.date(of: $0.at).dayNumber }
    let smoothed = SmoothedMatters(matters)
    var groups = HotGroups(
      places: places, matters: smoothed, marks: matters.marks, days: days,
      kinds: messages.map(\.kind), addresses: addresses.map(\.folded), rules: rules)
    let heat = HotSpotHeat(rules: rules)
    let naming = HotSpotNames(
      places: places, subjects: subjects, words: rules.words,
      addresses: messages.map(\.address),
      labels: HotSpotLabels(
        subjects: subjects, texts: texts, codes: places.codes, words: rules.words))
    return groups.find().compactMap { members -> HotSpot? in
      guard !members.isEmpty else { return nil }
      let written = members.map { messages[$0] }
      guard let (points, parts) = heat.of(written) else { return nil }
      let central = central(members, smoothed)
      return HotSpot(
        heat: points, parts: parts, from: written[0].at, to: written[written.count - 1].at,
        place: naming.name(members, central: central), summary: messages[central].subject,
        central: messages[central].id, ids: written.map(\.id))
    }.sorted { ($1.heat, $0.from, $0.ids[0]) < ($0.heat, $1.from, $1.ids[0]) }
  }

  /// The message most like all others; the first of two.
  private static func central(_ members: [Int], _ matters: SmoothedMatters) -> Int {
    let others = members.spread(200)
    var (best, most) = (members[0], -1.0)
    for one in members {
      let sum = others.reduce(0) { $0 + matters.likeness(one, $1) }
      if sum > most + 1e-9 { (best, most) = (one, sum) }
    }
    return best
  }
}
