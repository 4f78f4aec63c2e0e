import Casework
import Civics
import Contracts
import Kernel

extension CaseScreen {
  /// A case as staff see it; `phone` is the reporter's number once it was asked for.
  func deskCase(
    _ dossier: CaseDossier, at base: DeskCase.Place, phone: String? = nil
  ) -> DeskCase {
    let item = dossier.item
    var meta = [kind(service: item.service, item: item.item), place(item.place)]
    if item.supporters > 0 { meta.append(say.supporters(item.supporters)) }
    let coUnits = (item.details.coUnits ?? []).map { unitName($0) }.joined(separator: listMark)
    let whole = wholeView(dossier, below: base.rawValue)
    return DeskCase(
      id: item.id.rawValue, base: base.rawValue, version: item.version,
      shortNo: shortNo(item.no), fullNo: item.no.rawValue,
      title: title(item.title, item.body, service: item.service, item: item.item),
      meta: meta.filter { !$0.isEmpty }.joined(separator: " · "),
      lead: item.leadUnit.map { unitName($0) } ?? item.level.map { level($0) } ?? "",
      coUnits: coUnits, contact: contact(item, phone),
      chip: chip(item.state, forResident: false), over: over(item.dueAt),
      marks: marks(item.source, item.season),
      risk: item.urgency == .normal
        ? nil : RiskView(level: item.urgency == .emergency ? 4 : 3, word: urgency(item.urgency)),
      clock: clock(dossier), text: item.body, photos: photos(dossier, .before),
      voice: voice(dossier),
      merged: merged(dossier), parts: parts(dossier, below: base.rawValue),
      into: into(dossier, below: base.rawValue),
      pieces: partViews(dossier, below: base.rawValue, forResident: false),
      isSplit: !dossier.parts.isEmpty, whole: whole, isWholeOpen: whole?.path.isEmpty == false,
      asked: item.details.asking?.question, hints: hints(dossier), answer: answer(dossier),
      afterPhotos: photos(dossier, .after), timeline: timeline(dossier, for: .staff),
      duties: duties(dossier),
      covers: canCover && dossier.files.contains { $0.kind != .voice }
        ? "/console/photos/\(item.id)" : nil)
  }

  func urgency(_ urgency: Urgency) -> String { text("urgency." + urgency.rawValue) }

  var listMark: String { language == .chinese ? "、" : ", " }

  func level(_ level: CaseLevel) -> String { text("level." + level.rawValue) }

  private func contact(_ item: Case, _ phone: String?) -> DeskCase.Contact? {
    // Whoever may not know the reporter is told of neither.
    let account = item.reporter.person.map { _ in text("contact.by-account") }
    guard let masked = item.reporter.contactMasked ?? account else { return nil }
    return DeskCase.Contact(
      masked: masked, number: phone, canReveal: canReveal && phone == nil)
  }

  /// The nearest limit that runs, with the duty it is of.
  private func clock(_ dossier: CaseDossier) -> ClockView? {
    guard let limit = dossier.limits.nearest, let due = limit.dueAt else { return nil }
    var percent = limit.clock.limit.warnPercent
    let start = limit.clock.startedAt
    if let warn = limit.warnAt, due > start {
      percent = Int(
        min(100, max(1, warn.milliseconds(since: start) * 100 / due.milliseconds(since: start))))
    }
    return say.clock(
      CodeWords.duties.text(limit.duty.rawValue, words, language), start: start, due: due,
      warnAtPercent: percent)
  }

  /// How many reports were merged into this one; its history says it.
  private func merged(_ dossier: CaseDossier) -> String? {
    let count = dossier.events.filter { $0.move == .merge && $0.data["from"] != nil }.count
    return count == 0 ? nil : say.merged(count)
  }

  private func hints(_ dossier: CaseDossier) -> [String] {
    let details = dossier.item.details
    var hints: [String] = []
    if let parking = details.parking {
      let cause = CodeWords.parkingCauses.text(parking.cause.rawValue, words, language)
      let on = Say.date(parking.reviewOn, now: now, in: language)
      hints.append(text("hint.parked", ["cause": cause, "when": on, "plan": parking.plan]))
    }
    if let again = details.reworks, again > 0 {
      hints.append(words.text("hint.reworks", count: again, in: language))
    }
    if dossier.moves.contains(.decideExtension), details.extensionAsked?.by == actor {
      hints.append(text("refusal.own-asking"))
    }
    if dossier.item.needsArbiter, dossier.item.state == .objection {
      hints.append(text("hint.arbiter", ["n": String(details.returns ?? 0)]))
    } else if let returns = details.returns, returns > 0 {
      hints.append(words.text("hint.returns", count: returns, in: language))
    }
    if dossier.item.needsReview { hints.append(text("hint.review")) }
    if dossier.item.reporter.hidesFromHandler { hints.append(text("hint.hidden")) }
    return hints
  }

  /// "24 小时", "3 个工作日".
  func limit(_ limit: Limit) -> String {
    let word = CodeWords.limitUnits.pairs.first { $0.code == limit.unit.rawValue }?.word
    return words.text(word ?? limit.unit.rawValue, count: limit.amount, in: language)
  }

  /// What each step may take, one after the other, from the table the clocks will come from.
  func promise(
    kind: String, service: String, item: String?, urgency: Urgency, _ table: LimitTable,
    _ calendar: BusinessCalendar
  ) -> String {
    let done = table.handling(service: service, item: item, from: now, in: calendar)
    return say.promise(
      kind: kind, accept: limit(table.accept), dispatch: limit(table.dispatch[urgency]),
      done: limit(done))
  }

  /// The unit alone, beside a field for its amount.
  func limitUnit(_ limit: Limit) -> String {
    CodeWords.limitUnitNames.text(limit.unit.rawValue, words, language)
  }

  /// "待派单" for the three states it stands for.
  func states(_ codes: String) -> String {
    let all = CodeWords.openStates.pairs + CodeWords.endedStates.pairs
    if let known = all.first(where: { $0.code == codes }) { return text(known.word) }
    return codes.split(separator: ",").map { code in
      all.first { $0.code == code }.map { text($0.word) } ?? String(code)
    }.joined(separator: listMark)
  }

  /// The place a filter names, however wide.
  func areaName(_ code: String) -> String {
    if code == site.region {
      return language == .chinese ? site.name.chinese : site.name.english
    }
    let name = plan.placeName(code, in: language)
    return name.isEmpty ? plan.area(code)?.name(in: language) ?? code : name
  }
}
