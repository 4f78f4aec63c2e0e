import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Units, areas and limits that are not there, whoever names them.
struct PlanCheckTests {
  private struct Places: CityDirectory {
    func plan() async throws -> CityPlan {
      CityPlan(
        units: ["power", "water"].map {
          CityPlan.Unit(code: $0, name: $0, phone: "", duties: [])
        },
        areas: ["150703001", "150703001001", Town.grid].map {
          CityPlan.Area(code: $0, name: $0, latitude: nil, longitude: nil)
        })
    }
  }

  private func refused(
    _ move: CaseMove, in state: CaseState, by viewer: Viewer, _ backend: Backend
  ) async throws -> [String] {
    let town = try await Town(backend)
    let id = try await town.request(in: state)
    var actions = town.actions
    actions.directory = Places()
    let before = try await TableDump(of: town.database)
    let checking = actions
    let problem = await #expect(throws: Problem.self) {
      try await checking.move(id, move, expecting: nil, by: viewer, key: nil)
    }
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])
    return problem?.fields.map { $0.field + " " + $0.message } ?? []
  }

  @Test(arguments: Backend.all)
  func `a unit that is none is told in every move that names one`(backend: Backend) async throws {
    let nowhere = Assignment(level: .street, unit: "nowhere")
    let helped = Assignment(level: .street, unit: "power", coUnits: ["martians"])
    for (move, state, viewer, field) in [
      (.dispatch(nowhere), .filed, .desk, "unit"), (.dispatch(helped), .filed, .desk, "co_units"),
      (.reassign(nowhere, reason: "归别的单位"), .inProgress, .desk, "unit"),
      (.reassign(helped, reason: "归别的单位"), .inProgress, .desk, "co_units"),
      (.setCoUnits(["martians"], reason: "要一起开挖"), .inProgress, .desk, "co_units"),
      (.escalate(reason: "要区里出钱", unit: "nowhere"), .inProgress, .power, "unit"),
    ] as [(CaseMove, CaseState, Viewer, String)] {
      #expect(
        try await refused(move, in: state, by: viewer, backend)
          == ["\(field) mistake.unknown-unit"])
    }
    let many = (0...PlanCheck.mostHelpers).map { _ in "water" }
    #expect(
      try await refused(
        .setCoUnits(many, reason: "要一起开挖"), in: .inProgress, by: .desk, backend)
        == ["co_units problem.field-value"])
  }

  @Test(arguments: Backend.all)
  func `filing and dispatching in one act checks the unit too`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .accepted)
    var actions = town.actions
    actions.directory = Places()
    let checking = actions

    await #expect(throws: Problem(field: "unit", "mistake.unknown-unit")) {
      try await checking.dispatch(
        id, Assignment(level: .street, unit: "nowhere"), filedAs: "environment", expecting: nil,
        by: .desk, key: nil)
    }
    #expect(try await town.look(id).state == .accepted)
  }

  @Test(arguments: Backend.all)
  func `a place is one of the directory's, or the one it was`(backend: Backend) async throws {
    func correction(_ area: String, _ address: String = "学府路 8 号") -> CaseMove {
      var correction = Correction()
      correction.place = CasePlace(area: area, address: address)
      return .correct(correction)
    }
    for area in ["150703zzz", "150703001009", "1507030010010111", "15070300", "150703００１"] {
      #expect(
        try await refused(correction(area), in: .filed, by: .desk, backend)
          == ["area mistake.no-area"], "\(area)")
    }
    #expect(
      try await refused(correction("150704001"), in: .filed, by: .desk, backend)
        == ["area mistake.outside-site"])

    let town = try await Town(backend)
    let old = "150703001001099"
    let id = try await town.request(in: .filed, .lamp { $0.area = old })
    var actions = town.actions
    actions.directory = Places()
    for area in [old, "150703001001", Town.district] {
      _ = try await actions.move(id, correction(area), expecting: nil, by: .desk, key: nil)
      #expect(try await town.look(id).place.area == area)
    }
  }

  @Test(arguments: Backend.all)
  func `a limit is sixty days at most`(backend: Backend) async throws {
    for (amount, unit) in [
      (9999, .workingDays), (61, .calendarDays), (1441, .urgentHours), (86_401, .workingMinutes),
    ] as [(Int, Limit.Unit)] {
      let limit = try #require(Limit(amount, unit))
      for (move, state) in [
        (.dispatch(Assignment(level: .street, unit: "power", limit: limit)), .filed),
        (.file(Filing(classCode: "environment", urgency: .normal, limit: limit)), .accepted),
      ] as [(CaseMove, CaseState)] {
        #expect(
          try await refused(move, in: state, by: .desk, backend)
            == ["limit_code mistake.limit-too-long"])
      }
    }
    let town = try await Town(backend)
    let id = try await town.request(in: .filed)
    var actions = town.actions
    actions.directory = Places()
    _ = try await actions.move(
      id, .dispatch(Assignment(level: .street, unit: "power", limit: Limit(60, .workingDays))),
      expecting: nil, by: .desk, key: nil)
  }

  @Test func `a limit that a form did not offer is none`() throws {
    for code in ["", "24.urgent_hours"] {
      let form = StaffForm(
        form: Form(values: ["unit": ["power"], "limit_code": [code]]), photos: [],
        plan: CityPlan(units: [], areas: []))
      _ = try form.move("dispatch")
    }
    for code in ["soon", "9999", "x.working_days", "3.parsecs", "0.working_days"] {
      let form = StaffForm(
        form: Form(values: ["unit": ["power"], "limit_code": [code]]), photos: [],
        plan: CityPlan(units: [], areas: []))
      #expect(throws: Problem.self) { try form.move("dispatch") }
    }
  }
}
