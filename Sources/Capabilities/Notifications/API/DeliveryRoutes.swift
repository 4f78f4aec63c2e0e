import Gateways
import Hummingbird
import Kernel

/// Where the carrier of text messages reports what became of them.
struct DeliveryRoutes: Sendable {
  let actions: MessageActions

  func register(on routes: Routes) {
    routes.post("/messages/deliveries", .can(.reportDeliveries), face: .api, report)
  }

  /// Repeats, late ones and reports about messages nobody knows are answered alike.
  @Sendable func report(_ call: Call) async throws -> Response {
    let reports = try await call.decode(DeliveryBody.self).reports(now: call.now)
    return try call.json(DeliveryReply(changed: try await actions.note(reports)))
  }
}

/// What the wire brings.
struct DeliveryBody: Decodable {
  let reports: [ClosedBody<Report>]

  struct Report: Decodable {
    let key: String
    let state: String
    let at: Timestamp?
  }

  static let counts = 1...100
  static let keyLengths = 1...100

  /// Throws `Problem(.invalid)` naming the report.
  ///
  /// A carrier's clock may be fast: nothing was delivered later than now.
  func reports(now: Timestamp) throws -> [SMSReport] {
    guard Self.counts.contains(reports.count) else {
      throw Problem(field: "reports", "problem.field-value")
    }
    return try reports.map(\.value).enumerated().map { index, report in
      guard Self.keyLengths.contains(report.key.unicodeScalars.count) else {
        throw Problem(field: "reports.\(index).key", "problem.field-value")
      }
      guard let state = SMSReceipt.State(rawValue: report.state) else {
        throw Problem(field: "reports.\(index).state", "problem.field-value")
      }
      return SMSReport(key: report.key, state: state, at: min(report.at ?? now, now))
    }
  }
}

struct DeliveryReply: Encodable {
  /// Messages that stand otherwise than before.
  let changed: Int
}
