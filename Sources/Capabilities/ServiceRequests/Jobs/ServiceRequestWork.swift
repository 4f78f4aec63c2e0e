import Casework
import Contracts
import Kernel

/// What happens by itself: the search index, the clock, closing after silence, old drafts.
struct ServiceRequestWork: Sendable {
  let actions: ServiceRequestActions
  /// Deletes files nobody refers to any more.
  let deleteFiles: @Sendable ([Identifier<CaseFile>]) throws -> Void

  func subscribe(_ events: Subscriptions) {
    let engine = actions.engine
    events.on(ServiceRequestEvents.Submitted.self, as: "service_requests.search") { event, tx in
      try engine.index(Identifier(rawValue: event.request), anew: false, in: tx)
    }
    events.on(ServiceRequestEvents.Moved.self, as: "service_requests.search") { event, tx in
      guard event.move == CaseMove.Kind.correct.rawValue else { return }
      try engine.index(Identifier(rawValue: event.request), anew: true, in: tx)
    }
  }

  func register(on jobs: Jobs) {
    let engine = actions.engine
    jobs.run(CloseSilent.self) { job, database in try await job.run(engine, in: database) }
    jobs.every(.seconds(30), RequestClock.name) { database in
      try await RequestClock(engine: engine).run(in: database)
    }
    jobs.every(.seconds(3600), "service_requests.sweep_drafts") { database in
      try await sweepDrafts(in: database)
    }
  }

  /// Rows first, files after: a crash between leaves a file too many, never a draft without.
  func sweepDrafts(in database: Database) async throws {
    let unused = try await database.write { tx in
      let photos = try DraftStore.sweep(in: tx)
      return try CaseEngine.unused(photos, in: tx)
    }
    try deleteFiles(unused)
  }
}
