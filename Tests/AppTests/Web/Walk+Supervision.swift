import Kernel
import Testing

@testable import App
@testable import Supervision

extension Walk {
  /// The week before the one the clock stands in.
  static let week = Week(of: LocalDate(dayNumber: 20_507))

  /// Freezes and puts out last week, as the clock of the running server would.
  static func publishWeek(_ city: TestCity) async throws {
    let weeks = city.open.city.supervision.weeks
    try await weeks.freeze(week, on: city.database)
    try await weeks.issue(week, on: city.database)
  }

  var supervision: [Visit] {
    let week = Self.week
    return [
      Visit(route: "/bulletins", path: "/bulletins"),
      Visit(route: "/bulletins/{week}", path: "/bulletins/\(week)"),
      Visit(route: "/bulletins/{week}", path: "/bulletins/\(week)", who: "supervisor"),
      Visit(route: "/bulletins/{week}/figures.csv", path: "/bulletins/\(week)/figures.csv"),
      Visit(route: "/bulletins/{week}/figures.xlsx", path: "/bulletins/\(week)/figures.xlsx"),
      Visit(route: "/bulletins/{week}/sheet.pdf", path: "/bulletins/\(week)/sheet.pdf"),
      Visit(route: "/cockpit", path: "/cockpit", who: "street"),
      Visit(route: "/supervision", path: "/supervision", who: "supervisor"),
      Visit(
        route: "/supervision/cases",
        path: "/supervision/cases?measure=filed&from=2026-02-01&to=2026-03-31", who: "chief"),
      Visit(route: "/supervision/formula", path: "/supervision/formula", who: "supervisor"),
      Visit(
        route: "/supervision/weeks/{week}", path: "/supervision/weeks/\(week)", who: "supervisor"),
      Visit(
        route: "/supervision/weeks/{week}/check", path: "/supervision/weeks/\(week)/check",
        who: "dispatcher"),
    ]
  }
}
