import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// Filing for somebody who calls or stands at the window, in the browser.
struct IntakeRoutes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  let drafts: DraftActions

  static let access = Access.can(.takeInRequests)

  func register(on routes: Routes) {
    routes.get("/intake", Self.access) { try await page($0, IntakeForm(), nil, nil) }
    routes.post("/intake", Self.access, take)
    routes.get("/intake/{no}/taken", Self.access, taken)
  }

  private func page(
    _ call: Call, _ form: IntakeForm, _ nearby: IntakeView.Nearby?, _ errors: FormErrors?
  ) async throws -> Response {
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let view = form.view(screen, nearby: nearby, errors: errors)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable private func take(_ call: Call) async throws -> Response {
    let commandKey = call.form.text("command_key")
    let owner = "person:\(call.viewer.actor)/intake"
    // Pressed twice: the first one is no neighbour of the second.
    if let sent = try await drafts.load(owner, orFrom: nil).sent, sent.key == commandKey {
      return call.redirect(try path(of: sent.receipt))
    }
    let plan = try await directory.plan()
    let form = IntakeForm(call.form)
    let submission = form.submission(region: actions.site.region)
    var mistakes = actions.intakeMistakes(in: submission, leavesNumber: !form.isWithheld)
    if let grid = form.grid, plan.area(grid) == nil {
      mistakes.append(FieldError("grid", "mistake.outside-site"))
    }
    if let errors = call.errors(Problem(IntakeForm.said(mistakes))) {
      return try await page(call, form, nil, errors)
    }
    // Asked once for a place: pressing on means that it is none of them.
    if call.form.text("looked") != form.place,
      let nearby = try await nearby(call, form, submission)
    {
      // The first of two clicks may have filed it while this one looked around.
      if let sent = try await drafts.load(owner, orFrom: nil).sent, sent.key == commandKey {
        return call.redirect(try path(of: sent.receipt))
      }
      return try await page(call, form, nearby, nil)
    }
    do {
      let receipt = try await actions.takeIn(
        submission, leavesNumber: !form.isWithheld, by: call.viewer,
        key: call.command("requests.take_in", try JSONText.encode(submission))
      ) { receipt, tx in
        try DraftStore.settle(receipt, key: commandKey, owner: owner, visitor: nil, in: tx)
      }
      return call.redirect(try path(of: receipt))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await page(
        call, form, nil, call.errors(Problem(IntakeForm.said(problem.fields))))
    }
  }

  private func path(of receipt: ServiceRequestActions.Receipt) throws -> String {
    let code = try actions.receiptCode(of: receipt)
    return "/intake/\(receipt.no)/taken?id=\(receipt.id)&code=\(code)"
  }

  /// As whoever takes the call may see them: what callers said is seldom for everybody.
  private func nearby(
    _ call: Call, _ form: IntakeForm, _ submission: Submission
  ) async throws -> IntakeView.Nearby? {
    let place = CasePlace(
      area: submission.area ?? actions.site.region, address: form.address)
    let found = try await actions.near(place, for: call.viewer)
    guard !found.isEmpty else { return nil }
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    return IntakeView.Nearby(at: form.place, cases: screen.nearby(found, forResident: false))
  }

  /// The receipt: who has no code for it, or another number, sees nothing.
  @Sendable private func taken(_ call: Call) async throws -> Response {
    let query = try call.query()
    guard let no = CaseNumber(rawValue: try call.parameter("no")), let text = query.text("id"),
      let code = query.text("code")
    else { throw Problem(.notFound) }
    let id = Identifier<Case>(rawValue: text)
    guard ReceiptCode.fits(code, id, keys: actions.keys) else { throw Problem(.notFound) }
    let item = try await actions.receipt(of: id, hasCode: true, for: call.viewer).item
    guard item.no == no else { throw Problem(.notFound) }
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let view = TakenInView(
      shortNo: screen.shortNo(no), groups: Self.groups(no.rawValue), fullNo: no.rawValue,
      code: try ReceiptCode(of: id, keys: actions.keys).text,
      promise: screen.promise(
        kind: screen.kind(service: item.service, item: item.item), service: item.service,
        item: item.item, urgency: item.urgency, actions.engine.table(at: call.now),
        actions.engine.calendar()),
      isUrgent: item.urgency != .normal,
      path: StaffRoutes.console.admits(call.viewer) ? "/console/cases/\(id)" : nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  /// Region, day, letter and serial: "990101 2026 1126 W 000417".
  static func groups(_ no: String) -> [String] {
    let sizes = [6, 4, 4, 1, 6]
    guard no.count == sizes.reduce(0, +) else { return [no] }
    var rest = Substring(no)
    return sizes.map { size in
      defer { rest = rest.dropFirst(size) }
      return String(rest.prefix(size))
    }
  }
}
