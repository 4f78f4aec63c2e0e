import Foundation
public import Kernel
import PostgresDriver

extension SiteBackup {
  /// Puts a backup into an empty place and proves that it is what was backed up.
  ///
  /// Everything is checked before anything is changed: the manifest's seal, the keys, the hash of
  /// the database and of every file, and that the place is empty. Afterwards the audit's chains are
  /// walked and every file is read again. One that fails takes away what it made, and one that was
  /// broken off may be run again.
  /// - Throws: `BackupFault`, `StoreError` or `FileStore.Fault`.
  public static func restore(
    from folder: String, keys keysPath: String?, site: Site, settings: AppSettings,
    world: World = .live, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
    proving: AuditVerifier.Progress = { _, _ in }
  ) async throws -> Summary {
    let manifest = try manifest(in: folder)
    let ownKeys = settings.keysPath
    let keysPath = keysPath ?? defaultKeys(of: folder, orOf: ownKeys)
    guard let keys = try SecretKeys.loadExisting(path: keysPath) else {
      throw BackupFault.noKeys(keysPath)
    }
    guard manifest.isOpened(by: keys) else { throw BackupFault.wrongKeys(keysPath) }
    guard try manifest.isSound(for: keys) else {
      throw BackupFault.damaged(BackupManifest.fileName)
    }
    guard manifest.site == site.key else { throw BackupFault.otherSite(manifest.site) }
    let place = try RestorePlace(site, settings)
    guard place.engine == manifest.engine else { throw BackupFault.otherEngine(manifest.engine) }
    if let there = try SecretKeys.loadExisting(path: ownKeys), !manifest.isOpened(by: there) {
      throw BackupFault.exists(ownKeys)
    }
    try await place.requireEmpty()
    let database = folder + "/database"
    guard FileManager.default.fileExists(atPath: database),
      try SHA256.hash(ofFile: database) == manifest.database
    else { throw BackupFault.damaged("database") }
    let names = try await checkedFiles(of: manifest, in: folder)

    let traces = RestoreTraces(settings, site)
    do {
      try FileManager.default.createDirectory(
        atPath: settings.dataDirectory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      if try SecretKeys.loadExisting(path: ownKeys) == nil { try keys.save(path: ownKeys) }
      let copies = try FileStore(directory: folder + "/files")
      let files = try FileStore(directory: settings.filesDirectory(of: site))
      for (index, name) in names.enumerated() {
        _ = try await files.put(try await copies.read(name))
        progress(index + 1, names.count)
      }
      // The database last: until it is there, nothing can be served that lacks a file.
      try await place.put(database)
    } catch {
      traces.remove()
      throw BackupFault.written(to: settings.dataDirectory, error) ?? error
    }
    do {
      return try await prove(manifest, names, site, settings, world, proving)
    } catch let fault as BackupFault {
      throw fault
    } catch {
      throw BackupFault.unproven(
        settings.dataDirectory, OperatorSentence.of(error, settings: settings))
    }
  }

  private static func manifest(in folder: String) throws -> BackupManifest {
    let path = folder + "/" + BackupManifest.fileName
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BackupFault.incomplete(folder)
    }
    do {
      return try JSONDecoder().decode(BackupManifest.self, from: data)
    } catch {
      throw BackupFault.damaged(BackupManifest.fileName)
    }
  }

  /// Those of the backup, or those that this installation has already.
  private static func defaultKeys(of folder: String, orOf own: String) -> String {
    let beside = keysPath(of: folder)
    let manager = FileManager.default
    return manager.fileExists(atPath: beside) || !manager.fileExists(atPath: own) ? beside : own
  }

  private static func checkedFiles(
    of manifest: BackupManifest, in folder: String
  ) async throws -> [FileStore.Key] {
    let names = manifest.files.compactMap(FileStore.Key.init)
    guard names.count == manifest.files.count else {
      throw BackupFault.damaged(BackupManifest.fileName)
    }
    guard !names.isEmpty else { return [] }
    guard FileManager.default.fileExists(atPath: folder + "/files") else {
      throw BackupFault.damaged("files")
    }
    let copies = try FileStore(directory: folder + "/files")
    for name in names {
      do throws(FileStore.Fault) {
        _ = try await copies.read(name)
      } catch {
        switch error {
        case .damaged, .notFound: throw BackupFault.damaged("file " + name.rawValue)
        case .busy, .system: throw error
        }
      }
    }
    return names
  }

  /// Opens the restored site as it will be served.
  private static func prove(
    _ manifest: BackupManifest, _ names: [FileStore.Key], _ site: Site, _ settings: AppSettings,
    _ world: World, _ progress: AuditVerifier.Progress
  ) async throws -> Summary {
    let open = try await OpenSite.open(site, settings: settings, world: world)
    do {
      let report = try await open.verifyAudit(
        AuditVerifier.Expectation(asOf: manifest.madeAt), progress: progress)
      if let fault = report.faults.first { throw BackupFault.notWhatWasBackedUp(fault) }
      for name in names { _ = try await open.platform.files.read(name) }
      // What happened between the backup and now is gone: the audit has to say so itself.
      try await open.platform.database.write { tx in
        try tx.audit(
          AuditEntry(
            actor: "operator", action: "site.restored", subject: "site:\(site.key)",
            detail: manifest.madeAt.description))
      }
      let pending = try await open.pendingMigrations()
      if pending.isEmpty { try await open.sealAudit() }
      await open.close()
      return Summary(
        files: names.count, auditEntries: report.entries, madeAt: manifest.madeAt,
        pendingSteps: pending.count)
    } catch {
      await open.close()
      throw error
    }
  }
}
