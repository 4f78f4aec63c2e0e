import Casework
import Kernel
import KernelTesting
import Testing

@testable import App

/// What somebody did without network, sent by the phone itself: told what became of it.
struct ActLaterTests {
  private static let done = [
    "answer": "json", "outcome": "solved", "reporter_confirmed": "yes",
    "text": "把淤泥清了，水排干了，沟边撒了炉灰，走了一遍不滑。",
  ]

  /// A case that waits for a look at the spot, and the form that the walker's page has of it.
  private func waiting(_ city: TestCity) async throws -> (id: String, walker: WebClient, WebForm) {
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await CaseFaceTests.move(
      city, id, as: "dispatcher", .accept,
      .file(Filing(classCode: "environment", urgency: .normal, limit: nil)))
    let walker = try await city.browser(as: "grid")
    let form = try await StaffFormTests.form(walker, "/desk/cases/" + id, "on-site-result")
    return (id, walker, form)
  }

  @Test(arguments: Backend.all)
  func `a result that is sent again is one result, and both are told the version it made`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (id, walker, form) = try await waiting(city)

    let first = try await walker.submit(form, Self.done)
    let again = try await walker.submit(form, Self.done)

    #expect(first.status == 200 && first["content-type"] == "application/json")
    #expect(first.text == #"{"version":4}"# && again.text == first.text)
    #expect(try await city.ids(in: [.solvedOnSite]) == [id])
  }

  @Test(arguments: Backend.all)
  func `what somebody else changed meanwhile is told with who and what, and nothing is done`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (id, walker, form) = try await waiting(city)
    try await CaseFaceTests.move(
      city, id, as: "dispatcher", .dispatch(Assignment(level: .district, unit: "power")))

    let refused = try await walker.submit(form, Self.done)

    #expect(refused.status == 409 && refused.text.hasPrefix(#"{"errors":["#))
    #expect(refused.text.contains("调度") && refused.text.contains("供电所"))
    #expect(try await city.ids(in: [.dispatched]) == [id])
  }

  @Test func `what is too short is told by its sentence alone`() async throws {
    let city = try await TestCity.open(.sqlite)
    let (_, walker, form) = try await waiting(city)
    let short = Self.done.merging(["text": "排了"], uniquingKeysWith: { $1 })

    let refused = try await walker.submit(form, short)

    #expect(refused.status == 422 && refused.text.contains("20"))
    #expect(!refused.text.contains("<"))
  }
}
