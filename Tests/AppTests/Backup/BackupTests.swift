import Foundation
import Kernel
import KernelTesting
import PostgresDriver
import Synchronization
import Testing

@testable import App

/// Backups of both engines, taken while people write, put back, and compared line by line.
struct BackupTests {
  @Test(arguments: Backend.all)
  func `what is restored is what was there`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    for number in 1...20 { _ = try await source.file(number) }
    _ = try await source.deliverEvents()
    let backup = home.folder + "/backup"
    let keys = home.folder + "/safe.json"

    let made = try await SiteBackup.write(source, to: backup, keys: keys)
    let before = try await TableDump(of: source.platform.database)
    await source.close()
    let place = try await home.elsewhere(prepared: true)
    let restored = try await SiteBackup.restore(
      from: backup, keys: keys, site: place.site, settings: place.settings)

    #expect(made.files == 1 && restored.files == 1 && restored.madeAt == made.madeAt)
    let open = try await place.open()
    let changes = before.changes(to: try await TableDump(of: open.platform.database))
    // That it was restored, when, and to what, under a checkpoint, and nothing else.
    #expect(changes.count == 2)
    let entry = changes.first { $0.contains("action=\"site.restored\"") }
    #expect(entry?.contains("detail=\"\(made.madeAt)\"") == true)
    #expect(changes.contains { $0.contains("audit_checkpoints") })
    let photo = try #require(try open.platform.files.all().first)
    #expect(try await open.platform.files.read(photo) == Array("a photo".utf8))
    #expect(try await open.firstPhone() == Installation.phone)
    #expect(try await open.pendingMigrations() == [])
    #expect(try await open.verifyAudit().faults == [])
    // It goes on from there: numbers, chains and keys.
    _ = try await open.file(99)
    #expect(try await open.verifyAudit().faults == [])
    await open.close()
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `a copy taken while people file is one moment of the site`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let writers = Writers()
    let backup = home.folder + "/backup"

    let early = try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 1...4 {
        group.addTask { try await writers.fileUntilOver(source, from: writer * 100_000) }
      }
      try await writers.wait(for: 40)
      let early = writers.acknowledged
      _ = try await SiteBackup.write(source, to: backup, keys: SiteBackup.keysPath(of: backup))
      try await writers.wait(for: writers.acknowledged.count + 40)
      writers.end()
      try await group.waitForAll()
      return early
    }
    let all = try await TableDump(of: source.platform.database)
    await source.close()
    let place = try await home.elsewhere()
    _ = try await SiteBackup.restore(
      from: backup, keys: nil, site: place.site, settings: place.settings)

    let open = try await place.open()
    let copy = try await TableDump(of: open.platform.database)
    // Rows are only added here, so one moment of the site is a part of all of it.
    for (table, rows) in copy.tables where !["number_leases", "audit_checkpoints"].contains(table) {
      let strangers = Set(rows).subtracting(all.tables[table] ?? [])
        .filter { !$0.contains("site.restored") }
      #expect(strangers == [], "\(table)")
    }
    let cases = try await Self.column("id", of: "cases", in: open)
    #expect(Set(early).isSubset(of: cases))
    #expect(cases.count < (all.tables["cases"] ?? []).count)
    // Nothing is there by half.
    #expect(try await Self.column("case_id", of: "case_events", in: open) == cases)
    #expect(try await Self.column("case_id", of: "case_limits", in: open) == cases)
    #expect(copy.tables["commands"]?.count == cases.count)
    #expect(copy.tables["outbox"]?.count == cases.count)
    await open.close()
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `a backup without the right keys opens nothing`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let backup = home.folder + "/backup"
    let keys = SiteBackup.keysPath(of: backup)
    _ = try await SiteBackup.write(source, to: backup, keys: keys)
    await source.close()
    let place = try await home.elsewhere()

    let stored = try FileManager.default.subpathsOfDirectory(atPath: backup)
    for path in stored {
      let bytes = FileManager.default.contents(atPath: backup + "/" + path) ?? Data()
      #expect(bytes.range(of: Data(Installation.phone.utf8)) == nil, "\(path)")
      #expect(!path.contains("keys"))
    }
    try FileManager.default.moveItem(atPath: keys, toPath: home.folder + "/away.json")
    await #expect(throws: BackupFault.noKeys(keys)) {
      try await SiteBackup.restore(
        from: backup, keys: nil, site: place.site, settings: place.settings)
    }
    let others = home.folder + "/others.json"
    _ = try SecretKeys.load(path: others, world: .live)
    await #expect(throws: BackupFault.wrongKeys(others)) {
      try await SiteBackup.restore(
        from: backup, keys: others, site: place.site, settings: place.settings)
    }
    #expect(!FileManager.default.fileExists(atPath: place.settings.dataDirectory))

    // A key that was added since does no harm.
    let right = try #require(try SecretKeys.loadExisting(path: home.folder + "/away.json"))
    let key = try #require(SecretKeys.Key.make(.encrypt, world: .live))
    try #require(right.adding(key)).save(path: keys)
    _ = try await SiteBackup.restore(
      from: backup, keys: nil, site: place.site, settings: place.settings)
    let open = try await place.open()
    #expect(try await open.firstPhone() == Installation.phone)
    await open.close()
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `keys are not made beside data that others have sealed`(backend: Backend) async throws {
    let home = try Installation(backend)
    try await home.made().close()
    try FileManager.default.removeItem(atPath: home.settings.keysPath)

    for making in [false, true] {
      await #expect(throws: StorageFault.self) { try await home.open(making: making) }
    }
    #expect(!FileManager.default.fileExists(atPath: home.settings.keysPath))
    try home.remove()
  }

  private static func column(
    _ name: String, of table: String, in open: OpenSite
  ) async throws -> Set<String> {
    let sql = SQL(stringLiteral: "SELECT \(name) FROM \(table)")
    return try await open.platform.database.read { db in
      Set(try db.rows(sql).map { try $0.get(name, as: String.self) })
    }
  }
}

/// People who file until they are told to stop.
private final class Writers: Sendable {
  private let state = Mutex<(ids: [String], isOver: Bool)>(([], false))

  var acknowledged: [String] { state.withLock { $0.ids } }
  func end() { state.withLock { $0.isOver = true } }

  func fileUntilOver(_ site: OpenSite, from number: Int) async throws {
    var number = number
    while !state.withLock({ $0.isOver }) {
      number += 1
      let id = try await site.file(number)
      state.withLock { $0.ids.append(id) }
    }
  }

  func wait(for count: Int) async throws {
    while acknowledged.count < count { try await Task.sleep(for: .milliseconds(5)) }
  }
}
