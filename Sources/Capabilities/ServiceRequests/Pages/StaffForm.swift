import Casework
import Civics
import Kernel

/// The staff pages' posted forms as moves.
struct StaffForm {
  let call: Call

  let photos: [String]

  init(_ call: Call, photos: [String]) {
    self.call = call
    self.photos = photos
  }

  private static let kinds: [String: CaseMove.Kind] = [
    "accept": .accept, "refuse": .refuse, "merge": .merge, "file": .file, "dispatch": .dispatch,
    "objection-decision": .decideObjection, "extension-decision": .decideExtension,
    "parking": .park, "resumption": .resume, "start": .start, "take-over": .takeOver,
    "objection": .object, "extension": .askExtension, "escalation": .escalate,
    "result": .report, "on-site-result": .solveOnSite, "attempt": .noteAttempt,
    "closure": .close, "rework": .rework, "checking": .startVerifying,
  ]

  func move(_ name: String) throws -> CaseMove {
    guard let kind = Self.kinds[name] else { throw Problem(.notFound) }
    let form = call.form
    let answers = MoveAnswers(
      text: { text($0, in: form) }, code: { text($0, in: form) }, flag: { flag($0, in: form) },
      number: { number($0, in: form) }, list: { $0 == "photos" ? photos : [] })
    return try answers.move(kind)
  }

  private func text(_ name: String, in form: Form) -> String? {
    switch name {
    case "unit": form.text("other_unit") ?? form.text("unit")
    case "text": form.text("text") ?? form.text("words") ?? form.text("note")
    case "limit_unit": limit(form).map { $0.unit }
    case "basis": form.text("outcome") == "silent" ? "silence" : "answers"
    case "level": form.text("unit") == "grid" ? "grid" : nil
    case "outcome": form.text("outcome")
    default: form.text(name)
    }
  }

  private func flag(_ name: String, in form: Form) -> Bool? {
    switch name {
    case "upheld": form.text("decision").map { $0 == "upheld" }
    case "granted": form.text("decision").map { $0 == "granted" }
    case "reporter_confirmed": form.isOn("reporter_confirmed")
    default: form.text(name).map { $0 == "yes" }
    }
  }

  private func number(_ name: String, in form: Form) -> Int? {
    name == "limit_amount" ? limit(form)?.amount : form.number(name).map(Int.init)
  }

  /// `24.urgent_hours`.
  private func limit(_ form: Form) -> (amount: Int, unit: String)? {
    guard let code = form.text("limit_code") else { return nil }
    let parts = code.split(separator: ".")
    guard parts.count == 2, let amount = Int(parts[0]) else { return nil }
    return (amount, String(parts[1]))
  }
}
