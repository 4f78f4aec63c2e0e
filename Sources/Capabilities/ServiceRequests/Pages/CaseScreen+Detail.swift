import Casework
import Civics
import Kernel

extension CaseScreen {
  /// Newest first, as both faces show it.
  func timeline(_ dossier: CaseDossier, forReporter: Bool) -> [TimelineItem] {
    dossier.events.reversed().enumerated().compactMap { index, event in
      guard let look = HistoryLook(rawValue: event.move.rawValue) else { return nil }
      let who = event.data["unit"].map { unitName($0) } ?? unitName(dossier.item.leadUnit)
      let isReporters = event.role == .reporter
      return say.item(
        look, at: event.at, forReporter: forReporter, who: who, isLatest: index == 0,
        text: isReporters ? nil : event.words, quote: isReporters ? event.words : nil)
    }
  }

  func photos(_ dossier: CaseDossier, _ kind: AttachmentKind) -> [PhotoView] {
    dossier.files.filter { $0.kind == kind }.enumerated().map { index, file in
      PhotoView(
        small: "/files/\(file.file)/small", full: "/files/\(file.file)",
        alt: text("case.photo", ["n": String(index + 1)]))
    }
  }

  func answer(_ dossier: CaseDossier) -> CaseView.Answer? {
    guard let result = dossier.item.resultText, !result.isEmpty else { return nil }
    let who = unitName(dossier.item.leadUnit)
    return CaseView.Answer(
      initial: who.first.map(String.init) ?? "·", who: who.isEmpty ? text("case.answer") : who,
      text: result)
  }

  /// A case as staff see it.
  func deskCase(_ dossier: CaseDossier) -> DeskCase {
    let item = dossier.item
    var meta = [kind(service: item.service, item: item.item), place(item.place)]
    if let phone = item.reporter.contactMasked { meta.append(phone) }
    if item.supporters > 0 { meta.append(say.supporters(item.supporters)) }
    var clock: ClockView?
    if let due = item.dueAt {
      clock = say.clock(
        isAccept: item.state == .submitted, start: item.stateSince, due: due,
        until: Say.due(due, now: now, in: language))
    }
    return DeskCase(
      id: item.id.rawValue, version: item.version, shortNo: shortNo(item.no),
      fullNo: item.no.rawValue,
      title: title(item.title, item.body, service: item.service, item: item.item),
      meta: meta.filter { !$0.isEmpty }.joined(separator: " · "),
      chip: chip(item.state, forResident: false), over: over(item.dueAt),
      risk: item.urgency == .normal ? nil : RiskView(level: 3, word: text(RiskView.word(3))),
      clock: clock, text: item.body, photos: photos(dossier, .before), merged: nil, hints: [],
      answer: answer(dossier), afterPhotos: photos(dossier, .after),
      timeline: timeline(dossier, forReporter: false))
  }

  /// A case as its reporter or a neighbour sees it.
  func caseView(_ dossier: CaseDossier, isShared: Bool, errors: FormErrors?) -> CaseView {
    let item = dossier.item
    let moves = Set(dossier.moves)
    let rating = item.details.rating
    return CaseView(
      id: item.id.rawValue, version: item.version, shortNo: shortNo(item.no),
      fullNo: item.no.rawValue, chip: chip(item.state, forResident: true), over: over(item.dueAt),
      headline: headline(item), sub: sub(item), steps: say.steps(now: item.state.step),
      title: title(item.title, item.body, service: item.service, item: item.item),
      text: item.title.isEmpty && item.body.count <= 28 ? "" : item.body,
      place: ([place(item.place)] + (item.supporters > 0 ? [say.supporters(item.supporters)] : []))
        .filter { !$0.isEmpty }.joined(separator: " · "),
      photos: photos(dossier, .before),
      beforeAfter: dossier.files.contains { $0.kind == .after }
        ? Array(photos(dossier, .before).prefix(1) + photos(dossier, .after).prefix(1)) : [],
      answer: answer(dossier), timeline: timeline(dossier, forReporter: true),
      callNote: over(item.dueAt) == nil
        ? nil : text("case.urgent-note", ["phone": "12345"]),
      isSummary: false, canAddWord: !isShared && moves.contains(.addWords),
      nudge: moves.contains(.nudge)
        ? CaseView.Nudge(isOpen: true, hint: text("case.nudge.hint")) : nil,
      rating: moves.contains(.rate) && rating == nil ? ratingForm() : nil,
      rated: rating.map { rated($0) },
      reopening: moves.contains(.reopen) ? reopening(item) : nil, errors: errors)
  }

  private func headline(_ item: Case) -> String {
    if let due = item.dueAt, due < now {
      return say.headline(.late(minutes: Say.minutes(from: due, to: now)))
    }
    switch item.state {
    case .refused, .withdrawn: return say.headline(.refused)
    case .merged: return say.headline(.merged)
    case .closed: return say.headline(.closed(item.closedAt ?? item.stateSince))
    case .reported, .verifying, .solvedOnSite: return say.headline(.answered)
    case .parked:
      if let on = item.details.parking?.reviewOn { return say.headline(.paused(until: on)) }
    case .submitted:
      if let due = item.dueAt { return say.headline(.waiting(by: due)) }
    default: break
    }
    if let due = item.dueAt { return say.headline(.due(due)) }
    return chip(item.state, forResident: true).word
  }

  private func sub(_ item: Case) -> String {
    if let refusal = item.details.refusal {
      let channel = refusal.channel.rawValue.replacing("_", with: "-")
      return say.notOurs(
        channel: text("refusal.channel." + channel), why: refusal.reason)
    }
    if let closed = item.closedAt {
      return say.took(minutes: Say.minutes(from: item.submittedAt, to: closed))
    }
    return unitName(item.leadUnit)
  }

  private func ratingForm() -> CaseView.RatingForm {
    let marks: [(CaseRating.Mark, String, String)] = [
      (.done, "case.rate.done", "thumb"), (.soSo, "case.rate.so-so", "hand"),
      (.notDone, "case.rate.not-done", "thumb-d"),
    ]
    let reasons = ["again", "half", "nothing", "other"]
    return CaseView.RatingForm(
      marks: marks.map { mark, key, icon in
        OptionView(value: mark.rawValue, label: text(key), code: icon)
      }, contacted: false,
      reasons: reasons.map { OptionView(value: $0, label: text("case.rate.why." + $0)) },
      text: "", note: text("case.rate.note"))
  }

  private func rated(_ rating: CaseRating) -> String {
    let key =
      switch rating.mark {
      case .done: "case.rate.done"
      case .soSo: "case.rate.so-so"
      case .notDone: "case.rate.not-done"
      }
    return text(
      "case.rated",
      ["mark": text(key), "when": Say.when(rating.at, now: now, in: language)])
  }

  private func reopening(_ item: Case) -> CaseView.Reopening? {
    guard let closed = item.closedAt else { return nil }
    let until = CityTime.date(of: closed.adding(days: 15))
    return CaseView.Reopening(
      until: text("case.reopen.until", ["when": Say.date(until, now: now, in: language)]))
  }
}
