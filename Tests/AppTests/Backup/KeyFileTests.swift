import Foundation
import KernelTesting
import Testing

@testable import App
@testable import Kernel

/// A site is opened with the keys that its data was sealed with, or not at all.
struct KeyFileTests {
  /// An installation with one sealed telephone; what was sealed with is in the answer.
  private static func sealed(_ backend: Backend) async throws -> (Installation, SecretKeys) {
    let home = try Installation(backend)
    let open = try await home.made()
    await open.close()
    return (home, open.platform.keys)
  }

  private static func put(_ keys: SecretKeys, into home: Installation) throws {
    try keys.save(path: home.settings.keysPath)
  }

  @Test(arguments: Backend.all)
  func `the keys of another installation are refused by every command`(
    backend: Backend
  ) async throws {
    let (home, own) = try await Self.sealed(backend)
    let strangers = try #require(SecretKeys.fresh(world: .live))
    try Self.put(strangers, into: home)

    let fault = await #expect(throws: StorageFault.self) { _ = try await home.open() }
    let server = await #expect(throws: StorageFault.self) {
      _ = try await Server.open(home.site, settings: home.settings, world: .live)
    }
    let behind = try await home.open(making: true)
    await #expect(throws: StorageFault.self) { _ = try await behind.migrate() }
    await behind.close()

    let lookup = try own.newest(.lookup).id
    #expect(fault?.description.contains("lacks the key \(lookup)") == true)
    #expect(fault?.description.contains(home.settings.keysPath) == true)
    #expect(server?.description == fault?.description)
    try Self.put(own, into: home)
    let open = try await home.open()
    #expect(try await open.firstPhone() == Installation.phone)
    // Nothing was sealed with the wrong ones meanwhile.
    #expect(try await open.verifyAudit().faults == [])
    await open.close()
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `one key that is missing is named, whichever it is`(backend: Backend) async throws {
    let (home, own) = try await Self.sealed(backend)
    for purpose in [SecretKeys.Purpose.encrypt, .lookup] {
      let lost = try own.newest(purpose)
      let rest = own.keys.filter { $0.id != lost.id }
      let other = try #require(SecretKeys.Key.make(purpose, world: .live))
      try Self.put(try #require(SecretKeys(rest + [other])), into: home)

      let fault = await #expect(throws: StorageFault.self) { _ = try await home.open() }

      #expect(fault?.description.contains("lacks the key \(lost.id)") == true)
    }
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `a new key beside the old ones is taken, and old and new values are found`(
    backend: Backend
  ) async throws {
    let (home, own) = try await Self.sealed(backend)
    var keys = own
    for purpose in SecretKeys.Purpose.allCases {
      let added = try #require(SecretKeys.Key.make(purpose, world: .live))
      keys = try #require(keys.adding(added))
    }
    try Self.put(keys, into: home)

    let open = try await home.open()
    _ = try await open.file(1)
    await open.close()
    let again = try await home.open()

    #expect(try await again.firstPhone() == Installation.phone)
    await again.close()
    // Without the new one half of it is lost, and without the old one the other half.
    let old = Set(own.keys.map(\.id))
    let new = try #require(SecretKeys(keys.keys.filter { !old.contains($0.id) }))
    for part in [own, new] {
      try Self.put(part, into: home)
      await #expect(throws: StorageFault.self) { _ = try await home.open() }
    }
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `where nothing is sealed the audit's seals tell whose keys they are`(
    backend: Backend
  ) async throws {
    let home = try Installation(backend)
    let new = try await home.open(making: true)
    _ = try await new.migrate()
    try await new.requireOwnSeals()
    await new.close()
    try Self.put(try #require(SecretKeys.fresh(world: .live)), into: home)

    // It can be looked at, and says what is wrong; it cannot be served.
    let open = try await home.open()
    #expect(try await open.verifyAudit().faults.contains { $0.contains("seal does not fit") })
    await open.close()
    let fault = await #expect(throws: StorageFault.self) {
      _ = try await Server.open(home.site, settings: home.settings, world: .live)
    }

    #expect(fault?.description.contains("linli audit verify") == true)
    try home.remove()
  }
}
