import Casework
import Civics
import Contracts
import Kernel

extension CityPlan {
  /// Who should get a case now, best first, each with its reasons.
  func suggestions(
    for item: Case, at now: Timestamp, _ calendar: BusinessCalendar
  ) -> [Suggestion] {
    suggestions(for: Matter(item), at: now, calendar)
  }

  /// What is kept with a dispatch, so that what was overruled can be counted.
  func proposal(
    for item: Case, at now: Timestamp, _ calendar: BusinessCalendar
  ) -> Assignment.Proposal? {
    suggestions(for: item, at: now, calendar).first.map {
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
