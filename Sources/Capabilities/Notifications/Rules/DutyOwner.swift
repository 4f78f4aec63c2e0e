/// Whose duty a clock is, as units and areas to look for posts in.
struct DutyOwner: Hashable, Sendable {
  var units: [String] = []
  var areas: [String] = []

  /// Reads a clock's owner: a unit's code, `area:…`, or a desk, which is the street's.
  init(_ owner: String, area: String) {
    if owner.hasPrefix("area:") {
      areas = [String(owner.dropFirst(5))]
    } else if owner.hasPrefix("desk:") {
      areas = owner == "desk:reporter" ? [] : Self.street(of: area)
    } else {
      units = [owner]
    }
  }

  /// The street hears of it as well: one level up at 150 % (`domain.md` §2.6).
  func withStreet(of area: String) -> DutyOwner {
    var wider = self
    wider.areas += Self.street(of: area).filter { !areas.contains($0) }
    return wider
  }

  private static func street(of area: String) -> [String] {
    area.utf8.count >= 9 ? [String(area.prefix(9))] : []
  }
}
