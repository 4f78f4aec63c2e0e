/// Whose duty a clock is, as units and areas to look for posts in.
struct DutyOwner: Hashable, Sendable {
  var units: [String] = []
  var areas: [String] = []
  /// Where those who approve are meant, the nearest first: they answer for a desk that is late.
  var chiefs: [String] = []

  /// Reads a clock's owner: a unit's code, `area:…`, or a desk of the street and district.
  init(_ owner: String, area: String) {
    if owner.hasPrefix("area:") {
      areas = [String(owner.dropFirst(5))]
    } else if owner == "desk:chief" {
      chiefs = Self.desks(of: area)
    } else if owner == "desk:leader" {
      chiefs = Self.desks(of: area).suffix(1)
    } else if owner.hasPrefix("desk:") {
      areas = owner == "desk:reporter" ? [] : Self.desks(of: area)
    } else {
      units = [owner]
    }
  }

  /// Those who operate for the place hear of it as well: one level up at 150 % (docs/rules.md §6).
  func withDesks(of area: String) -> DutyOwner {
    var wider = self
    wider.areas += Self.desks(of: area).filter { !areas.contains($0) }
    // Of a desk that is late they are it; whoever approves there answers for them.
    if units.isEmpty { wider.chiefs = Self.desks(of: area) }
    return wider
  }

  /// Digits of the street and the district.
  private static func desks(of area: String) -> [String] {
    [9, 6].filter { area.utf8.count >= $0 }.map { String(area.prefix($0)) }
  }
}
