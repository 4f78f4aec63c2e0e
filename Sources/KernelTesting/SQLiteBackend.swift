import Foundation
import Kernel
import SQLiteDriver
import Synchronization

/// Hands out copies of migrated files, on a RAM disk where there is one.
actor SQLiteBackend {
  static let shared = SQLiteBackend()

  private let folder: String
  private var templates: [String: Task<String, any Error>] = [:]
  private var count = 0

  private init() {
    let memory = "/dev/shm"
    let root =
      FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    folder = "\(root)/linli-tests-\(ProcessInfo.processInfo.processIdentifier)"
    leftovers.withLock { $0 = folder }
    atexit { leftovers.withLock { try? FileManager.default.removeItem(atPath: $0) } }
  }

  func driver(_ sets: [MigrationSet]) async throws -> SQLiteDriver {
    let template = try await template(sets).value
    let path = try newPath()
    try FileManager.default.copyItem(atPath: template, toPath: path)
    return try SQLiteDriver(path: path, options: .init(readers: 2))
  }

  private func template(_ sets: [MigrationSet]) -> Task<String, any Error> {
    let key = MigrationSet.fingerprint(sets)
    if let known = templates[key] { return known }
    let made = Task {
      let path = try newPath()
      let driver = try SQLiteDriver(path: path, options: .init(readers: 1))
      try await Migrator(sets).run(on: Database(driver: driver, world: .fixed()))
      await driver.close()
      return path
    }
    templates[key] = made
    return made
  }

  private func newPath() throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    count += 1
    return "\(folder)/\(count).sqlite"
  }
}

/// The folder to remove when the process ends; `atexit` takes no context.
private let leftovers = Mutex("")

extension MigrationSet {
  /// The same for the same steps in the same order.
  static func fingerprint(_ sets: [MigrationSet]) -> String {
    sets.map { set in
      "\(set.owner):" + set.migrations.map { "\($0.name)=\($0.statements)" }.joined(separator: ";")
    }.joined(separator: "\n")
  }
}
