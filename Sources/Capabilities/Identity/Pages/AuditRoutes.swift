import Hummingbird
import Kernel

/// The audit, for those who read it and for nobody else.
struct AuditRoutes: Sendable {
  let desk: AuditDesk

  func register(on routes: Routes) {
    routes.get("/admin/audit", .can(.readAudit)) { call in
      try await page(call, AuditForm(try call.query()), errors: nil)
    }
    routes.post("/admin/audit/check", .can(.readAudit), check)
    routes.post("/admin/audit/export", .can(.readAudit), export)
  }

  private func page(
    _ call: Call, _ form: AuditForm, errors: FormErrors?
  ) async throws -> Response {
    var errors = errors
    var question = AuditDesk.Question()
    do { question = try form.question() } catch let problem as Problem {
      errors = errors ?? call.errors(problem)
    }
    let after = try AuditForm.place(call.query().text("after"))
    let answer = try await desk.read(question, after: after, for: call.viewer)
    let view = AuditView(
      answer, form, errors: errors, now: call.now, call.words,
      call.language)
    return try call.page(
      AdminPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func check(_ call: Call) async throws -> Response {
    try await desk.check(by: call.viewer, key: call.command("identity.check_audit", ""))
    return call.redirect("/admin/audit")
  }

  @Sendable func export(_ call: Call) async throws -> Response {
    let form = AuditForm(call.form)
    do {
      let lines = try await desk.export(try form.question(), by: call.viewer)
      let name = "audit-\(CityTime.date(of: call.now)).csv"
      return call.download(
        Array(AuditFile.text(of: lines).utf8), type: "text/csv; charset=utf-8", name: name)
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await page(call, form, errors: call.errors(problem))
    }
  }
}

/// What an auditor asks for, as it was typed.
struct AuditForm: Sendable {
  let from: String
  let to: String
  let who: String
  let deed: String
  let subject: String

  init(_ form: Form) {
    func text(_ name: String) -> String { String((form.text(name) ?? "").trimmed.prefix(100)) }
    from = text("from")
    to = text("to")
    who = text("who")
    deed = text("deed")
    subject = text("subject")
  }

  var fields: [(name: String, value: String)] {
    [("from", from), ("to", to), ("who", who), ("deed", deed), ("subject", subject)]
  }

  var isEmpty: Bool { fields.allSatisfy { $0.value.isEmpty } }

  /// Throws `Problem(.invalid)` for days that are none.
  func question() throws -> AuditDesk.Question {
    let (first, last) = (LocalDate(from), LocalDate(to))
    var faults: [FieldError] = []
    if first == nil, !from.isEmpty { faults.append(FieldError("from", "identity.date")) }
    if last == nil, !to.isEmpty { faults.append(FieldError("to", "identity.date")) }
    if let first, let last, first > last { faults.append(FieldError("to", "audit.days-turned")) }
    guard faults.isEmpty else { throw Problem(faults) }
    func given(_ text: String) -> String? { text.isEmpty ? nil : text }
    return AuditDesk.Question(
      from: first, to: last, who: given(who), deed: given(deed), subject: given(subject))
  }

  /// Where a page goes on, as the address says it: `at-lane-number`.
  static func place(_ text: String?) -> AuditLog.Place? {
    let parts = (text ?? "").split(separator: "-").compactMap { Int64($0) }
    guard parts.count == 3 else { return nil }
    return AuditLog.Place(
      at: Timestamp(milliseconds: parts[0]), lane: parts[1], number: parts[2])
  }

  static func text(of place: AuditLog.Place) -> String {
    "\(place.at.rawValue)-\(place.lane)-\(place.number)"
  }
}

/// The audit as a file: every field of the links, so that the chain can be checked elsewhere.
enum AuditFile {
  static func text(of lines: [AuditLog.Line]) -> String {
    lines.reduce(
      CSV.line(["at", "lane", "number", "actor", "action", "subject", "detail", "hash"])
    ) { text, line in
      text
        + CSV.line([
          line.place.at.description, String(line.place.lane), String(line.place.number),
          line.entry.actor, line.entry.action, line.entry.subject, line.entry.detail, line.hash,
        ])
    }
  }
}
