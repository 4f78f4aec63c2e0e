import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Identity

struct AccountTests {
  static let dispatch = Permission(rawValue: "service_requests.dispatch")
  static let search = Permission(rawValue: "service_requests.search")

  @Test(arguments: Backend.all)
  func `what a role means is data and can change`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    #expect(try await bench.viewer(of: person).scopes(for: Self.dispatch) == [.area("990101001")])

    bench.clock.advance(minutes: 1)
    try await bench.accounts.define(
      Role(
        code: "street_operator", chinese: "街道调度员", english: "Dispatcher",
        permissions: [Self.search]))

    let viewer = try await bench.viewer(of: person)
    #expect(!viewer.can(Self.dispatch))
    #expect(viewer.can(Self.search))
    #expect(try await bench.accounts.roles().count == 11)
  }

  @Test(arguments: Backend.all)
  func `a role taken away is gone and stays on record`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    bench.clock.advance(minutes: 1)

    try await bench.accounts.endGrant("street_operator", of: person)

    #expect(try await bench.viewer(of: person).grants == [])
    let kept = try await bench.database.read { db in
      try db.number("SELECT COUNT(*) FROM role_grants WHERE person = \(person)")
    }
    #expect(kept == 1)
  }

  @Test(arguments: Backend.all)
  func `who administers holds nothing else`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()

    for role in ["system_admin", "security_admin", "auditor"] {
      await #expect(throws: Problem(field: "role", "identity.role-separate")) {
        try await bench.accounts.grant(role, to: person, in: .everything)
      }
    }
    await #expect(throws: Problem(field: "role", "identity.role-unknown")) {
      try await bench.accounts.grant("king", to: person, in: .everything)
    }
  }

  @Test(arguments: Backend.all)
  func `a login is taken once`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()

    await #expect(throws: Problem(field: "login", "identity.login-taken")) {
      try await bench.addDispatcher()
    }
  }

  @Test(arguments: Backend.all)
  func `a new password ends the old one, its sessions and tokens`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    let session = try await bench.signIn()
    let token = try await bench.accounts.issueToken(label: "desk", login: "linjing", days: 1)

    try await bench.accounts.setPassword(login: "linjing", "Wutong-Lu-31")

    #expect(try await bench.person(ofSession: session) == nil)
    #expect(try await bench.viewer(bearer: token) == nil)
    await bench.failToSignIn()
    try await bench.signIn(password: "Wutong-Lu-31")
  }

  @Test(arguments: Backend.all)
  func `failures of account actions leave nothing half done`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let hash = try await bench.accounts.hash(password: IdentityBench.password, for: "zhou")

    let added = try await eachFailure(
      "AccountActions.addStaff",
      of: { database in
        _ = try await bench.identity(on: database).accounts.addStaff(
          login: "zhou", name: "周建国", post: Post("运维班"), hash: hash, role: "department_handler",
          scope: .unit("power"))
      }, in: bench.database)
    let granted = try await eachFailure(
      "AccountActions.grant",
      of: { database in
        try await bench.identity(on: database).accounts.grant(
          "community_worker", to: person, in: .area("990101001001"))
      }, in: bench.database)
    let disabled = try await eachFailure(
      "AccountActions.change",
      of: { try await bench.identity(on: $0).accounts.setDisabled(login: "linjing", true) },
      in: bench.database)

    #expect([added, granted, disabled].allSatisfy { $0 >= 5 })
  }

  @Test(arguments: Backend.all)
  func `duty posts are found by unit and area, without those off duty`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let zhou = try await bench.accounts.addStaff(
      login: "zhou", name: "周建国", post: Post("运维班"), password: IdentityBench.password,
      role: "department_handler", scope: .unit("power"))
    let chen = try await bench.accounts.addStaff(
      login: "chen", name: "陈小满", post: Post("11 网格员"), password: IdentityBench.password,
      role: "grid_worker", scope: .area("990101001002011"))
    let people = bench.identity.people

    let found = try await bench.database.read { db in
      try people.onDuty(units: ["power"], areas: ["990101001002011"], in: db)
    }
    #expect(Set(found.map(\.person)) == [zhou, chen])
    #expect(found.first { $0.person == zhou }?.reach == .unit("power"))

    try await bench.accounts.setDuty(false, of: chen)
    let later = try await bench.database.read { db in
      try people.onDuty(units: [], areas: ["990101001002011"], in: db)
    }
    #expect(later == [])
  }

  @Test(arguments: Backend.all)
  func `who holds a permission for a place is found by it`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    func add(_ login: String, _ role: String, _ scope: Scope) async throws -> Identifier<Person> {
      try await bench.accounts.addStaff(
        login: login, name: "梁志远", post: Post("值班主任"), password: IdentityBench.password,
        role: role, scope: scope)
    }
    let chief = try await add("chief", "operator_chief", .area("990101001"))
    _ = try await add("desk", "street_operator", .area("990101001"))
    let away = try await add("away", "operator_chief", .area("990101001"))
    let leader = try await add("leader", "operator_chief", .area("990101"))
    try await bench.accounts.setDuty(false, of: away)
    let people = bench.identity.people
    let approve = Permission(rawValue: "service_requests.approve")

    let found = try await bench.database.read { db in
      try people.holding(approve, areas: ["990101001", "990101"], in: db)
    }
    let none = try await bench.database.read { try people.holding(approve, areas: [], in: $0) }

    #expect(Set(found.map(\.person)) == [chief, leader] && none == [])
    #expect(found.first { $0.person == leader }?.reach == .area("990101"))
  }
}
