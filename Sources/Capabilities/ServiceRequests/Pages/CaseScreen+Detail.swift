import Casework
import Civics
import Kernel

extension CaseScreen {
  func photos(_ dossier: CaseDossier, _ kind: AttachmentKind) -> [PhotoView] {
    dossier.files.filter { $0.kind == kind }.enumerated().map { index, file in
      view(file, alt: say.photoAlt(index + 1))
    }
  }

  /// Copies that everybody may see.
  private func approved(_ copies: [String]) -> [PhotoView] {
    copies.enumerated().map { index, copy in
      PhotoView(
        small: "/files/\(copy)/small", full: "/files/\(copy)", alt: say.photoAlt(index + 1))
    }
  }

  func voice(_ dossier: CaseDossier) -> String? {
    dossier.files.first { $0.kind == .voice }.map { "/files/\($0.file)" }
  }

  func view(_ file: CaseAttachment, alt: String) -> PhotoView {
    PhotoView(small: "/files/\(file.file)/small", full: "/files/\(file.file)", alt: alt)
  }

  func answer(_ dossier: CaseDossier) -> CaseView.Answer? {
    guard let result = dossier.item.resultText, !result.isEmpty else { return nil }
    let unit = unitName(dossier.item.leadUnit)
    // Solved on the spot no unit had it: the place's own people answer.
    let who = unit.isEmpty ? areaName(dossier.item.place.area) : unit
    return CaseView.Answer(
      initial: who.first.map(String.init) ?? "·", who: who.isEmpty ? text("case.answer") : who,
      text: result)
  }

  /// Who looks at a case that is not on the desk.
  enum Side: Sendable {
    case reporter
    /// Of a shared case: no people, no pictures.
    case neighbour
    /// Somebody with the receipt's code.
    case holder
  }

  /// A case as its reporter, a neighbour or the receipt's holder sees it.
  func caseView(
    _ dossier: CaseDossier, as side: Side, _ posted: PostedAct?, errors: FormErrors?,
    published: [String] = []
  ) -> CaseView {
    let item = dossier.item
    let moves = side == .reporter ? Set(dossier.moves) : []
    let rating = item.details.rating
    let rated = Typed(posted, in: "rating")
    let before = photos(dossier, .before) + approved(published)
    let late = over(dossier.limits.promised?.owedAt)
    return CaseView(
      id: item.id.rawValue, version: item.version, shortNo: shortNo(item.no),
      fullNo: item.no.rawValue, chip: chip(item.state, forResident: true), over: late,
      marks: marks(item.source, item.season),
      headline: headline(dossier), sub: sub(dossier),
      into: into(dossier, below: "/cases/"), steps: say.steps(now: item.state.step),
      hasSteps: item.state.look != .void,
      title: title(item.title, item.body, service: item.service, item: item.item),
      text: item.title.isEmpty && item.body.count <= 28 ? "" : item.body,
      place: ([place(item.place)] + (item.supporters > 0 ? [say.supporters(item.supporters)] : []))
        .filter { !$0.isEmpty }.joined(separator: " · "),
      photos: before, voice: voice(dossier), beforeAfter: beforeAfter(dossier),
      answer: answer(dossier),
      timeline: timeline(dossier, for: side == .neighbour ? .neighbour : .reporter),
      callNote: late == nil
        ? nil : text("case.urgent-note", ["phone": "12345"]),
      isHeld: side == .holder,
      pieces: partViews(dossier, below: nil, forResident: true), isSplit: !dossier.parts.isEmpty,
      asked: side == .neighbour ? nil : asked(dossier, posted),
      words: moves.contains(.addWords) ? wordsForm(item, posted) : nil,
      canJoin: side == .neighbour && item.state.isOpen && !dossier.isJoined,
      withdrawal: moves.contains(.withdraw) && item.supporters == 0
        ? Typed(posted, in: "withdrawal") : nil,
      nudge: moves.contains(.nudge) ? say.nudge(isOpen: !wasNudged(dossier)) : nil,
      rating: moves.contains(.rate) && rating == nil
        ? say.ratingForm(
          chosen: rated.said["rating"], contacted: rated.said["contacted"] != nil,
          reason: rated.said["reason"], text: rated.said["text"] ?? "") : nil,
      rated: rating.map { say.rated($0.mark.rawValue, at: $0.at, forReporter: side != .neighbour) },
      reopening: moves.contains(.reopen) ? reopening(item, posted) : nil,
      own: side == .reporter ? own(dossier, posted) : nil, errors: errors)
  }

  /// The first picture of the report beside the first of the result.
  private func beforeAfter(_ dossier: CaseDossier) -> [PhotoView] {
    guard let after = dossier.files.first(where: { $0.kind == .after }) else { return [] }
    let before = dossier.files.first { $0.kind == .before }
    return [before, after].compactMap(\.self).map { file in
      var photo = view(
        file, alt: text(file.kind == .after ? "case.photo.after" : "case.photo.before"))
      photo.caption =
        file.kind == .after ? say.afterCaption(file.at) : say.beforeCaption(file.at)
      return photo
    }
  }

  private func wordsForm(_ item: Case, _ posted: PostedAct?) -> CaseView.Words {
    let typed = Typed(posted, in: "words")
    return CaseView.Words(
      said: typed.said["words"] ?? "", isOpen: typed.isOpen,
      photos: draftPhotos(typed, item, "words"), hasPhotos: !typed.photos.isEmpty)
  }

  /// Photos of a form that was not taken yet, seen by who sent them only.
  func draftPhotos(
    _ typed: Typed, _ item: Case, _ form: String
  ) -> [ReportWhatView.DraftPhoto] {
    typed.photos.enumerated().map { index, id in
      ReportWhatView.DraftPhoto(
        id: id, small: "/files/\(id)/small?draft=\(item.id).\(form)",
        label: say.photoLabel(index + 1))
    }
  }

  /// Since midnight in the city, as the rule counts it.
  private func wasNudged(_ dossier: CaseDossier) -> Bool {
    let midnight = CityTime.instant(CityTime.date(of: now))
    return dossier.events.contains { $0.move == .nudge && $0.at >= midnight }
  }

  private func headline(_ dossier: CaseDossier) -> String {
    let item = dossier.item
    let promise = dossier.limits.promised
    if let due = promise?.owedAt, due < now {
      return say.headline(.late(minutes: Say.minutes(from: due, to: now)))
    }
    switch item.state {
    case .refused: return say.headline(.refused)
    case .withdrawn: return say.headline(.withdrawn)
    case .merged: return say.headline(.merged)
    case .closed: return say.headline(.closed(item.closedAt ?? item.stateSince))
    // Who reads of somebody else's report has nothing to rate.
    case .reported, .verifying, .solvedOnSite:
      return dossier.moves.contains(.rate)
        ? say.headline(.answered) : chip(item.state, forResident: true).word
    case .parked:
      if let on = item.details.parking?.reviewOn { return say.headline(.paused(until: on)) }
    default: break
    }
    if let promise, let due = promise.dueAt {
      switch promise.duty {
      case .handle: return say.headline(.due(due))
      case .dispatch: return say.headline(.dispatching(by: due))
      default: return say.headline(.waiting(by: due))
      }
    }
    return chip(item.state, forResident: true).word
  }

  private func sub(_ dossier: CaseDossier) -> String {
    let item = dossier.item
    if let refusal = item.details.refusal {
      let channel = refusal.channel.rawValue.replacing("_", with: "-")
      return say.notOurs(
        channel: text("refusal.channel." + channel), why: refusal.reason)
    }
    if let closed = item.closedAt {
      return say.took(minutes: Say.minutes(from: item.submittedAt, to: closed))
    }
    if item.state == .parked, let parking = item.details.parking {
      let cause = CodeWords.parkingCauses.text(parking.cause.rawValue, words, language)
      return text("case.sub.parked", ["cause": cause, "plan": parking.plan])
    }
    return newTime(dossier) ?? unitName(item.leadUnit)
  }

  /// The time that was granted and what it is needed for, while it is being worked on.
  private func newTime(_ dossier: CaseDossier) -> String? {
    guard dossier.item.state == .inProgress, dossier.item.details.extensions ?? 0 > 0,
      let promise = dossier.limits.promised, promise.duty == .handle, let due = promise.dueAt,
      let granted = dossier.events.lastIndex(where: {
        $0.move == .decideExtension && $0.data["granted"] == "yes"
      }),
      // Whoever has it since has a time of their own.
      !dossier.events[granted...].contains(where: { Self.newTerms.contains($0.move) }),
      let asked = dossier.events[..<granted].last(where: { $0.move == .askExtension })?.words
    else { return nil }
    return say.newTime(due, why: asked)
  }

  private static let newTerms: Set<CaseMove.Kind> = [
    .dispatch, .reassign, .escalate, .rework, .reopen,
  ]

  /// Nil once it is used up or its time is over.
  private func reopening(_ item: Case, _ posted: PostedAct?) -> CaseView.Reopening? {
    guard let closed = item.closedAt, item.details.ownReopenings ?? 0 == 0 else { return nil }
    let until = closed.adding(days: 15)
    guard now <= until else { return nil }
    let typed = Typed(posted, in: "reopening")
    return CaseView.Reopening(
      until: say.reopening(until: CityTime.date(of: until)).until, typed: typed)
  }
}
