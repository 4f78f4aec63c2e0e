import Kernel
import KernelTesting
import Testing

@testable import Identity

/// Roles given and taken, with a reach and an end.
struct GrantTests {
  static let dispatch = Permission(rawValue: "service_requests.dispatch")

  @Test(arguments: Backend.all)
  func `a role reaches as far as it was given, from its day to its end`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let desk = try bench.administration()
    let start = bench.clock.now
    let reaches: [Scope] = [
      .area("990101"), .unit("power"), .own, .one("00000000-0000-7000-8000-0000000000aa"),
    ]
    for scope in reaches {
      try await desk.give(
        StaffDesk.Gift(
          role: "street_operator", scope: scope, from: start.adding(days: 1),
          until: start.adding(days: 2)), to: person, by: bench.securityAdmin, key: nil)
    }
    func scopes() async throws -> Set<Scope> {
      Set(try await bench.viewer(of: person).scopes(for: Self.dispatch))
    }

    #expect(try await scopes() == [.area("990101001")])
    bench.clock.advance(days: 1)
    #expect(try await scopes() == Set(reaches + [.area("990101001")]))
    bench.clock.advance(days: 1)
    #expect(try await scopes() == [.area("990101001")])
    let sheet = try await desk.sheet(of: person, for: bench.systemAdmin)
    #expect(
      sheet.grants.count == 5 && sheet.grants.filter { $0.isOver(at: bench.clock.now) }.count == 4)
    #expect(sheet.grants.contains { $0.givenBy == "security" })
  }

  @Test(arguments: Backend.all)
  func `an end that is past or before the start is refused`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let now = bench.clock.now

    for (from, until) in [(nil, now), (now.adding(days: 3), now.adding(days: 2))] {
      await #expect(throws: Problem(field: "until", "identity.grant-until")) {
        try await bench.administration().give(
          StaffDesk.Gift(role: "grid_worker", scope: .everything, from: from, until: until),
          to: person, by: bench.securityAdmin, key: nil)
      }
    }
  }

  @Test(arguments: Backend.all)
  func `one grant is taken, the others stay, and a stranger's is not found`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let other = try await bench.addDispatcher("zhou")
    let desk = try bench.administration()
    try await desk.give(
      StaffDesk.Gift(role: "street_operator", scope: .area("990101002")), to: person,
      by: bench.securityAdmin, key: nil)
    let grants = try await desk.sheet(of: person, for: bench.securityAdmin).grants
    let second = try #require(grants.first { $0.scope == .area("990101002") })

    await #expect(throws: Problem(.notFound)) {
      try await desk.take(second.id, from: other, by: bench.securityAdmin, key: nil)
    }
    try await desk.take(second.id, from: person, by: bench.securityAdmin, key: nil)
    await #expect(throws: Problem(.notFound)) {
      try await desk.take(second.id, from: person, by: bench.securityAdmin, key: nil)
    }

    #expect(
      try await bench.viewer(of: person).scopes(for: Self.dispatch) == [.area("990101001")])
    #expect(try await bench.audit().suffix(1) == ["identity.grant_ended street_operator"])
  }

  @Test(arguments: Backend.all)
  func `nobody holds two of the three administrations, not even one to come`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let desk = try bench.administration()
    let handed = try await desk.add(
      StaffDesk.Draft(login: "fangli", name: "方立", post: "系统管理员"), by: bench.systemAdmin,
      key: nil)
    func give(_ role: String, days: Int64 = 0) async throws {
      try await desk.give(
        StaffDesk.Gift(
          role: role, scope: .everything, from: bench.clock.now.adding(days: days)),
        to: handed.person, by: bench.securityAdmin, key: nil)
    }
    try await give("system_admin", days: 30)

    for role in ["security_admin", "auditor", "grid_worker"] {
      await #expect(throws: Problem(field: "role", "identity.role-separate")) {
        try await give(role)
      }
    }
    await #expect(throws: Problem(field: "role", "identity.role-unknown")) {
      try await give("king")
    }
  }

  @Test(arguments: Backend.all)
  func `whoever is to show a second factor and has none signs in anew`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    let session = try await bench.signIn()
    let desk = try bench.administration()

    try await desk.setTwoStep(
      true, role: "street_operator", by: bench.securityAdmin, key: nil)

    #expect(try await bench.person(ofSession: session) == nil)
    guard
      case .enrol = try await bench.actions.signIn(
        login: "linjing", password: IdentityBench.password)
    else {
      Issue.record("not asked for")
      return
    }
    bench.clock.advance(minutes: 1)
    try await desk.setTwoStep(
      false, role: "street_operator", by: bench.securityAdmin, key: nil)
    try await bench.signIn()
    await #expect(throws: Problem(.notNow, "identity.role-two-step")) {
      try await desk.setTwoStep(false, role: "auditor", by: bench.securityAdmin, key: nil)
    }
  }

  @Test(arguments: Backend.all)
  func `a lost factor is reset by who gives no passwords`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    let session = try await bench.signIn(code: bench.code()).token
    let desk = try bench.base.administration()

    await #expect(throws: Problem(.notFound)) {
      try await desk.removeFactor(of: bench.person, by: bench.base.systemAdmin, key: nil)
    }
    try await desk.removeFactor(of: bench.person, by: bench.base.securityAdmin, key: nil)

    #expect(try await bench.base.person(ofSession: session) == nil)
    try await bench.base.signIn()
    await #expect(throws: Problem(.notNow)) {
      try await desk.removeFactor(of: bench.person, by: bench.base.securityAdmin, key: nil)
    }
  }

  @Test(arguments: Backend.all)
  func `everybody is listed with the roles held now`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    try await bench.base.addDispatcher("zhou")
    let desk = try bench.base.administration()

    let lines = try await desk.everybody(for: bench.base.systemAdmin)
    let roles = try await desk.roles(for: bench.base.securityAdmin)

    #expect(lines.map(\.login) == ["linjing", "zhou"])
    #expect(lines.map(\.isTwoStep) == [true, false])
    #expect(lines.allSatisfy { $0.roles == ["street_operator"] && !$0.isTemporary })
    #expect(roles.first { $0.role.code == "street_operator" }?.holders == 2)
    #expect(Set(roles.filter(\.role.isTwoStep).map(\.role.code)) == SeparationOfDuties.alone)
    await #expect(throws: Problem(.notFound)) { try await desk.everybody(for: bench.viewer) }
    await #expect(throws: Problem(.notFound)) {
      try await desk.sheet(of: Identifier(rawValue: "nobody"), for: bench.base.systemAdmin)
    }
  }
}
