import Contracts
import Hummingbird
import Kernel

/// Filing for a caller by a program, such as the hotline's own.
struct IntakeAPI: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory

  func register(on routes: Routes) {
    routes.post("/requests/intake", .can(.takeInRequests), face: .api, take)
  }

  @Sendable private func take(_ call: Call) async throws -> Response {
    let body = try await call.decode(IntakeBody.self)
    let finer = WireField.finer(
      service: body.service_code, item: body.item_code, latitude: body.lat, longitude: body.long,
      in: actions.catalogue)
    let receipt = try await WireField.renaming(SubmissionBody.fields, finer: finer) {
      var submission = body.submission
      let place = PlaceFinder(plan: try await directory.plan(), region: call.site.region)
      if let mistake = place.find(&submission) { throw Problem([mistake]) }
      return try await actions.takeIn(
        submission, leavesNumber: !(body.is_withheld ?? false), by: call.viewer,
        key: call.command("requests.take_in", try JSONText.encode(submission)))
    }
    return try call.json(
      IntakeReply(receipt, code: try actions.receiptCode(of: receipt)), status: .created)
  }
}
