import Civics
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Notifications

/// Those who have no account and left a number.
struct CallerTests {
  @Test(arguments: Backend.all)
  func `who left a number and has no account is told by text, what goes out only`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, channels: [.push, .mini], left: "13912342076")

    try await town.tell(Neighbourhood.moved("accept", from: "submitted", to: "accepted"))
    try await town.runJobs()
    #expect(town.sms.sent.isEmpty)

    try await town.tell(Neighbourhood.reported)
    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()
    #expect(town.sms.sent.map(\.phone.rawValue) == ["13912342076"])
    #expect(try await town.deliveries() == ["delivered"])
    // The only number they were ever told.
    #expect(town.sms.sent.first?.text.contains("0933") == true)
    let kept = try await TableDump(of: town.database)
    #expect(!"\(kept.tables)".contains("13912342076"))
  }
}
