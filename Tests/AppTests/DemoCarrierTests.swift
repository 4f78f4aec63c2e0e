import Kernel
import KernelTesting
import Logging
import Testing

@testable import App

/// The demo's carrier lives in the process, and reports as a real one would.
struct DemoCarrierTests {
  @Test(arguments: Backend.all)
  func `texts of the demo city are reported as delivered`(backend: Backend) async throws {
    var settings = AppSettings(dataDirectory: "/nowhere", databaseURL: nil, environment: [:])
    settings.web.isDemo = true
    let open = try await DemoCityTests.open(backend, settings)
    _ = try await DemoCityTests.seed(open)

    _ = try await open.deliverEvents()
    let runner = JobRunner(
      database: open.platform.database, jobs: try open.city.jobs(keys: open.platform.keys),
      logger: Logger(label: "test"))
    while try await runner.runNext() {}

    let counts = try await open.platform.database.read { db in
      try db.rows(
        """
        SELECT state, COUNT(*) AS n FROM message_deliveries
        WHERE state IN ('waiting', 'sending', 'sent', 'delivered') GROUP BY state
        """
      ).map { (try $0.get("state", as: String.self), try $0.get("n", as: Int.self)) }
    }
    #expect(counts.map(\.0) == ["delivered"])
    #expect(counts.first?.1 ?? 0 > 0)
  }
}
