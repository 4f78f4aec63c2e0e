import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

/// What may not be restored, and that nothing is changed by the attempt.
struct BackupRefusalTests {
  /// Something done to a good backup, and what is said about it.
  struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    let fault: @Sendable (String) -> BackupFault
    let harm: @Sendable (String) throws -> Void

    var testDescription: String { name }

    static let all: [Damage] = [
      Damage(name: "a flipped byte in the database", fault: { _ in .damaged("database") }) {
        try change($0 + "/database") { $0[$0.count / 2] ^= 1 }
      },
      Damage(name: "a truncated database", fault: { _ in .damaged("database") }) {
        try change($0 + "/database") { $0.removeLast(4096) }
      },
      Damage(name: "an empty database", fault: { _ in .damaged("database") }) {
        try change($0 + "/database") { $0.removeAll() }
      },
      Damage(name: "no database", fault: { _ in .damaged("database") }) {
        try FileManager.default.removeItem(atPath: $0 + "/database")
      },
      Damage(name: "a truncated file", fault: { .damaged("file " + photo(in: $0)) }) {
        try change($0 + "/files/" + photo(in: $0).prefix(2) + "/" + photo(in: $0)) {
          $0.removeLast()
        }
      },
      Damage(name: "a missing file", fault: { .damaged("file " + photo(in: $0)) }) {
        try FileManager.default.removeItem(
          atPath: $0 + "/files/" + photo(in: $0).prefix(2) + "/" + photo(in: $0))
      },
      Damage(name: "no files at all", fault: { _ in .damaged("files") }) {
        try FileManager.default.removeItem(atPath: $0 + "/files")
      },
      Damage(name: "a truncated manifest", fault: { _ in .damaged("manifest.json") }) {
        try change($0 + "/manifest.json") { $0.removeLast(5) }
      },
      Damage(name: "a manifest that forgets a file", fault: { _ in .damaged("manifest.json") }) {
        let photo = photo(in: $0)
        try rewrite($0 + "/manifest.json") { $0.replacing("[\"\(photo)\"]", with: "[]") }
      },
      Damage(
        name: "another database with its hash in the manifest",
        fault: { _ in .damaged("manifest.json") }
      ) { folder in
        let old = try SHA256.hash(ofFile: folder + "/database")
        try change(folder + "/database") { $0[$0.count / 2] ^= 1 }
        let new = try SHA256.hash(ofFile: folder + "/database")
        try rewrite(folder + "/manifest.json") { $0.replacing(old, with: new) }
      },
      Damage(name: "no manifest", fault: { .incomplete($0) }) {
        try FileManager.default.removeItem(atPath: $0 + "/manifest.json")
      },
    ]

    static func photo(in backup: String) -> String {
      FileStore.Key(of: Array("a photo".utf8)).rawValue
    }

    private static func change(_ path: String, _ change: (inout Data) -> Void) throws {
      var data = try Data(contentsOf: URL(fileURLWithPath: path))
      change(&data)
      try data.write(to: URL(fileURLWithPath: path))
    }

    private static func rewrite(_ path: String, _ change: (String) -> String) throws {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let changed = change(text)
      try #require(changed != text)
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  @Test(arguments: Backend.all)
  func `a damaged or truncated backup is refused before anything changes`(
    backend: Backend
  ) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let good = home.folder + "/backup"
    let keys = SiteBackup.keysPath(of: good)
    _ = try await SiteBackup.write(source, to: good, keys: keys)
    await source.close()
    let place = try await home.elsewhere()

    for (number, damage) in Damage.all.enumerated() {
      let bad = home.folder + "/bad\(number)"
      try FileManager.default.copyItem(atPath: good, toPath: bad)
      try damage.harm(bad)
      await #expect(throws: damage.fault(bad), "\(damage.name)") {
        try await SiteBackup.restore(
          from: bad, keys: keys, site: place.site, settings: place.settings)
      }
      #expect(!FileManager.default.fileExists(atPath: place.settings.dataDirectory))
      #expect(try await RestorePlace(place.site, place.settings).isEmpty(), "\(damage.name)")
    }
    // The good one still goes in.
    _ = try await SiteBackup.restore(
      from: good, keys: keys, site: place.site, settings: place.settings)
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `nothing is overwritten`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let backup = home.folder + "/backup"
    let keys = SiteBackup.keysPath(of: backup)
    _ = try await SiteBackup.write(source, to: backup, keys: keys)
    let before = try await TableDump(of: source.platform.database)

    await #expect(throws: BackupFault.exists(backup)) {
      try await SiteBackup.write(source, to: backup, keys: keys)
    }
    let others = home.folder + "/others.json"
    _ = try SecretKeys.load(path: others, world: .live)
    await #expect(throws: BackupFault.exists(others)) {
      try await SiteBackup.write(source, to: home.folder + "/second", keys: others)
    }
    #expect(!FileManager.default.fileExists(atPath: home.folder + "/second"))
    let occupied =
      backend == .sqlite
      ? home.settings.dataDirectory + "/linli.sqlite" : "schema site_" + home.site.key
    await #expect(throws: BackupFault.exists(occupied)) {
      try await SiteBackup.restore(
        from: backup, keys: keys, site: home.site, settings: home.settings)
    }

    #expect(before.changes(to: try await TableDump(of: source.platform.database)) == [])
    await source.close()
    // Keys of somebody else lie in the place.
    let place = try await home.elsewhere()
    try FileManager.default.createDirectory(
      atPath: place.settings.dataDirectory, withIntermediateDirectories: true)
    _ = try SecretKeys.load(path: place.settings.keysPath, world: .live)
    let theirs = FileManager.default.contents(atPath: place.settings.keysPath)
    await #expect(throws: BackupFault.exists(place.settings.keysPath)) {
      try await SiteBackup.restore(
        from: backup, keys: keys, site: place.site, settings: place.settings)
    }
    #expect(FileManager.default.contents(atPath: place.settings.keysPath) == theirs)
    try home.remove()
  }

  @Test(arguments: Backend.all)
  func `another site, another engine and leftovers are told apart`(backend: Backend) async throws {
    let home = try Installation(backend)
    let source = try await home.made()
    let backup = home.folder + "/backup"
    _ = try await SiteBackup.write(source, to: backup, keys: SiteBackup.keysPath(of: backup))
    await source.close()

    let stranger = try Installation(backend, in: home.folder, key: "stranger")
    await #expect(throws: BackupFault.otherSite(home.site.key)) {
      try await SiteBackup.restore(
        from: backup, keys: nil, site: stranger.site, settings: stranger.settings)
    }
    let engine: Backend = backend == .sqlite ? .postgres : .sqlite
    let other = try Installation(engine, in: home.folder, key: home.site.key)
    await #expect(throws: BackupFault.otherEngine(backend.rawValue)) {
      try await SiteBackup.restore(
        from: backup, keys: nil, site: other.site, settings: other.settings)
    }
    guard backend == .sqlite else { return try home.remove() }
    let place = try await home.elsewhere()
    let log = place.settings.dataDirectory + "/linli.sqlite-wal"
    try FileManager.default.createDirectory(
      atPath: place.settings.dataDirectory, withIntermediateDirectories: true)
    try Data("left over".utf8).write(to: URL(fileURLWithPath: log))
    await #expect(throws: BackupFault.exists(log)) {
      try await SiteBackup.restore(
        from: backup, keys: nil, site: place.site, settings: place.settings)
    }
    try home.remove()
  }
}
