import Contracts
import Kernel

/// What keeps facts and weeks without anybody asking.
struct SupervisionWork: Sendable {
  let keeper: FactKeeper
  let weeks: WeekActions

  func subscribe(to events: Subscriptions) {
    let keeper = keeper
    events.on(ServiceRequestEvents.Submitted.self, as: "supervision.submitted") { event, tx in
      try keeper.keep([event.request], in: tx)
    }
    events.on(ServiceRequestEvents.Moved.self, as: "supervision.moved") { event, tx in
      try keeper.keep([event.request], in: tx)
    }
  }

  func register(on jobs: Jobs) {
    let (keeper, weeks) = (keeper, weeks)
    jobs.run(JudgeAnew.self) { _, database in
      try await keeper.rebuild(database, afresh: false)
    }
    jobs.every(.seconds(60), "supervision.week") { database in try await weeks.turn(database) }
  }
}
