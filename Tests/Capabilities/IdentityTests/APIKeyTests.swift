import Kernel
import KernelTesting
import Testing

@testable import Identity

/// Keys of programs that speak a standard of others.
struct APIKeyTests {
  private static func viewer(_ key: String, _ bench: IdentityBench) async throws -> Viewer? {
    let viewers = bench.identity.viewers
    let now = bench.clock.now
    return try await bench.database.read { try viewers.viewer(key: key, at: now, in: $0) }
  }

  @Test(arguments: Backend.all)
  func `a key is a client without permissions, and only its hash is kept`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)

    let key = try await bench.accounts.createAPIKey(name: "city.app", days: 30)

    let viewer = try #require(try await Self.viewer(key, bench))
    #expect(viewer.actor == "key:city.app" && viewer.grants.isEmpty && !viewer.isSignedIn)
    #expect(try await Self.viewer(key + "x", bench) == nil)
    // It is no bearer token, and a token is no key.
    #expect(try await bench.viewer(bearer: key) == nil)
    let token = try await bench.accounts.issueToken(label: "hotline", login: nil, days: 1)
    #expect(try await Self.viewer(token, bench) == nil)
    let dump = try await TableDump(of: bench.database)
    let all = dump.tables.values.joined().joined(separator: "\n")
    #expect(!all.contains(key.dropFirst(10)))
    #expect(try await bench.audit().contains("identity.api_key_created 30 d"))
  }

  @Test(arguments: Backend.all)
  func `keys end by time and by revoking`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let short = try await bench.accounts.createAPIKey(name: "short", days: 1)
    let long = try await bench.accounts.createAPIKey(name: "long", days: 30)

    bench.clock.advance(days: 1)
    #expect(try await Self.viewer(short, bench) == nil)
    #expect(try await Self.viewer(long, bench) != nil)
    try await bench.accounts.revokeAPIKey(name: "long")
    #expect(try await Self.viewer(long, bench) == nil)
    await #expect(throws: Problem(.notFound)) {
      try await bench.accounts.revokeAPIKey(name: "long")
    }
    let listed = try await bench.accounts.apiKeys().map { "\($0.key.name) \($0.standing)" }
    #expect(listed == ["long revoked", "short expired"])
  }

  @Test(arguments: Backend.all)
  func `a name is given once and is one`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    _ = try await bench.accounts.createAPIKey(name: "app", days: 1)
    for (name, days, field) in [
      ("app", Int64(1), "name"), ("", 1, "name"), ("App", 1, "name"), ("a b", 1, "name"),
      (String(repeating: "a", count: 41), 1, "name"), ("b", 0, "days"), ("b", 3651, "days"),
    ] {
      let problem = await #expect(throws: Problem.self) {
        _ = try await bench.accounts.createAPIKey(name: name, days: days)
      }
      #expect(problem?.fields.map(\.field) == [field], "\(name)")
    }
  }

  @Test(arguments: Backend.all)
  func `keys come and go whole or not at all`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    _ = try await bench.accounts.createAPIKey(name: "old", days: 1)

    let made = try await eachFailure(
      "AccountActions.createAPIKey",
      of: { _ = try await bench.identity(on: $0).accounts.createAPIKey(name: "new", days: 1) },
      in: bench.database)
    let ended = try await eachFailure(
      "AccountActions.revokeAPIKey",
      of: { try await bench.identity(on: $0).accounts.revokeAPIKey(name: "old") },
      in: bench.database)

    #expect(made >= 2 && ended >= 2)
  }
}
