import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

/// What is said and left behind where something cannot be written.
struct BackupFailureTests {
  private struct Backup {
    let home: Installation
    let folder: String
    var keys: String { SiteBackup.keysPath(of: folder) }
  }

  private static func backup(_ backend: Backend) async throws -> Backup {
    let home = try Installation(backend)
    let source = try await home.made()
    let backup = Backup(home: home, folder: home.folder + "/backup")
    _ = try await SiteBackup.write(source, to: backup.folder, keys: backup.keys)
    await source.close()
    return backup
  }

  private static func restore(_ backup: Backup, to place: Installation) async throws {
    _ = try await SiteBackup.restore(
      from: backup.folder, keys: backup.keys, site: place.site, settings: place.settings)
  }

  @Test(arguments: Backend.all)
  func `a restore that fails half-way takes away what it made and may be tried again`(
    backend: Backend
  ) async throws {
    let backup = try await Self.backup(backend)
    let place = try await backup.home.elsewhere()
    let blocked = place.settings.dataDirectory + "/files"
    try FileManager.default.createDirectory(
      atPath: place.settings.dataDirectory, withIntermediateDirectories: true)
    try Data("no folder".utf8).write(to: URL(fileURLWithPath: blocked))

    let fault = await #expect(throws: BackupFault.self) {
      try await Self.restore(backup, to: place)
    }

    #expect(fault == .cannotWrite(place.settings.dataDirectory, "Not a directory"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.settings.dataDirectory)
        == ["files"])
    try FileManager.default.removeItem(atPath: blocked)
    try await Self.restore(backup, to: place)
    let open = try await place.open()
    #expect(try await open.firstPhone() == Installation.phone)
    await open.close()
    try backup.home.remove()
  }

  @Test func `a restore whose database finds no room leaves no keys and no files`() async throws {
    let backup = try await Self.backup(.sqlite)
    var place = try await backup.home.elsewhere()
    let data = place.settings.dataDirectory
    let blocked = backup.home.folder + "/blocked"
    try Data("no folder".utf8).write(to: URL(fileURLWithPath: blocked))
    place.settings = AppSettings(
      dataDirectory: data, databaseURL: "sqlite:\(blocked)/linli.sqlite", environment: [:])

    await #expect(throws: BackupFault.self) { try await Self.restore(backup, to: place) }

    #expect(!FileManager.default.fileExists(atPath: data))
    // What lay there before stays.
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let keys = try #require(try SecretKeys.loadExisting(path: backup.keys))
    try keys.save(path: place.settings.keysPath)
    await #expect(throws: BackupFault.self) { try await Self.restore(backup, to: place) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: data) == ["keys.json"])
    try backup.home.remove()
  }

  @Test(arguments: Backend.all)
  func `a backup says where it could not be written and why`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let file = home.folder + "/file"
    try Data("no folder".utf8).write(to: URL(fileURLWithPath: file))

    let fault = await #expect(throws: BackupFault.self) {
      try await SiteBackup.write(
        source, to: file + "/backup", keys: home.folder + "/keys-of-it.json")
    }

    #expect(fault?.description.hasPrefix("Nothing could be written to \(file)/backup: ") == true)
    #expect(!FileManager.default.fileExists(atPath: home.folder + "/keys-of-it.json"))
    // The keys are written and the folder then does not get its name.
    let both = home.folder + "/both"
    await #expect(throws: (any Error).self) {
      try await SiteBackup.write(source, to: both, keys: both)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: home.folder).allSatisfy {
        !$0.hasPrefix("both")
      })
    await source.close()
    try home.remove()
  }

  @Test func `what the disk says is told with the place, anything else as it is`() {
    let full = StoreError.storage("SQLite 13: database or disk is full")
    for (error, reason) in [
      (full, "SQLite 13: database or disk is full"),
      (DurableFile.Fault.system(28), "No space left on device"),
      (FileStore.Fault.system(code: 30), "Read-only file system"),
    ] as [(any Error, String)] {
      #expect(BackupFault.written(to: "/there", error) == .cannotWrite("/there", reason))
    }
    for error in [StoreError.unavailable, FileStore.Fault.busy] as [any Error] {
      #expect(BackupFault.written(to: "/there", error) == nil)
    }
    let settings = AppSettings(dataDirectory: "/srv/linli", databaseURL: nil, environment: [:])
    #expect(
      OperatorSentence.of(full, settings: settings).hasPrefix(
        "The disk of /srv/linli/linli.sqlite is full or cannot be written"))
    let cannot = #expect(throws: CocoaError.self) {
      try FileManager.default.createDirectory(
        atPath: "/proc/version/linli", withIntermediateDirectories: true)
    }
    #expect(
      cannot.map { OperatorSentence.of($0, settings: settings).contains("/proc/version") } == true)
  }

  @Test(arguments: Backend.all)
  func `a step that was applied and is not written down is named with its site`(
    backend: Backend
  ) async throws {
    let home = try Installation(backend)
    let open = try await home.made()
    _ = try await open.platform.database.write { tx in
      try tx.run("DELETE FROM schema_migrations WHERE owner = 'rights'")
    }

    let fault = await #expect(throws: StepFault.self) { _ = try await open.migrate() }

    #expect(fault?.site == home.site.key && fault?.step.hasPrefix("rights/001_") == true)
    #expect(fault?.reason.contains("already exists") == true)
    let said = fault.map { OperatorSentence.of($0, settings: home.settings) } ?? ""
    #expect(said.contains("“\(home.site.key)”") && said.contains("schema_migrations is lost"))
    await open.close()
    try home.remove()
  }
}
