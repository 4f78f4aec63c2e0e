import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Notifications

/// What a carrier says later, brought by its calls of the API.
struct DeliveryReportTests {
  /// A town whose first text was handed over and not yet reported on.
  static func waiting(_ backend: Backend) async throws -> (Neighbourhood, key: String) {
    let town = try await Neighbourhood(backend)
    town.sms.onReport { _ in }
    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()
    return (town, try await town.firstMessage().rawValue)
  }

  static func report(_ key: String, _ state: SMSReceipt.State, at: Timestamp) -> SMSReport {
    SMSReport(key: key, state: state, at: at)
  }

  @Test(arguments: Backend.all)
  func `a report counts once, and unknown ones not at all`(backend: Backend) async throws {
    let (town, key) = try await Self.waiting(backend)
    let at = town.clock.now
    let reports = [
      Self.report(key, .accepted, at: at), Self.report(key, .delivered, at: at),
      Self.report(key, .delivered, at: at), Self.report("nobody's", .delivered, at: at),
    ]

    let first = try await town.capability.actions.note(reports)
    let before = try await TableDump(of: town.database)
    let again = try await town.capability.actions.note(reports)

    #expect((first, again) == (1, 0))
    #expect(try await town.deliveries().first == "delivered")
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `a failure is noted and a later delivery does not undo it`(backend: Backend) async throws {
    let (town, key) = try await Self.waiting(backend)

    let changed = try await town.capability.actions.note([
      Self.report(key, .failed, at: town.clock.now),
      Self.report(key, .delivered, at: town.clock.now),
    ])

    #expect(changed == 1)
    #expect(try await town.deliveries().first == "failed")
  }

  @Test(arguments: Backend.all)
  func `several reports are taken together or not at all`(backend: Backend) async throws {
    let (town, key) = try await Self.waiting(backend)
    let reports = [
      Self.report("nobody's", .failed, at: town.clock.now),
      Self.report(key, .delivered, at: town.clock.now),
    ]

    let failed = try await eachFailure(
      "MessageActions.note",
      of: { database in
        let capability = Neighbourhood.capability(database, town.sms)
        _ = try await capability.actions.note(reports)
      }, in: town.database)

    #expect(failed == 2)
    #expect(try await town.deliveries().first == "delivered")
  }

  @Test func `a fast clock of the carrier is put back to now`() throws {
    let now = TestClock.start
    let body = try JSONText.decode(
      DeliveryBody.self,
      from: """
        {"reports": [
          {"key": "a", "state": "delivered", "at": "2026-03-02T09:00:01+08:00"},
          {"key": "b", "state": "failed", "at": "2026-03-02T00:59:59Z"},
          {"key": "c", "state": "accepted"}
        ]}
        """)

    let reports = try body.reports(now: now)

    #expect(reports.map(\.at) == [now, now.adding(seconds: -1), now])
  }

  @Test(arguments: [
    ("[]", "reports"), (#"[{"key":"","state":"failed"}]"#, "reports.0.key"),
    (#"[{"key":"a","state":"failed"},{"key":"b","state":"read"}]"#, "reports.1.state"),
  ])
  func `what cannot be a report is named`(reports: String, field: String) throws {
    let body = try JSONText.decode(DeliveryBody.self, from: #"{"reports":\#(reports)}"#)

    #expect(throws: Problem(field: field, "problem.field-value")) {
      try body.reports(now: TestClock.start)
    }
  }
}
