import Casework
import Civics
import Contracts
import Kernel

extension CityPlan {
  /// Who should get a case now, best first, each with its reasons.
  func suggestions(
    for item: Case, at now: Timestamp, _ engine: CaseEngine
  ) -> [Suggestion] {
    suggestions(for: Matter(item), filed: item.submittedAt, at: now, engine)
  }

  /// A line of the dispatch catalogue says most, then whom the list of limits of its first day names
  /// as usual lead, then the duties of units.
  func suggestions(
    for matter: Matter, filed: Timestamp, at now: Timestamp, _ engine: CaseEngine
  ) -> [Suggestion] {
    let found = suggestions(for: matter, at: now, engine.calendar())
    let lead = engine.table(at: filed).lead(service: matter.service, item: matter.item)
    // Who is there still, and serves this place.
    guard found.first?.rule == nil, let lead, hasUnit(lead), let unit = unit(lead),
      matter.area.hasPrefix(unit.area) || unit.area.hasPrefix(matter.area)
    else { return found }
    return [Suggestion(unit: unit, reasons: [.limits])] + found.filter { $0.unit.code != lead }
  }

  /// What is kept with a dispatch, so that what was overruled can be counted.
  func proposal(
    for item: Case, at now: Timestamp, _ engine: CaseEngine
  ) -> Assignment.Proposal? {
    suggestions(for: item, at: now, engine).first.map {
      Assignment.Proposal(unit: $0.unit.code, rule: $0.rule?.code)
    }
  }
}

extension CityPlan.Matter {
  init(_ item: Case) {
    self.init(
      service: item.service, item: item.item, classCode: item.classCode, area: item.place.area)
  }

  init(_ item: CaseListItem) {
    self.init(
      service: item.service, item: item.item, classCode: item.classCode, area: item.place.area)
  }
}
