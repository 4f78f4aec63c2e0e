import Casework
import Civics
import Contracts
import Kernel

extension CaseScreen {
  /// Who reads it: only to its reporter is it said as "您上报".
  enum Reader: Sendable {
    case reporter, neighbour, staff
  }

  /// Newest first, as both faces show it.
  func timeline(_ dossier: CaseDossier, for reader: Reader) -> [TimelineItem] {
    let names = holders(dossier)
    let events = Array(dossier.events.reversed())
    let handing = events.first { [.dispatch, .reassign, .escalate].contains($0.move) }
    return events.enumerated().compactMap { index, event in
      guard let look = HistoryLook(rawValue: event.move.rawValue) else { return nil }
      let isReporters = event.role == .reporter
      var item = say.item(
        look, at: event.at, forReporter: reader == .reporter, who: names[event.id] ?? "",
        isLatest: index == 0, text: isReporters ? mark(event) : words(of: event, reader),
        quote: isReporters ? event.words : nil, photos: photos(dossier, with: event),
        handler: event.id == handing?.id ? handler(dossier.item) : nil)
      if reader == .staff { (item.by, item.inner) = (by(event), inner(event)) }
      return item
    }
  }

  /// How it was rated; words alone do not tell.
  private func mark(_ event: CaseEvent) -> String? {
    event.data["mark"].map { CodeWords.ratings.text($0, words, language) }
  }

  /// Who of the staff it was, by the post of that time; never a reporter or a neighbour.
  private func by(_ event: CaseEvent) -> String? {
    if event.role == .reporter || event.role == .neighbour { return nil }
    return event.post ?? CodeWords.roles.text(event.role.rawValue, words, language)
  }

  /// What the reporter does not read.
  private func inner(_ event: CaseEvent) -> String? {
    if !event.isPublic { return text("history.inner") }
    return event.move == .dispatch && event.words != nil ? text("history.inner.words") : nil
  }

  /// Whom each line names: the unit or place it went to, else who had it at that time.
  private func holders(_ dossier: CaseDossier) -> [String: String] {
    var holder: String?
    var names: [String: String] = [:]
    for event in dossier.events {
      holder = named(by: event, dossier.item) ?? holder
      names[event.id] = holder ?? unitName(dossier.item.leadUnit)
    }
    return names
  }

  private func named(by event: CaseEvent, _ item: Case) -> String? {
    named(event.move, event.data, item.place)
  }

  /// The unit or place that a move hands a case to; nil where it names none.
  func named(_ move: CaseMove.Kind, _ data: [String: String], _ place: CasePlace) -> String? {
    // Elsewhere `unit` is what a limit is counted in.
    let isHanding = [.dispatch, .reassign, .escalate, .decideObjection].contains(move)
    if isHanding, let unit = data["unit"] { return unitName(unit) }
    if move == .climb, data["level"] == nil, let owner = data["owner"] { return self.owner(owner) }
    guard let level = data["level"].flatMap(CaseLevel.init(rawValue:)) else { return nil }
    return place.area(at: level).flatMap { plan.area($0)?.name(in: language) }
      ?? self.level(level)
  }

  /// What was said, or for the staff what the codes of the line say.
  private func words(of event: CaseEvent, _ reader: Reader) -> String? {
    if reader == .staff, let said = overruled(event) ?? outside(event) {
      return [said, event.words].compactMap(\.self).joined(separator: " · ")
    }
    if let outcome = outcome(of: event) {
      return [outcome, event.words].compactMap(\.self).joined(separator: " · ")
    }
    if event.move == .recount, let due = event.data["due"].flatMap({ Timestamp($0) }) {
      let duty = CodeWords.duties.text(event.data["duty"] ?? "", words, language)
      return text(
        "history.recount.due", ["duty": duty, "when": Say.due(due, now: now, in: language)])
    }
    if event.move == .climb {
      let duty = CodeWords.duties.text(event.data["duty"] ?? "", words, language)
      let when = event.data["missed"].flatMap { Timestamp($0) }.map {
        Say.due($0, now: now, in: language)
      }
      return text(
        "history.climb.why",
        ["duty": duty, "who": owner(event.data["from"] ?? ""), "when": when ?? ""])
    }
    if event.move == .setCoUnits, reader == .staff {
      let units = (event.data["co_units"] ?? "").split(separator: " ").map { unitName(String($0)) }
      let names = units.isEmpty ? text("history.co-units.none") : units.joined(separator: listMark)
      return [names, event.words].compactMap(\.self).joined(separator: " · ")
    }
    if event.move == .merge,
      let number = (event.data["from"] ?? event.data["no"]).flatMap(CaseNumber.init(rawValue:))
    {
      return shortNo(number)
    }
    if event.move == .correct, let was = event.words {
      return text("history.correct.was", ["was": was])
    }
    return event.words
  }

  /// That it was given to another than was proposed.
  private func overruled(_ event: CaseEvent) -> String? {
    guard event.move == .dispatch, let proposed = event.data["proposed"],
      proposed != event.data["unit"]
    else { return nil }
    return text("history.overruled", ["who": unitName(proposed)])
  }

  /// Whom outside it was asked of, or by whom it was answered.
  private func outside(_ event: CaseEvent) -> String? {
    [.askOutside, .hearOutside, .revokeOutside].contains(event.move) ? event.data["party"] : nil
  }

  /// How a decision went: the reason alone does not tell.
  private func outcome(of event: CaseEvent) -> String? {
    switch (event.move, event.data["granted"] ?? event.data["upheld"]) {
    case (.decideExtension, "yes"): text("history.extension.granted")
    case (.decideExtension, "no"): text("history.extension.refused")
    case (.decideObjection, "yes"): text("history.objection.upheld")
    case (.decideObjection, "no"): text("history.objection.rejected")
    default:
      switch event.move {
      case .close: callBack(event)
      case .park:
        event.data["cause"].map { CodeWords.parkingCauses.text($0, words, language) }
      default: nil
      }
    }
  }

  private static let answers = [
    (
      name: "contacted", yes: "history.call-back.contacted.yes",
      no: "history.call-back.contacted.no"
    ),
    (name: "solved", yes: "history.call-back.solved.yes", no: "history.call-back.solved.no"),
    (
      name: "satisfied", yes: "history.call-back.satisfied.yes",
      no: "history.call-back.satisfied.no"
    ),
  ]

  /// The three answers of a call-back; nothing where nobody was asked.
  private func callBack(_ event: CaseEvent) -> String? {
    let told = Self.answers.compactMap { answer in
      event.data[answer.name].map { text($0 == "yes" ? answer.yes : answer.no) }
    }
    return told.isEmpty ? nil : told.joined(separator: listMark)
  }

  /// The unit that has it, with the office's line; never a private number.
  private func handler(_ item: Case) -> HandlerView? {
    guard item.state.isWithUnit, let unit = item.leadUnit.flatMap({ plan.unit($0) }) else {
      return nil
    }
    let name = unit.name(in: language)
    return HandlerView(
      initial: name.first.map(String.init) ?? "·", name: name, unit: text("case.handler"),
      phone: unit.phone.isEmpty ? nil : unit.phone)
  }

  /// Pictures that came with this step: both were written by one act, at one instant.
  private func photos(_ dossier: CaseDossier, with event: CaseEvent) -> [PhotoView] {
    guard event.data["photos"] != nil else { return [] }
    return dossier.files.filter { $0.at == event.at }.enumerated().map { index, file in
      view(file, alt: say.photoAlt(index + 1))
    }
  }
}
