import Kernel

/// What the kernel itself does by the clock: sweep what has expired, seal the audit.
struct Housekeeping {
  /// Answers to repeated commands are kept this long.
  static let commandDays: Int64 = 7

  let keys: SecretKeys
  let files: FileSweep

  func register(on jobs: Jobs) throws {
    let key = try keys.newest(.token).bytes
    // Links since the newest checkpoint could be cut off unseen: few minutes' worth.
    jobs.every(.seconds(600), "kernel.audit_checkpoint") { database in
      try await database.write { tx in try AuditCheckpoint.write(in: tx, key: key) }
    }
    jobs.every(.seconds(60), "kernel.search_packing") { database in
      while try await database.write(SearchPacking.step) { try Task.checkCancellation() }
    }
    let files = files
    jobs.every(.seconds(86_400), "kernel.files") { try await files.run(in: $0) }
    jobs.every(.seconds(3600), "kernel.sweep") { database in
      try await database.write { tx in
        try Sessions.sweep(in: tx)
        try Outbox.sweep(in: tx)
        try JobQueue.sweep(in: tx)
        try Commands.sweep(olderThanDays: Self.commandDays, in: tx)
      }
    }
  }
}
