import KernelTesting
import Testing

@testable import Kernel
@testable import Supervision

/// A formula is checked before it holds, with the row and the reason.
struct FormulaTests {
  private static let today = CityTime.date(of: TestClock.start)
  private static let monday = Week(of: today).next.monday

  private static func faults(_ change: (inout FormulaCheck.Typed) -> Void) -> [String] {
    var typed = FormulaCheck.Typed(.shipped, validOn: monday)
    change(&typed)
    do {
      _ = try FormulaCheck.checked(typed, today: today)
      return []
    } catch let problem as Problem {
      return problem.fields.map { "\($0.field) \($0.message)" }
    } catch { return ["\(error)"] }
  }

  @Test func `the shipped one passes, and each mistake is named`() {
    #expect(Self.faults { _ in } == [])
    #expect(Self.faults { $0.rows[0].weight = "31" } == ["weight1 sv.fault.weights"])
    #expect(Self.faults { $0.rows[1].weight = "x" } == ["weight2 sv.fault.weight"])
    #expect(Self.faults { $0.rows[2].numerator = "happy" } == ["numerator3 sv.fault.term"])
    #expect(Self.faults { $0.rows[2].denominator = "dispatched" } == ["numerator3 sv.fault.part"])
    #expect(Self.faults { $0.rows[8].code = "speed" }.contains("weight9 sv.fault.rows"))
    #expect(Self.faults { $0.minimumSample = "0" } == ["minimum_sample sv.fault.number"])
    #expect(Self.faults { $0.target = "101" } == ["target sv.fault.number"])
    #expect(Self.faults { $0.issueDays = "" } == ["issue_days sv.fault.number"])
    #expect(Self.faults { $0.evidence = [] } == ["evidence sv.fault.evidence"])
    #expect(Self.faults { $0.exclusions = ["ugly"] } == ["exclusions sv.fault.exclusions"])
    #expect(Self.faults { $0.validOn = Self.today.description } == ["valid_on sv.fault.day"])
    #expect(
      Self.faults { $0.validOn = Self.monday.adding(days: 1).description } == [
        "valid_on sv.fault.day"
      ])
    #expect(
      Self.faults { $0.validOn = Self.monday.adding(days: 371).description } == [
        "valid_on sv.fault.far"
      ])
  }

  @Test(arguments: Backend.all)
  func `it holds from its Monday on, and weeks before keep theirs`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    try await district.live()
    var typed = FormulaCheck.Typed(.shipped, validOn: Self.monday)
    (typed.exclusions, typed.seen) = ([], "1.0")
    try await district.capability.formulas.activate(typed, by: District.editor, key: nil)
    let book = try await district.capability.formulas.book().book

    #expect(book.edition(on: Self.monday.adding(days: -1)).formula == .shipped)
    #expect(book.edition(on: Self.monday).formula.exclusions == [])
    try await district.capability.weeks.freeze(District.week, on: district.database)
    #expect(try await district.frozen()?.figures.n(.excluded) == 3)
  }

  @Test(arguments: Backend.all)
  func `what another decided meanwhile is read first, and what has not begun can be taken back`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    let formulas = district.capability.formulas
    func fault(_ body: () async throws -> Void) async -> String? {
      do { try await body() } catch let problem as Problem {
        return problem.fields.first?.message
      } catch { return "\(error)" }
      return nil
    }
    var typed = FormulaCheck.Typed(.shipped, validOn: Self.monday)
    (typed.target, typed.seen) = ("91", try await formulas.book().book.version)
    try await formulas.activate(typed, by: District.editor, key: nil)
    typed.target = "92"
    let (late, day) = (typed, Self.monday)
    #expect(
      await fault { try await formulas.activate(late, by: District.chief, key: nil) }
        == "sv.fault.changed")
    #expect(try await formulas.book().book.edition(on: day).formula.target == 91)

    func withdraw(seen: String? = nil) async throws {
      let version = try await formulas.book().book.version
      try await formulas.withdraw(day, seen: seen ?? version, by: District.editor, key: nil)
    }
    #expect(await fault { try await withdraw(seen: late.seen) } == "sv.fault.changed")
    try await withdraw()
    #expect(try await formulas.book().book.edition(on: day).formula == .shipped)
    #expect(await fault { try await withdraw() } == "sv.fault.begun")
    typed.seen = try await formulas.book().book.version
    try await formulas.activate(typed, by: District.editor, key: nil)
    district.clock.advance(days: 8)
    #expect(await fault { try await withdraw() } == "sv.fault.begun")
  }
}
