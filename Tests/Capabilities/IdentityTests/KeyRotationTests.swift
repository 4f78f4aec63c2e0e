import Civics
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// A new key is added while people keep signing in.
struct KeyRotationTests {
  private let ming = Identifier<Person>(rawValue: "ming")
  private let hong = Identifier<Person>(rawValue: "hong")

  private func key(_ id: String, _ purpose: SecretKeys.Purpose, _ age: Int64) throws
    -> SecretKeys.Key
  {
    try #require(
      SecretKeys.Key(
        id: id, purpose: purpose, bytes: Array(repeating: UInt8(age), count: 32),
        createdAt: Timestamp(milliseconds: age)))
  }

  @Test(arguments: Backend.all)
  func `who was known before is found and read, who comes after too`(
    backend: Backend
  ) async throws {
    let database = try await backend.database(
      MigrationSet(owner: "identity", IdentityMigrations.all))
    let one = [try key("e1", .encrypt, 1), try key("l1", .lookup, 1)]
    let two = [try key("e2", .encrypt, 2), try key("l2", .lookup, 2)]
    let before = PersonStore(keys: try #require(SecretKeys(one)))
    let after = PersonStore(keys: try #require(SecretKeys(one + two)))
    let lost = PersonStore(keys: try #require(SecretKeys(two)))
    let phones = try [PhoneNumber("13800002076"), PhoneNumber("13800002084")]

    try await database.write { tx in
      try before.insert(ming, name: "明", phone: phones[0], findable: true, in: tx)
    }
    try await database.write { tx in
      try after.insert(hong, name: "红", phone: phones[1], findable: true, in: tx)
    }

    let found = try await database.read { db in
      try (
        phones.map { try after.find(phone: $0, in: db) },
        [after.phone(of: ming, in: db), after.phone(of: hong, in: db)],
        phones.map { try before.find(phone: $0, in: db) }
      )
    }
    #expect(found.0 == [ming, hong] && found.1 == phones)
    // A process that has not read the new key yet goes on with those of before.
    #expect(found.2 == [ming, nil])
    // Without the old key its values are lost, and say so.
    await #expect(throws: SecretFault.unknownKey(id: "e1")) {
      try await database.read { try lost.phone(of: ming, in: $0) }
    }
  }
}
