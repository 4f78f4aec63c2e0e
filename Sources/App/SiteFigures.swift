import Kernel

/// What monitoring reads of one site's data: whether it can be asked, and what waits in it.
struct SiteFigures {
  let site: String
  let database: Database
  let live: LiveHub

  /// In the Prometheus text format; without a database it still says that there is none.
  func text() async -> String {
    do {
      let (outbox, jobs) = try await database.read { db in
        (try Outbox.summary(in: db), try JobQueue.waiting(in: db))
      }
      return gauge("linli_db_up", [("", 1)])
        + gauge(
          "linli_outbox_deliveries",
          [("pending", outbox.pending), ("failing", outbox.failing), ("parked", outbox.parked)])
        + gauge("linli_jobs", jobs.map { ($0.state, $0.count) })
        + gauge("linli_live_streams", [("", Int64(live.count))])
    } catch {
      return gauge("linli_db_up", [("", 0)])
    }
  }

  private func gauge(_ name: String, _ values: [(state: String, value: Int64)]) -> String {
    "# TYPE \(name) gauge\n"
      + values.map { state, value in
        let label = state.isEmpty ? "" : ",state=\"\(state)\""
        return "\(name){site=\"\(site)\"\(label)} \(value)\n"
      }.joined()
  }
}
