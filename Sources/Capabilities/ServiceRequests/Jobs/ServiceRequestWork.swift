import Casework
import Contracts
import Kernel

/// What happens by itself: the clock, closing after silence, and counting by another calendar.
struct ServiceRequestWork: Sendable {
  let engine: CaseEngine
  let directory: any CityDirectory

  func register(on jobs: Jobs) {
    let (engine, directory) = (engine, directory)
    jobs.run(CloseSilent.self) { job, database in try await job.run(engine, in: database) }
    jobs.run(RecountLimits.self) { job, database in
      try await job.run(engine, refresh: { _ = try await directory.plan() }, in: database)
    }
    jobs.every(.seconds(30), RequestClock.name) { database in
      try await RequestClock(engine: engine).run(in: database)
    }
    // After the alarms, so that who was late is told before it is somebody else's.
    jobs.every(.seconds(30), RequestLadder.name) { database in
      try await RequestLadder(engine: engine).run(in: database)
    }
  }
}
