import Civics
import Kernel
import KernelTesting
import Testing

@testable import Identity

struct TokenTests {
  static let dispatch = AccountTests.dispatch
  static let search = AccountTests.search

  @Test(arguments: Backend.all)
  func `a person's token can do what both may`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let patrol = Permission(rawValue: "service_requests.patrol")

    let token = try await bench.accounts.issueToken(
      TokenTerms(label: "wall screen", permissions: [Self.search, patrol]), login: "linjing")

    let viewer = try #require(try await bench.viewer(bearer: token))
    #expect(viewer.person == person)
    #expect(viewer.grants == [Grant([Self.search], in: .area("990101001"))])
  }

  @Test(arguments: Backend.all)
  func `a client's token has its own permissions and scope`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)

    let token = try await bench.accounts.issueToken(
      TokenTerms(label: "hotline", permissions: [Self.search], scope: .area("990101")), login: nil)

    let viewer = try #require(try await bench.viewer(bearer: token))
    #expect(viewer.person == nil)
    #expect(viewer.actor == "client:hotline")
    #expect(viewer.scopes(for: Self.search) == [.area("990101")])
  }

  @Test(arguments: Backend.all)
  func `a resident's token stands for the resident`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let terms = TokenTerms(label: "watch")
    await #expect(throws: Problem(.notFound)) {
      try await bench.accounts.issueToken(terms, phone: phone)
    }
    let person = try await bench.accounts.addResident(name: "李慧芳", phone: phone)

    let token = try await bench.accounts.issueToken(terms, phone: phone)

    let viewer = try #require(try await bench.viewer(bearer: token))
    #expect(viewer.person == person)
    #expect(viewer.grants.isEmpty)
  }

  @Test(arguments: Backend.all)
  func `tokens end by time and by revoking, and only their hash is kept`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let short = try await bench.accounts.issueToken(label: "short", login: nil, days: 1)
    let long = try await bench.accounts.issueToken(label: "long", login: nil, days: 30)

    #expect(try await bench.viewer(bearer: short) != nil)
    #expect(try await bench.viewer(bearer: short + "x") == nil)
    bench.clock.advance(days: 1)
    #expect(try await bench.viewer(bearer: short) == nil)
    #expect(try await bench.viewer(bearer: long) != nil)
    try await bench.accounts.revokeToken(label: "long")
    #expect(try await bench.viewer(bearer: long) == nil)

    let dump = try await TableDump(of: bench.database)
    let all = dump.tables.values.joined().joined(separator: "\n")
    #expect(!all.contains(short) && !all.contains(long.dropFirst(6)))
    #expect(dump.tables["api_tokens"]?.count == 2)
  }

  @Test(arguments: Backend.all)
  func `each look-up is one statement`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    try await bench.accounts.grant("community_worker", to: person, in: .area("990101001001"))
    let token = try await bench.accounts.issueToken(label: "desk", login: "linjing", days: 1)

    let count = QueryCount()
    let signedIn = try await QueryCount.counting(in: count) {
      try await bench.viewer(of: person)
    }
    #expect(signedIn.grants.count == 2)
    #expect(count.value == 1)
    let bearer = try await QueryCount.counting(in: count) {
      try await bench.viewer(bearer: token)
    }
    #expect(bearer?.grants.count == 2)
    #expect(count.value == 2)
  }
}
