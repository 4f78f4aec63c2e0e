import Casework
import Civics
import Contracts
import Kernel
import Testing

@testable import ServiceRequests

/// Posted forms as moves, and everything that is wrong with one told at once.
struct StaffFormTests {
  private let plan = CityPlan(
    units: [
      CityPlan.Unit(code: "power", name: "供电所", phone: "", duties: [], area: "150703001"),
      CityPlan.Unit(code: "bureau", name: "区局", phone: "", duties: [], area: ""),
    ], areas: [])

  private func form(_ values: [String: [String]], photos: [String] = []) -> StaffForm {
    StaffForm(form: Form(values: values), photos: photos, plan: plan)
  }

  @Test func `a unit brings its level, a level stands without a unit`() throws {
    func assignment(_ values: [String: [String]]) throws -> Assignment {
      guard case .dispatch(let assignment) = try form(values).move("dispatch") else {
        throw Town.NoKeys()
      }
      return assignment
    }

    let street = try assignment(["unit": ["power"], "co_units": ["bureau"]])
    #expect(street.unit == "power" && street.level == .street && street.coUnits == ["bureau"])
    #expect(try assignment(["unit": ["bureau"]]).level == .district)
    #expect(try assignment(["unit": ["power"], "other_unit": ["bureau"]]).unit == "bureau")
    let grid = try assignment(["unit": ["power"], "other_unit": ["grid"]])
    #expect(grid.unit == nil && grid.level == .grid && grid.limit == nil)
    let limited = try assignment(["unit": ["power"], "limit_code": ["3.working_days"]])
    #expect(limited.limit?.amount == 3 && limited.limit?.unit == .workingDays)
  }

  @Test func `a dispatch to nobody is no dispatch to the grid`() {
    #expect(form([:]).mistakes("dispatch", .init()).map(\.message) == ["mistake.no-unit"])
  }

  @Test func `all that a result lacks is told together`() {
    let bare = form([:]).mistakes("result", .init()).map(\.field)
    #expect(bare == ["outcome", "text"])
    let solved = form(["outcome": ["solved"], "text": ["换了"]]).mistakes("result", .init())
    #expect(solved.map(\.field) == ["text", "evidence"])
    #expect(solved.first?.values == ["least": "20", "n": "2"])
    let text = String(repeating: "好", count: 20)
    #expect(
      form(["outcome": ["solved"], "text": [text]], photos: ["a"]).mistakes("result", .init()) == []
    )
    #expect(
      form(["outcome": ["not_feasible"], "text": [text]]).mistakes("result", .init()) == [])
  }

  @Test func `closing asks three answers, and why where it stays unsolved`() {
    #expect(form([:]).mistakes("closure", .init()).count == 3)
    #expect(form(["basis": ["silence"]]).mistakes("closure", .init()) == [])
    let unsolved = form([
      "contacted": ["yes"], "solved": ["no"], "satisfied": ["no"], "words": ["没办好"],
    ])
    #expect(unsolved.mistakes("closure", .init()).map(\.field) == ["words"])
  }

  @Test func `every form of the pages makes its move or says what is missing`() throws {
    for (name, act) in StaffForm.acts {
      let full = form(
        [
          "ground": ["litigation"], "channel": ["court"], "reason": ["理由写清楚了"],
          "class_code": ["safety"], "unit": ["power"], "whose": ["物业"],
          "decision": [name == "extension-decision" ? "granted" : "upheld"],
          "amount": ["2"], "cause": ["season"], "plan": ["开春化冻以后再挖开重做管道"],
          "review_on": ["2026-05-01"], "outcome": ["partly"], "text": ["换了灯头和线并且已经试过灯今晚亮了好的吧"],
          "basis": ["silence"], "words": ["补充一句"], "into": ["other"], "title": ["路灯不亮了"],
          "question": ["是哪一盏灯？"],
        ])
      #expect(full.mistakes(name, .init()) == [], "\(name)")
      #expect(try full.move(name).kind == act.kind, "\(name)")
    }
    #expect(throws: Problem(.notFound)) { try form([:]).move("delete") }
  }

  @Test func `words can be kept from the reporter`() throws {
    #expect(
      try form(["words": ["内部"], "staff_only": ["yes"]]).move("words")
        == .addWords("内部", audience: .staff))
    #expect(try form(["words": ["公开"]]).move("words") == .addWords("公开", audience: .reporter))
  }
}
