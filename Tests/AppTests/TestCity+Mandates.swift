import Kernel
import KernelTesting
import Testing

extension TestCity {
  /// The resident asks the neighbour for a mandate; returns its id.
  func askForMandate() async throws -> String {
    try await checkRealName(of: Self.resident)
    let answer = try await client(as: Self.resident).post(
      "/api/v1/mandates",
      json: """
        {"side":"delegate","phone":"13800003187","relation":"child",
         "scopes":["view_report","receive_reminder"],"until":"2026-12-31"}
        """)
    try #require(answer.status == 201, "\(answer.text)")
    return try Self.id(in: answer)
  }

  /// The same, and its number was said at the community's window.
  func askAtWindow() async throws -> String {
    let mandate = try await askForMandate()
    try await sayCode(of: mandate)
    return mandate
  }

  /// The community's window is told the mandate's number, and so may open it.
  func sayCode(of mandate: String) async throws {
    let code = try await database.read { db in
      try #require(try db.row("SELECT code FROM mandates WHERE id = \(mandate)"))
        .get("code", as: String.self)
    }
    let window = try await browser(as: "community")
    let form = try #require(try await window.get("/window").form(to: "/window"))
    let answer = try await window.submit(form, ["q": code])
    try #require(answer.text.contains("/window/mandates/\(mandate)"), "\(answer.text)")
  }

  /// As if the register had said yes.
  func checkRealName(of name: String) async throws {
    let person = try #require(places[0].people[name])
    try await database.write { tx in
      try tx.run(
        """
        INSERT INTO real_name_checks (id, person, number_masked, state, tries, asked_at, decided_at)
        VALUES (\(tx.newID()), \(person), '110***********0041', 'matched', 1, 0, 0)
        """)
    }
  }

  /// The resident asks for a copy of everything; returns the request's id.
  func askForCopy() async throws -> String {
    let answer = try await client(as: Self.resident).post(
      "/api/v1/rights-requests", json: #"{"kind":"copy"}"#)
    try #require(answer.status == 201, "\(answer.text)")
    return try Self.id(in: answer)
  }

  private static func id(in answer: WebAnswer) throws -> String {
    try #require(answer.text.firstMatch(of: #/"id":"([0-9a-f-]{36})"/#)).1.description
  }
}
