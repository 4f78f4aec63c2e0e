import Casework
import Civics
import Kernel

extension Correction.SeasonMark {
  /// `none` lifts it; nil where nothing was said.
  init?(typed: String?) {
    guard let typed else { return nil }
    self = typed == "none" ? .lifted : .before(typed)
  }
}

/// The answers of a move by name, from a JSON body or a posted form, made into a move.
struct MoveAnswers {
  let text: (String) -> String?
  let code: (String) -> String?
  let flag: (String) -> Bool?
  let number: (String) -> Int?
  let list: (String) -> [String]

  func move(_ kind: CaseMove.Kind) throws -> CaseMove {
    switch kind {
    case .submit, .recount, .climb, .combine, .remindAnswer, .lapse, .hearOutside, .askOutside,
      .revokeOutside:
      throw wrong("move")
    // Its parts are more than words; whoever reads them has them by now.
    case .split: throw missing("parts")
    case .ask: return .ask(text("text") ?? "")
    case .answer:
      return .answer(
        text("text") ?? "", photos: list("photos").map { Identifier(rawValue: $0) })
    case .withdraw: return .withdraw(reason: text("reason"))
    case .merge: return .merge(into: try id("into"))
    case .refuse:
      return .refuse(
        CaseDetails.Refusal(
          ground: try choice("ground"), channel: try choice("channel"),
          reason: text("reason") ?? ""))
    case .accept: return .accept
    case .file: return .file(try filing())
    case .solveOnSite: return .solveOnSite(try result())
    case .dispatch: return .dispatch(try assignment())
    case .reassign:
      return .reassign(try assignment(), reason: text("reason") ?? "")
    case .setCoUnits:
      return .setCoUnits(list("co_units"), reason: text("reason") ?? "")
    case .object: return .object(reason: text("reason") ?? "", whose: text("whose") ?? "")
    case .decideObjection:
      return .decideObjection(upheld: try yesNo("upheld"), reason: text("reason") ?? "")
    case .start: return .start(words: text("text"))
    case .contact: return .contact(words: text("text"))
    case .askExtension:
      guard let amount = number("amount") else { throw missing("amount") }
      return .askExtension(amount: amount, reason: text("reason") ?? "")
    case .decideExtension:
      return .decideExtension(granted: try yesNo("granted"), reason: text("reason") ?? "")
    case .park:
      guard let text = text("review_on") else { throw missing("review_on") }
      guard let on = LocalDate(text) else { throw wrong("review_on") }
      return .park(
        CaseDetails.Parking(
          cause: try choice("cause"), plan: self.text("plan") ?? "", reviewOn: on))
    case .resume: return .resume(reason: text("reason"))
    case .escalate: return .escalate(reason: text("reason") ?? "", unit: text("unit"))
    case .takeOver: return .takeOver
    case .report: return .report(try result())
    case .startVerifying: return .startVerifying
    case .noteAttempt: return .noteAttempt(words: text("text"))
    case .close: return .close(try closing())
    case .rework: return .rework(reason: text("reason") ?? "")
    case .reopen: return .reopen(fact: text("text") ?? "")
    case .keepClosed: return .keepClosed(reason: text("reason") ?? "")
    case .rate:
      return .rate(
        try choice("mark"), contacted: flag("contacted") ?? false, words: text("text"))
    case .addWords:
      return .addWords(
        text("text") ?? "", audience: try optional("audience") ?? .reporter,
        photos: list("photos").map { Identifier(rawValue: $0) })
    case .nudge: return .nudge
    case .support: return .support
    case .correct: return .correct(try correction())
    }
  }

  private func filing() throws -> Filing {
    guard let classCode = try classCode() else { throw missing("class_code") }
    let urgency: Urgency = try optional("urgency") ?? .normal
    return Filing(
      classCode: classCode, urgency: urgency, limit: try limit(), words: text("text"))
  }

  private func assignment() throws -> Assignment {
    let unit = code("unit")
    let level: CaseLevel = try optional("level") ?? (unit == nil ? .grid : .street)
    return Assignment(
      level: level, unit: unit, coUnits: list("co_units"), limit: try limit(),
      words: text("text"))
  }

  private func limit() throws -> Limit? {
    guard let amount = number("limit_amount") else { return nil }
    let unit: Limit.Unit = try optional("limit_unit") ?? .workingHours
    guard let limit = Limit(amount, unit) else { throw wrong("limit_amount") }
    return limit
  }

  private func result() throws -> CaseResult {
    CaseResult(
      outcome: try choice("outcome"), text: text("text") ?? "",
      afterPhotos: list("photos").map { Identifier(rawValue: $0) },
      reporterConfirms: flag("reporter_confirmed") ?? false)
  }

  private func closing() throws -> Closing {
    let basis: ClosingBasis = try optional("basis") ?? .answers
    var answers: CallBack?
    if basis == .answers {
      answers = CallBack(
        contacted: try yesNo("contacted"), solved: try yesNo("solved"),
        satisfied: try yesNo("satisfied"))
    }
    return Closing(basis: basis, answers: answers, words: text("text"))
  }

  func correction() throws -> Correction {
    var correction = Correction()
    correction.classCode = try classCode()
    correction.urgency = try optional("urgency")
    return correction
  }

  private func classCode() throws -> String? {
    guard let classCode = code("class_code") else { return nil }
    guard ServiceCatalogue.classes.contains(classCode) else { throw wrong("class_code") }
    return classCode
  }

  private func choice<C: RawRepresentable<String>>(_ name: String) throws -> C {
    guard let value: C = try optional(name) else { throw missing(name) }
    return value
  }

  func optional<C: RawRepresentable<String>>(_ name: String) throws -> C? {
    guard let text = code(name) else { return nil }
    guard let value = C(rawValue: text) else { throw wrong(name) }
    return value
  }

  private func yesNo(_ name: String) throws -> Bool {
    guard let value = flag(name) else { throw missing(name) }
    return value
  }

  private func id(_ name: String) throws -> Identifier<Case> {
    guard let text = text(name), !text.isEmpty else { throw missing(name) }
    return Identifier(rawValue: text)
  }

  private func wrong(_ name: String) -> Problem { Problem(field: name, "problem.field-value") }

  private func missing(_ name: String) -> Problem {
    Problem(field: name, "problem.field-missing")
  }
}
