public import Kernel
import Contracts
import Directory
import Logging
import Rights
import ServiceRequests

/// What the command line asks of a site.
extension OpenSite {
  /// `head`: what an earlier verification printed, kept where the database's keeper cannot reach.
  public func verifyAudit(
    expecting head: String? = nil, progress: AuditVerifier.Progress = { _, _ in }
  ) async throws -> AuditVerifier.Report {
    try await verifyAudit(
      AuditVerifier.Expectation(head: head, needsCheckpoint: true), progress: progress)
  }

  func verifyAudit(
    _ expectation: AuditVerifier.Expectation, progress: AuditVerifier.Progress = { _, _ in }
  ) async throws -> AuditVerifier.Report {
    try await AuditVerifier.verify(
      platform.database, keys: platform.keys.all(.token).map(\.bytes), expecting: expectation,
      progress: progress)
  }

  /// Puts what was written to the audit since the newest checkpoint under one.
  public func sealAudit() async throws {
    let key = try platform.keys.newest(.token).bytes
    do {
      try await platform.database.write { tx in
        try AuditCheckpoint.write(in: tx, key: key, onlyNews: true)
      }
    } catch StoreError.unique {
      // Another process wrote one at the same moment; what it did not see, its next one will.
      return
    }
  }

  public func outboxLines(replay: Bool) async throws -> [String] {
    let database = platform.database
    if replay {
      let count = try await database.write { tx in try Outbox.replayParked(in: tx) }
      return ["\(count) parked deliveries will run again."]
    }
    return try await database.read { db in
      let summary = try Outbox.summary(in: db)
      let head = "\(summary.pending) waiting, \(summary.failing) failing, \(summary.parked) parked"
      return [head]
        + (try Outbox.troubles(in: db).map { trouble in
          "\(trouble.state) \(trouble.name) \(trouble.event) → \(trouble.subscriber), "
            + "\(trouble.attempts) attempts: \(trouble.lastError ?? "")"
        })
    }
  }

  public func jobLines(retry: Bool) async throws -> [String] {
    let database = platform.database
    if retry {
      let count = try await database.write { tx in try JobQueue.retryParked(in: tx) }
      return ["\(count) parked jobs will run again."]
    }
    return try await database.read { db in try JobQueue.lines(in: db) }
  }
}

extension OpenSite {
  /// Class by class what went, or what would go.
  public func retentionLines(dryRun: Bool) async throws -> [String] {
    let retention = city.rights.retention
    let figures = dryRun ? try await retention.due() : try await retention.run()
    let deed = dryRun ? "would go" : "gone"
    return figures.map { "\($0.kind.rawValue): \($0.count) \(deed), kept \($0.days) days" }
  }
}

extension OpenSite {
  /// Files many invented requests, and has them told and packed as a running server would.
  public func seedVolume(
    _ count: Int, progress: @escaping @Sendable (_ done: Int) -> Void
  ) async throws {
    let areas = try await city.directory.plan().areas
    try await city.requests.seedVolume(
      count, now: platform.database.world.now(), grids: areas.filter { $0.code.utf8.count == 15 },
      area: site.region + "001001011", progress: progress)
    _ = try await deliverEvents()
    while try await platform.database.write(SearchPacking.step) {}
  }

  /// Hands all waiting events to their subscribers now; returns how many were settled.
  public func deliverEvents() async throws -> Int {
    let delivery = OutboxDelivery(
      database: platform.database, subscriptions: city.subscriptions(),
      logger: Logger(label: "linli"))
    var total = 0
    while true {
      let count = try await delivery.deliverDue()
      if count == 0 { return total }
      total += count
    }
  }
}
