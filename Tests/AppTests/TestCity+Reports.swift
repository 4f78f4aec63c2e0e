import Kernel
import KernelTesting
import Testing

@testable import App

/// What tests send in again and again.
extension TestCity {
  struct Filed: Decodable, Sendable {
    let service_request_id: String
    let number: String
  }

  static let text = "柳巷 3 号楼下的路灯三天没亮，晚上老人看不见路。"

  /// A JSON report with these fields changed; nil takes one away.
  static func report(_ changes: [String: String?] = [:]) -> String {
    var fields: [String: String] = [
      "item_code": "\"street_light\"", "description": "\"\(text)\"",
      "address_string": "\"柳巷 3 号楼\"", "area_code": "\"990101001002011\"",
    ]
    for (name, value) in changes { fields[name] = value }
    return "{"
      + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
      .joined(separator: ",") + "}"
  }

  /// Files through the API and tells the id.
  func file(
    as login: String? = nil, at place: Int = 0, host: String = "localhost",
    _ changes: [String: String?] = [:]
  ) async throws -> Filed {
    let client = try await client(as: login, at: place, host: host)
    let prefix = places[place].open.site.prefix
    let answer = try await client.post(prefix + "/api/v1/requests", json: Self.report(changes))
    try #require(answer.status == 201, "\(answer.text)")
    return try answer.json()
  }
}

extension WebClient {
  /// Fills in the three steps up to the last page, which is returned.
  func fillReport(
    prefix: String = "", _ answers: [String: String] = [:], files: [FormFile] = []
  ) async throws -> WebAnswer {
    let what = try await get(prefix + "/report")
    let first = try #require(what.form(to: prefix + "/report/what"))
    var step = try await submit(
      first, ["kind": "street_light", "text": TestCity.text].merging(answers) { $1 }, files: files)
    try #require(step.location == prefix + "/report/where", "\(step.status) \(step.text)")
    let shown = try await follow(step)
    let place = try #require(shown.form(to: prefix + "/report/where"))
    // In the district, and nobody knows where: the desk's, and nobody else's.
    let district = try #require(shown.text.firstMatch(of: #/<option value="([0-9]{6})"/#)?.1)
    step = try await submit(place, ["address": "柳巷 3 号楼", "grid": String(district)])
    if step.status == 200, let again = step.form(to: prefix + "/report/where") {
      step = try await submit(again)
    }
    try #require(step.location == prefix + "/report/check", "\(step.status) \(step.text)")
    return try await follow(step)
  }
}
