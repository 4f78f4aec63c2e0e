import Casework
import Kernel

/// What happens by itself: the clock, and closing after silence.
struct ServiceRequestWork: Sendable {
  let engine: CaseEngine

  func register(on jobs: Jobs) {
    let engine = engine
    jobs.run(CloseSilent.self) { job, database in try await job.run(engine, in: database) }
    jobs.every(.seconds(30), RequestClock.name) { database in
      try await RequestClock(engine: engine).run(in: database)
    }
  }
}
