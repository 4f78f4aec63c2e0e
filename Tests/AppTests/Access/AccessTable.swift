import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Supervision

/// Every door of the site, knocked at by everybody there is.
struct AccessTable {
  /// Somebody who knocks: a login, a resident, a program, or nobody.
  struct Caller: Sendable {
    let title: String
    let login: String?
    var isProgram = false
  }

  enum Answer: String {
    case opens = "●"
    case missing = "–"
    case signIn = "→"
    case notApplicable = " "
  }

  static let callers = [
    Caller(title: "visitor", login: nil), Caller(title: "program", login: nil, isProgram: true),
    Caller(title: "reporter", login: TestCity.resident),
    Caller(title: "neighbour", login: TestCity.neighbour),
    Caller(title: "grid_worker", login: "grid"),
    Caller(title: "community_worker", login: "community"),
    Caller(title: "street_operator", login: "street"),
    Caller(title: "operator_chief", login: "chief"),
    Caller(title: "district_operator", login: "dispatcher"),
    Caller(title: "department_handler", login: "power"),
    Caller(title: "supervision_officer", login: "supervisor"),
    Caller(title: "system_admin", login: "admin"),
    Caller(title: "security_admin", login: "security"), Caller(title: "auditor", login: "auditor"),
    Caller(title: "privacy_officer", login: "privacy"),
  ]

  struct Row {
    let entry: Routes.Entry
    let answers: [Answer]
  }

  let city: TestCity
  let walk: Walk
  /// The reporter's case that is not public, and its photo.
  let hidden: (id: String, photo: String)

  init(_ city: TestCity) async throws {
    self.city = city
    hidden = try await StrangerTests.privateCase(city)
    walk = try await Walk(city)
  }

  /// Nobody who knocks: done to, so that no caller is put out on the way.
  static let target = "traffic"

  func rows() async throws -> [Row] {
    let all = city.places[0].router.entries.filter { !Walk.streams.contains($0.path) }
    let entries = all.sorted {
      ($0.path, $0.method) < ($1.path, $1.method)
    }
    var rows: [Row] = []
    var clients = try await callers()
    for entry in entries {
      var answers: [Answer] = []
      for (index, caller) in Self.callers.enumerated() {
        if caller.isProgram, !entry.isAPI {
          answers.append(.notApplicable)
          continue
        }
        let client = entry.isAPI ? clients[index].api : clients[index].browser
        answers.append(Self.kind(of: try await knock(entry, with: client)))
        // Who has just signed out comes back in.
        if caller.login != nil, clients[index].browser.cookie("linli_session") == nil {
          clients[index] = try await pair(caller)
        }
      }
      rows.append(Row(entry: entry, answers: answers))
    }
    return rows.sorted { ($0.entry.path, $0.entry.method) < ($1.entry.path, $1.entry.method) }
  }

  private func callers() async throws -> [(browser: WebClient, api: WebClient)] {
    var all: [(WebClient, WebClient)] = []
    for caller in Self.callers { all.append(try await pair(caller)) }
    return all
  }

  private func pair(_ caller: Caller) async throws -> (browser: WebClient, api: WebClient) {
    guard let login = caller.login else {
      return (city.browser(), caller.isProgram ? try await city.client(as: nil) : city.browser())
    }
    return (try await city.browser(as: login), try await city.client(as: login))
  }

  /// An empty form or body: a door that opens says what is missing, and most change nothing.
  private func knock(_ entry: Routes.Entry, with client: WebClient) async throws -> WebAnswer {
    let path = try await path(of: entry)
    guard entry.method != "GET" else { return try await client.get(path) }
    guard let method = HTTPRequest.Method(entry.method) else { throw NoSuchMethod() }
    if entry.isAPI {
      return try await client.send(
        method, path, headers: ["Content-Type": "application/json"], body: Array("{}".utf8))
    }
    let page = try await client.get("/preferences")
    let mark = page.form(to: "/preferences")?["form_token"] ?? ""
    return try await client.post(path, form: [("form_token", mark)])
  }

  /// With real ids: the reporter's case, which the power station has, and an account to act on.
  private func path(of entry: Routes.Entry) async throws -> String {
    if entry.method == "GET", let visit = walk.visits.first(where: { $0.route == entry.path }) {
      // Numbers name the public case, whose receipt code the walk holds.
      if entry.path.contains("{no}") { return visit.path }
      return visit.path.replacing(walk.filed.service_request_id, with: hidden.id)
        .replacing(walk.photo, with: hidden.photo)
    }
    let person = city.places[0].people[Self.target].map(\.rawValue) ?? ""
    let id = entry.path.hasPrefix("/admin/") ? person : hidden.id
    let known = [
      "{id}": id, "{no}": walk.filed.number, "{move}": "accept", "{role}": "grid_worker",
      "{grant}": try await grant(of: person), "{week}": Walk.week.description, "{item}": id,
    ]
    return known.reduce(entry.path) { $0.replacing($1.key, with: $1.value) }
  }

  private func grant(of person: String) async throws -> String {
    try await city.database.read { db in
      try db.row("SELECT id FROM role_grants WHERE person = \(person)")?.get("id")
    } ?? ""
  }

  private struct NoSuchMethod: Error {}

  static func kind(of answer: WebAnswer) -> Answer {
    if answer.status == 401 { return .signIn }
    // GeoReport v2 asks for a key with 403, in the words of the standard.
    if answer.status == 403, answer.text.contains("api_key") { return .signIn }
    if answer.status == 303, answer.location?.contains("/sign-in?return_to=") == true {
      return .signIn
    }
    return [404, 405].contains(answer.status) ? .missing : .opens
  }

  static func markdown(_ rows: [Row]) -> String {
    let head = callers.map { $0.title.replacing("_", with: " ") }
    return """
      # Who may open what

      Made by a test that knocks at every route as everybody (`LINLI_GOLDEN=write`); do not edit. Paths \
      hold the reporter's case, not public and dispatched to the power station, or an account to act \
      on; posted forms are empty.

      ● answered · → asked to sign in · – answered as if it were not there. `program` is an API client \
      that acts for itself. Streams that do not end are not in it. What one sees behind an open door is less than the door: lists and ids are \
      cut to one's own area, unit and cases, and `StrangerTests` compares other people's ids with \
      missing ones letter by letter.

      | | | \(head.joined(separator: " | ")) |
      | --- | --- |\(String(repeating: " :-: |", count: head.count))

      """
        + rows.map { row in
          "| \(row.entry.method) | `\(row.entry.path)` | "
            + row.answers.map(\.rawValue).joined(separator: " | ") + " |\n"
        }.joined()
  }
}
