import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// What lies on a desk, and in which order.
struct DeskPageTests {
  @Test(arguments: Backend.all)
  func `mine is what waits for me, and what waits for others stands apart`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let mine = try await city.file(as: TestCity.resident).service_request_id
    let theirs = try await city.file(as: TestCity.neighbour).service_request_id
    try await city.dispatch(mine, to: "power")
    try await city.dispatch(theirs, to: "power")
    try await CaseFaceTests.move(
      city, theirs, as: "power",
      .object(reason: "这盏灯在院墙里，产权归小区，不归我们修。", whose: "物业"))
    let browser = try await city.browser(as: "power")

    let own = try await browser.get("/desk")
    #expect(own.text.contains("手上 1 件") && own.text.contains("/desk/cases/" + mine))
    #expect(!own.text.contains("/desk/cases/" + theirs) && own.text.contains("等别人 1"))
    let apart = try await browser.get("/desk?show=waiting")
    #expect(apart.text.contains("/desk/cases/" + theirs) && apart.text.contains("等裁定归谁办"))
    #expect(!apart.text.contains("/desk/cases/" + mine))

    try await CaseFaceTests.move(
      city, mine, as: "power", .start(words: nil), .report(CaseFaceTests.result))
    let done = try await browser.get("/desk")
    #expect(done.text.contains("手上没有要办的") && done.text.contains("看等别人的 2 件"))
  }
}
