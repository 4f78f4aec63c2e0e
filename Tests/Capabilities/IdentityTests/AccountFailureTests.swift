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
      ("revoked", { try await $0.revokeToken(label: "old") }),
      ("password", { try await $0.setPassword(login: "linjing", "Wutong-Lu-31") }),
      ("issued", { _ = try await $0.issueToken(TokenTerms(label: "new"), login: "linjing") }),
      ("client", { _ = try await $0.issueToken(TokenTerms(label: "wall"), login: nil) }),
      ("duty", { try await $0.setDuty(false, of: person) }),
      ("defined", { try await $0.define(role) }),
      ("ended", { try await $0.endGrant("street_operator", of: person) }),
    ]

    for (name, act) in acts {
      let statements = try await eachFailure(
        of: { try await act(bench.identity(on: $0).accounts) }, in: bench.database)
      // One statement is whole by itself.
      #expect(statements >= (name == "duty" ? 1 : 2), "\(name)")
    }
  }
}
