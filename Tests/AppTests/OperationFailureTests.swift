import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

/// A failure at any statement of what operators do to a site.
struct OperationFailureTests {
  /// The same site through another connection to its data.
  private static func site(_ open: OpenSite, on database: Database) -> OpenSite {
    OpenSite(
      site: open.site,
      platform: Platform(
        database: database, keys: open.platform.keys, files: open.platform.files, site: open.site,
        settings: open.platform.settings), city: open.city)
  }

  @Test(arguments: Backend.all)
  func `seals, replays and retries are whole or not at all`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let open = city.open
    _ = try await city.file(as: TestCity.resident)
    try await city.database.write { tx in
      try tx.run(
        """
        INSERT INTO outbox_deliveries (event_id, subscriber, state, attempts, next_at)
        SELECT id, 'notifications.moved', 'parked', 10, 0 FROM outbox
        """)
      try tx.run("UPDATE outbox SET pending = FALSE")
      try tx.run(
        """
        INSERT INTO jobs (id, name, parameters, state, run_at, attempts, lease_until)
        VALUES ('job', 'notifications.deliver', '{}', 'parked', 0, 10, 0)
        """)
    }
    let acts: [(String, Int, @Sendable (OpenSite) async throws -> Void)] = [
      ("OpenSite.sealAudit", 3, { try await $0.sealAudit() }),
      ("OpenSite.outboxLines", 2, { _ = try await $0.outboxLines(replay: true) }),
      // One statement is whole by itself.
      ("OpenSite.jobLines", 1, { _ = try await $0.jobLines(retry: true) }),
    ]

    for (name, least, act) in acts {
      let statements = try await eachFailure(
        name, of: { try await act(Self.site(open, on: $0)) }, in: city.database)
      #expect(statements >= least, "\(name)")
    }
    #expect(try await open.outboxLines(replay: true) == ["0 parked deliveries will run again."])
    #expect(try await open.jobLines(retry: true) == ["0 parked jobs will run again."])
  }

  @Test(arguments: Backend.all)
  func `a backup that cannot be noted is none`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let (folder, keys) = (home.folder + "/backup", home.folder + "/safe.json")

    let statements = try await eachFailure(
      "SiteBackup.write",
      of: { database in
        let isMade = FileManager.default.fileExists(atPath: folder)
        #expect(!isMade)
        _ = try await SiteBackup.write(Self.site(source, on: database), to: folder, keys: keys)
      }, in: source.platform.database)

    #expect(statements >= 1)
    #expect(FileManager.default.fileExists(atPath: folder))
    await source.close()
    try home.remove()
  }

  /// Keys and files come first, the database last: what is there of them is taken as it is.
  @Test(arguments: Backend.all)
  func `a restore that was broken off is run again`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let (folder, keys) = (home.folder + "/backup", home.folder + "/safe.json")
    _ = try await SiteBackup.write(source, to: folder, keys: keys)
    await source.close()
    let place = try await home.elsewhere()
    let (database, aside) = (folder + "/database", home.folder + "/aside")

    await #expect(throws: (any Error).self) {
      _ = try await SiteBackup.restore(
        from: folder, keys: keys, site: place.site, settings: place.settings
      ) { _, _ in
        do {
          try FileManager.default.moveItem(atPath: database, toPath: aside)
        } catch {
          Issue.record(error)
        }
      }
    }
    try FileManager.default.moveItem(atPath: aside, toPath: database)
    let restored = try await SiteBackup.restore(
      from: folder, keys: keys, site: place.site, settings: place.settings)

    #expect(restored.files == 1)
    let open = try await place.open()
    #expect(try await open.verifyAudit().faults == [])
    #expect(try await open.firstPhone() == Installation.phone)
    await open.close()
    try home.remove()
  }
}
