import Contracts
import KernelTesting
import Testing

@testable import Kernel
@testable import Supervision

/// What was split counts once for whoever sent it in, and its parts for those who have them.
struct PartTests {
  /// One request of an inquiry, split into two parts; the second went elsewhere than proposed and
  /// came back.
  private static let split: [ServiceRequestFacts] = {
    var whole = District.closed(51, hour: 10, unit: "power", after: 9, limit: 12)
    (whole.unit, whole.firstUnit, whole.dispatchedAt) = (nil, nil, nil)
    (whole.contactDueAt, whole.contactedAt) = (nil, nil)
    (whole.requestKind, whole.isSplit) = ("inquiry", true)
    return [whole, part(52, "power", after: 4), part(53, "water", after: 9)]
  }()

  private static func part(_ number: Int, _ unit: String, after hours: Int64) -> ServiceRequestFacts
  {
    var part = District.closed(number, hour: 11, unit: unit, after: hours, closing: "no_contact")
    (part.contactDueAt, part.contactedAt, part.isPart) = (nil, nil, true)
    part.proposedUnit = "power"
    if unit == "water" { part.reassignments = 1 }
    return part
  }

  @Test(arguments: Backend.all)
  func `the whole is counted once, the parts are their units'`(backend: Backend) async throws {
    let district = try await District(backend)
    try await district.live(Self.split)
    try await district.capability.weeks.freeze(District.week, on: district.database)
    let figures = try #require(try await district.frozen()).figures

    #expect(figures.n(.filed) == 1 && figures.n(.received) == 1 && figures.n(.excluded) == 0)
    #expect(figures.n(.handled) == 1 && figures.n(.handledInTime) == 1 && figures.n(.solved) == 1)
    #expect(figures.n(.received, .area, District.grid) == 1)
    #expect(figures.n(.received, .classCode, "housing_urban") == 1)
    #expect(figures.n(.received, weekday: 1) == 1 && figures.meanMinutes == 9 * 60)
    #expect(figures.n(.handled, .unit, "power") == 1 && figures.n(.handled, .unit, "water") == 1)
    #expect(figures.n(.handledInTime, .unit, "water") == 0)
    // What is sent out is sent out part by part.
    #expect(figures.n(.dispatched) == 2 && figures.n(.firstRight) == 1)
    #expect(figures.n(.proposed) == 2 && figures.n(.overruled) == 1)
    #expect(figures.n(.overruledBack) == 1 && figures.n(.overruledBack, .unit, "power") == 0)
    let again = try await district.capability.figures.recounted(District.week)
    #expect(again.isSame && again.again.n(.received) == 1)
  }

  @Test(arguments: Backend.all)
  func `lists hold what their figures count, the parts in those of units`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    try await district.live(District.history + Self.split)
    try await district.capability.weeks.freeze(District.week, on: district.database)
    let figures = try #require(try await district.frozen()).figures
    let week = District.week
    for span in [FigureActions.Span.frozen(week), .days(week.monday, week.sunday)] {
      for measure in Measure.allCases where measure != .open {
        var query = CaseListQuery(measure: measure, reach: .everywhere)
        query.limit = 200
        let all = try await district.capability.figures.cases(query, span).count
        #expect(all == figures.n(measure), "\(span) \(measure)")
        query.codes[.unit] = "water"
        let own = try await district.capability.figures.cases(query, span).count
        #expect(own == figures.n(measure, .unit, "water"), "\(span) \(measure)")
      }
    }
    let kept = try await district.database.read { try TallyStore.all(in: $0) }
    try await district.capability.keeper.rebuild(district.database, afresh: true)
    #expect(try await district.database.read { try TallyStore.all(in: $0) } == kept)
  }

  @Test(arguments: Backend.all)
  func `a late part is there for the meeting, and no second late request`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    var whole = District.request(61, hour: 10)
    (whole.state, whole.isSplit) = ("in_progress", true)
    whole.dueAt = whole.submittedAt.adding(hours: 9)
    var part = District.request(62, hour: 11, unit: "water")
    (part.isPart, part.dueAt) = (true, whole.dueAt)
    try await district.live([whole, part])

    let (now, ids) = (district.clock.now, Set([whole.id, part.id]))
    try await district.database.read { db in
      let late = try FactListStore.late(most: 12, reach: .everywhere, now: now, in: db)
      #expect(Set(late.map(\.member.id)) == ids)
      let counted = try FactListStore.lateByArea(reach: .everywhere, now: now, in: db)
      #expect(counted == [District.grid: 1])
    }
  }
}
