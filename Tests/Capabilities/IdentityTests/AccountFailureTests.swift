import Civics
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// A failure at any statement of what changes passwords, tokens and roles.
struct AccountFailureTests {
  @Test(arguments: Backend.all)
  func `passwords, tokens and roles change whole or not at all`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    _ = try await bench.accounts.issueToken(TokenTerms(label: "old"), login: "linjing")
    bench.clock.advance(minutes: 1)
    let role = Role(
      code: "street_operator", chinese: "街道调度员", english: "Dispatcher",
      permissions: [AccountTests.search])
    let acts: [(String, @Sendable (AccountActions) async throws -> Void)] = [
      ("AccountActions.revokeToken", { try await $0.revokeToken(label: "old") }),
      ("AccountActions.change", { try await $0.setPassword(login: "linjing", "Wutong-Lu-31") }),
      (
        "AccountActions.issueToken",
        { _ = try await $0.issueToken(TokenTerms(label: "new"), login: "linjing") }
      ),
      (
        "AccountActions.issueToken",
        { _ = try await $0.issueToken(TokenTerms(label: "wall"), login: nil) }
      ),
      ("AccountActions.setDuty", { try await $0.setDuty(false, of: person) }),
      ("AccountActions.define", { try await $0.define(role) }),
      (
        "AccountActions.addResident",
        { _ = try await $0.addResident(name: "李慧芳", phone: PhoneNumber(IdentityBench.phone)) }
      ),
      ("AccountActions.endGrant", { try await $0.endGrant("street_operator", of: person) }),
    ]

    for (name, act) in acts {
      let statements = try await eachFailure(
        name, of: { try await act(bench.identity(on: $0).accounts) }, in: bench.database)
      // One statement is whole by itself.
      #expect(statements >= (name == "AccountActions.setDuty" ? 1 : 2), "\(name)")
    }
  }
}
