import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// Step 3: everything once more, then the receipt.
extension ReportRoutes {
  @Sendable func check(_ call: Call) async throws -> Response {
    let draft = try await draft(call)
    guard draft.kind != nil else { return call.redirect("/report") }
    return try await showCheck(call, draft, errors: nil)
  }

  private func showCheck(
    _ call: Call, _ draft: Draft, errors: FormErrors?
  ) async throws -> Response {
    let plan = try await directory.plan()
    let screen = CaseScreen(call, plan, actions.catalogue)
    let service =
      draft.kind == "other"
      ? draft.type.flatMap { actions.catalogue.service($0) }
      : draft.kind.flatMap { actions.catalogue.service(ofItem: $0) }
    let kind = screen.kind(
      service: service?.code ?? "other", item: draft.kind == "other" ? nil : draft.kind)
    let typed = call.form.text("phone") ?? ""
    let view = ReportCheckView(
      mark: draft.mark, kind: kind, text: draft.text, answers: lines(draft, call),
      photos: Self.photos(draft, call).map { photo in
        PhotoView(small: photo.small, full: "/files/\(photo.id)", alt: photo.label)
      }, voice: draft.voice.map { "/files/" + $0 },
      place: draft.address.isEmpty ? screen.text("report.check.pin") : draft.address,
      placeNote: draft.grid.flatMap { $0 == actions.site.region ? nil : screen.areaName($0) },
      phone: call.viewer.isSignedIn
        ? call.viewer.name.flatMap { $0.isEmpty ? nil : $0 } ?? "·" : nil,
      typedPhone: typed, allowsAnonymous: service?.allowsAnonymous ?? false,
      isAnonymous: draft.isAnonymous ?? false, isPublic: draft.isPublic ?? true,
      asksPublic: true, promise: service.map { promise($0, draft, kind: kind, screen) },
      isUrgent: ServiceCatalogue.soundsUrgent(draft.text), errors: errors,
      isHidden: draft.isHidden ?? false, season: season(draft, call.viewer, screen),
      preview: preview(draft, kind: kind, lines(draft, call), screen),
      map: draft.latitude.flatMap { latitude in
        draft.longitude.map { MapView(call, plan, at: latitude, $0) }
      })
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  /// What everybody will read once it is accepted: without the reporter and without numbers.
  private func preview(
    _ draft: Draft, kind: String, _ lines: [String], _ screen: CaseScreen
  ) -> ReportCheckView.Preview {
    let title = HiddenNumbers.hidden(in: Submission.title(from: draft.text.readable))
    let area = draft.grid.map { screen.areaName($0) } ?? ""
    return ReportCheckView.Preview(
      title: title.isEmpty ? kind : title,
      text: HiddenNumbers.hidden(in: ([draft.text.readable] + lines).joined(separator: "\n")),
      place: [HiddenNumbers.hidden(in: draft.address), area].filter { !$0.isEmpty }
        .joined(separator: " · "))
  }

  @Sendable func submit(_ call: Call) async throws -> Response {
    let owner = owner(call)
    var draft = try await draft(call)
    let commandKey = call.form.text("command_key")
    let leavesNone = call.viewer.isSignedIn || call.form.isOn("anonymous")
    let phone = leavesNone ? nil : call.form.text("phone")
    if let sent = draft.sent, sent.key == commandKey {
      return call.redirect(try receivedPath(sent.receipt, call.viewer, reachedAt: phone))
    }
    guard draft.kind != nil else {
      // Its session has ended: the draft is the person's and waits until they are back.
      if call.hasEnded { throw Problem(.signInNeeded) }
      return call.redirect("/report")
    }
    if let shown = call.form.text("shown"), shown != draft.mark {
      return try await showCheck(
        call, draft, errors: call.errors(Problem([FormMistake.changedElsewhere])))
    }
    draft.isAnonymous = call.form.isOn("anonymous")
    draft.isPublic = call.form.text("public") != "no"
    draft.isHidden = call.form.isOn("hidden")
    draft.season = call.form.text("season")
    if call.form.text("act") == "send_code" {
      try await drafts.save(draft, owner: owner)
      if let mistake = Self.codeMistake(draft, phone, call.viewer) {
        return try await showCheck(call, draft, errors: call.errors(Problem([mistake])))
      }
      return call.pass(to: "/sign-in?return_to=/report/check")
    }
    var submission = draft.submission(region: actions.site.region)
    submission.text = ([draft.text] + lines(draft, call)).filter { !$0.isEmpty }
      .joined(separator: "\n")
    submission.source = Self.source(call.viewer)
    if !submission.source.isProactive { submission.season = nil }
    submission.phone = phone
    if !call.viewer.isSignedIn, !submission.isAnonymous, submission.phone == nil {
      return try await showCheck(
        call, draft, errors: call.errors(Problem([FormMistake.noPhone])))
    }
    do {
      let receipt = try await actions.submit(
        submission, by: call.viewer,
        key: call.command("requests.submit", try JSONText.encode(submission))
      ) { [visitor = visitor(call)] receipt, tx in
        try DraftStore.settle(receipt, key: commandKey, owner: owner, visitor: visitor, in: tx)
      }
      return call.redirect(try receivedPath(receipt, call.viewer, reachedAt: phone))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await showCheck(call, draft, errors: call.errors(problem))
    }
  }

  /// Nil for residents: who presses when is for those to say who know the ground.
  private func season(
    _ draft: Draft, _ viewer: Viewer, _ screen: CaseScreen
  ) -> ReportCheckView.Season? {
    guard Self.source(viewer).isProactive else { return nil }
    let all = actions.seasons(in: draft.grid ?? actions.site.region)
    return ReportCheckView.Season(options: screen.seasons(all, none: "", chosen: draft.season))
  }

  /// Why no code can be sent; told on this page, where one can go on without.
  private static func codeMistake(
    _ draft: Draft, _ phone: String?, _ viewer: Viewer
  ) -> FieldError? {
    guard !viewer.isSignedIn else { return nil }
    if draft.isAnonymous == true { return FormMistake.noCodeUnnamed }
    guard let phone else { return FormMistake.noPhone }
    return PhoneNumber.fault(in: phone, landline: "mistake.no-code-landline")
  }

  /// How long it usually takes, from the table the limits will come from.
  private func promise(
    _ service: ServiceCatalogue.Service, _ draft: Draft, kind: String, _ screen: CaseScreen
  ) -> String {
    let table = actions.engine.table(at: screen.now)
    return screen.promise(
      kind: kind, service: service.code, item: draft.kind == "other" ? nil : draft.kind,
      urgency: ServiceCatalogue.soundsUrgent(draft.text) ? .urgent : .normal, table,
      actions.engine.calendar())
  }
}
