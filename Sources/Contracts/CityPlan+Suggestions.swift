public import Civics
public import Kernel

extension CityPlan {
  /// A unit proposed for a matter, and why.
  public struct Suggestion: Sendable, Hashable {
    public let unit: Unit
    public let reasons: [Reason]
    /// The line of the dispatch catalogue that names it; nil where the unit's own duties do.
    public let rule: Rule?

    public init(unit: Unit, reasons: [Reason], rule: Rule? = nil) {
      self.unit = unit
      self.reasons = reasons
      self.rule = rule
    }
  }

  public enum Reason: String, Sendable, CaseIterable {
    /// The dispatch catalogue names it for this very kind of matter.
    case item
    /// The catalogue names it for the whole field.
    case service
    /// It serves this place rather than the whole district.
    case place
    /// A rule names it for the class, for everything, or for this time.
    case classCode = "class"
    case everything = "all"
    case time
    /// The list of limits names who usually leads.
    case limits
  }

  /// Who should get a matter at that moment, best first.
  ///
  /// The most specific rule wins; units whose own duties fit follow, so that overruling it is one
  /// tap away too.
  public func suggestions(
    for matter: Matter, at now: Timestamp, _ calendar: BusinessCalendar
  ) -> [Suggestion] {
    let byDuty = suggestions(service: matter.service, item: matter.item, area: matter.area)
    let winner = rules.filter { rule in
      rule.fits(matter) && hasUnit(rule.lead) && rule.time.holds(at: now, calendar)
    }.max { a, b in
      a.rank == b.rank ? a.code > b.code : a.rank.lexicographicallyPrecedes(b.rank)
    }
    guard let winner, let unit = unit(winner.lead) else { return byDuty }
    var reasons = [winner.about]
    if !winner.area.isEmpty { reasons.append(.place) }
    if winner.time.conditions > 0 { reasons.append(.time) }
    return [Suggestion(unit: unit, reasons: reasons, rule: winner)]
      + byDuty.filter { $0.unit.code != winner.lead }
  }

  /// Who should get a matter in this place, best first; empty where no unit is named.
  ///
  /// Duty before nearness: a clear duty goes to the unit directly (docs/rules.md §4, 派单).
  public func suggestions(service: String, item: String?, area: String) -> [Suggestion] {
    let found = units.compactMap { unit -> (Suggestion, Int)? in
      // A place known only roughly may yet turn out to be the unit's.
      let isInside = area.hasPrefix(unit.area)
      guard isInside || unit.area.hasPrefix(area) else { return nil }
      let isForItem = item.map { unit.duties.contains("\(service)/\($0)") } ?? false
      guard isForItem || unit.duties.contains(service) else { return nil }
      var reasons: [Reason] = [isForItem ? .item : .service]
      let nearness = isInside ? unit.area.utf8.count : 0
      if nearness > 0 { reasons.append(.place) }
      return (Suggestion(unit: unit, reasons: reasons), (isForItem ? 100 : 0) + nearness)
    }
    return found.sorted { ($1.1, $0.0.unit.code) < ($0.1, $1.0.unit.code) }.map(\.0)
  }
}
