import Casework
import Civics
import Contracts
import Kernel

/// The staff pages' posted forms as moves.
struct StaffForm {
  let form: Form
  let photos: [String]
  let plan: CityPlan

  /// What a form is called in its address, the move it makes, and the sentence once it is done.
  struct Act: Sendable {
    let kind: CaseMove.Kind
    let done: String
    /// The sentence where nobody can be told, of an act whose other sentence says that they are.
    let untold: String?
    /// Whether those without an account get a text of it.
    let isTexted: Bool

    init(
      _ kind: CaseMove.Kind, _ done: String, untold: String? = nil, isTexted: Bool = false
    ) {
      self.kind = kind
      self.done = done
      self.untold = untold
      self.isTexted = isTexted
    }
  }

  static let acts: [String: Act] = [
    "accept": Act(.accept, "done.accept", untold: "done.accept-untold"),
    "refuse": Act(.refuse, "done.refuse", untold: "done.refuse-untold", isTexted: true),
    "merge": Act(.merge, "done.merge", untold: "done.merge-untold"),
    "file": Act(.file, "done.file"),
    "dispatch": Act(.dispatch, "done.dispatch"),
    "reassignment": Act(.reassign, "done.reassignment"),
    "co-units": Act(.setCoUnits, "done.co-units"),
    "correction": Act(.correct, "done.correction"),
    "objection-decision": Act(.decideObjection, "done.decision"),
    "extension-decision": Act(.decideExtension, "done.decision"),
    "parking": Act(.park, "done.parking", untold: "done.parking-untold", isTexted: true),
    "resumption": Act(.resume, "done.resumption"),
    "start": Act(.start, "done.start"), "take-over": Act(.takeOver, "done.take-over"),
    "contact": Act(.contact, "done.contact"), "objection": Act(.object, "done.objection"),
    "extension": Act(.askExtension, "done.extension"),
    "escalation": Act(.escalate, "done.escalation"), "result": Act(.report, "done.result"),
    "on-site-result": Act(.solveOnSite, "done.result"),
    "words": Act(.addWords, "done.words"), "checking": Act(.startVerifying, "done.checking"),
    "attempt": Act(.noteAttempt, "done.attempt"), "closure": Act(.close, "done.closure"),
    "rework": Act(.rework, "done.rework"), "reopening": Act(.reopen, "done.rework"),
    "question": Act(.ask, "done.question"),
    "upholding": Act(
      .keepClosed, "done.upholding", untold: "done.upholding-untold", isTexted: true),
  ]

  /// Throws `Problem(.notFound)` for a name that is none, `Problem(.invalid)` naming the field.
  func move(_ name: String) throws -> CaseMove {
    guard let act = Self.acts[name] else { throw Problem(.notFound) }
    if act.kind == .correct { return .correct(try correction()) }
    let answers = MoveAnswers(
      text: { text($0) }, code: { text($0) }, flag: { flag($0) }, number: { number($0) },
      list: { $0 == "photos" ? photos : form.all($0) })
    return try answers.move(act.kind)
  }

  private func text(_ name: String) -> String? {
    switch name {
    case "unit": level == nil ? chosenUnit : nil
    case "level": level?.rawValue ?? chosenUnit.map { levelServed(by: $0).rawValue }
    case "text":
      form.text("text") ?? form.text("words") ?? form.text("note") ?? form.text("question")
    case "limit_unit": limit?.unit
    case "audience": form.isOn("staff_only") ? "staff" : nil
    default: form.text(name)
    }
  }

  private var chosenUnit: String? { form.text("other_unit") ?? form.text("unit") }

  /// A level instead of a unit: whoever works for the place there.
  private var level: CaseLevel? { chosenUnit.flatMap { CaseLevel(rawValue: $0) } }

  private func levelServed(by unit: String) -> CaseLevel {
    let area = plan.unit(unit)?.area ?? ""
    return area.utf8.count >= CaseLevel.street.digits ? .street : .district
  }

  private func flag(_ name: String) -> Bool? {
    switch name {
    case "upheld": decision(["upheld": true, "dismissed": false])
    case "granted": decision(["granted": true, "refused": false])
    case "reporter_confirmed": form.isOn("reporter_confirmed")
    default: form.text(name).map { $0 == "yes" }
    }
  }

  /// Nil for what is neither: a decision stands for good, so no word is taken for another.
  private func decision(_ words: [String: Bool]) -> Bool? {
    form.text("decision").flatMap { words[$0] }
  }

  private func number(_ name: String) -> Int? {
    name == "limit_amount" ? limit?.amount : form.number(name).map(Int.init)
  }

  /// `24.urgent_hours`; nothing for the limit the table gives, 0 for what is none.
  private var limit: (amount: Int, unit: String)? {
    guard let code = form.text("limit_code") else { return nil }
    let parts = code.split(separator: ".")
    guard parts.count == 2, let amount = Int(parts[0]) else {
      return (0, Limit.Unit.workingDays.rawValue)
    }
    return (amount, String(parts[1]))
  }

  /// 改正: the form holds all of it, and what stayed the same is no correction.
  private func correction() throws -> Correction {
    var correction = Correction()
    correction.title = form.text("title")
    correction.classCode = form.text("class_code")
    if let code = form.text("kind") {
      let parts = code.split(separator: ".").map(String.init)
      correction.service = parts.first
      correction.item = parts.count > 1 ? parts[1] : nil
    }
    correction.urgency = try code("urgency")
    correction.requestKind = try code("request_kind")
    correction.season = Correction.SeasonMark(typed: form.text("season"))
    correction.confidentiality = try code("confidentiality")
    if let area = form.text("area") {
      correction.place = CasePlace(
        area: area, address: form.text("address") ?? "", point: point)
    }
    return correction
  }

  /// Nil where nothing was said; a word that is no code is a mistake, not nothing.
  private func code<Code: RawRepresentable<String>>(_ name: String) throws -> Code? {
    guard let text = form.text(name) else { return nil }
    guard let code = Code(rawValue: text) else {
      throw Problem(field: name, "problem.field-value")
    }
    return code
  }

  /// The pin stays where it was; only the map of a report sets one.
  private var point: Coordinate? {
    guard let latitude = form.text("latitude").flatMap(Double.init),
      let longitude = form.text("longitude").flatMap(Double.init)
    else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }
}
