import Kernel
import KernelTesting
import Testing

@testable import Identity

/// What the form of a grant makes of what was chosen, and what it refuses.
struct GiftFormTests {
  private static func form(_ values: [String: String]) -> GiftForm {
    GiftForm(Form(values: values.mapValues { [$0] }))
  }

  private static func faults(_ values: [String: String]) -> [String: String] {
    do {
      _ = try form(["role": "grid_worker"].merging(values) { $1 }).gift()
      return [:]
    } catch let problem as Problem {
      return Dictionary(problem.fields.map { ($0.field, $0.message) }) { first, _ in first }
    } catch {
      return ["": "\(error)"]
    }
  }

  @Test func `each kind of reach takes its own choice`() throws {
    func scope(_ values: [String: String]) throws -> Scope {
      try Self.form(["role": "grid_worker"].merging(values) { $1 }).gift().scope
    }
    let id = "00000000-0000-7000-8000-0000000000AA"
    #expect(try scope(["scope": "everything"]) == .everything)
    #expect(try scope(["scope": "own"]) == .own)
    #expect(try scope(["scope": "area", "area": "990101001001"]) == .area("990101001001"))
    #expect(try scope(["scope": "unit", "unit": "power"]) == .unit("power"))
    #expect(try scope(["scope": "case", "case": id]) == .one(id.lowercased()))
  }

  @Test func `nothing reaches everything by being left alone`() {
    #expect(Self.faults([:]) == ["scope": "identity.scope-kind"])
    #expect(Self.faults(["area": "990101001001"]) == ["scope": "identity.scope-kind"])
    #expect(
      Self.faults(["scope": "everything", "area": "990101001001"])
        == ["scope": "identity.scope-mixed"])
    #expect(
      Self.faults(["scope": "area", "area": "990101001001", "unit": "power"])
        == ["scope": "identity.scope-mixed"])
  }

  @Test func `what is missing or is no day is named where it stands`() {
    #expect(
      Self.faults(["role": "", "scope": "area", "from": "31.1.2026", "until": "later"]) == [
        "role": "identity.role-choose", "area": "identity.scope-area", "from": "identity.date",
        "until": "identity.date",
      ])
    #expect(Self.faults(["scope": "unit"]) == ["unit": "identity.scope-unit"])
    #expect(Self.faults(["scope": "case", "case": "12"]) == ["case": "identity.scope-case"])
  }

  @Test(arguments: Backend.all)
  func `places and units that do not hold get no role`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let desk = try bench.administration()
    func give(_ scope: Scope) async throws {
      try await desk.give(
        StaffDesk.Gift(role: "community_worker", scope: scope), to: person,
        by: bench.securityAdmin, key: nil)
    }
    for code in ["990101001001099", "990101009", "990102"] {
      await #expect(throws: Problem(field: "area", "identity.scope-area")) {
        try await give(.area(code))
      }
    }
    for code in ["old", "nobody"] {
      await #expect(throws: Problem(field: "unit", "identity.scope-unit")) {
        try await give(.unit(code))
      }
    }
    try await give(.area("990101"))
    try await give(.area("990101001001011"))
    try await give(.unit("power"))
    let held = try await desk.sheet(of: person, for: bench.securityAdmin).grants.map(\.scope)
    #expect(
      Set(held).isSuperset(of: [.area("990101"), .area("990101001001011"), .unit("power")]))
  }
}
