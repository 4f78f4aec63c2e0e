import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// Step 2: the place, and whether somebody reported it already.
extension ReportRoutes {
  @Sendable func whereabouts(_ call: Call) async throws -> Response {
    let draft = try await draft(call)
    guard draft.kind != nil else { return call.redirect("/report") }
    return try await showWhere(
      call, draft, isEditing: try call.query().text("then") == "check", nearby: nil, errors: nil)
  }

  private func showWhere(
    _ call: Call, _ draft: Draft, isEditing: Bool, nearby: ReportWhereView.Nearby?,
    errors: FormErrors?
  ) async throws -> Response {
    let plan = try await directory.plan()
    let view = ReportWhereView(
      address: draft.address, grids: grids(draft, plan, call.language),
      latitude: draft.latitude.map { "\($0)" } ?? "",
      longitude: draft.longitude.map { "\($0)" } ?? "", map: MapView(call, plan), nearby: nearby,
      errors: errors,
      isEditing: isEditing)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  func grids(_ draft: Draft, _ plan: CityPlan, _ language: Language) -> [OptionView] {
    plan.areas.filter { $0.code.utf8.count == 15 }.map { grid in
      OptionView(
        value: grid.code, label: plan.placeName(grid.code, in: language),
        chosen: draft.grid == grid.code, ring: MapView.ring(grid),
        short: grid.name(in: language).filter(\.isNumber))
    }
  }

  /// A whole report from one form, as it was written without network.
  func read(_ form: Form, _ plan: CityPlan) -> Draft {
    let point = Self.point(form)
    var draft = Draft(
      kind: form.text("kind"), type: form.text("type"), text: form.text("text") ?? "",
      address: form.text("address") ?? "", grid: form.text("grid"), latitude: point?.latitude,
      longitude: point?.longitude)
    if draft.grid == nil, let point { draft.grid = plan.grid(at: point)?.code }
    draft.isAnonymous = form.isOn("anonymous")
    draft.isPublic = form.text("public") != "no"
    draft.isHidden = form.isOn("hidden")
    return draft
  }

  @Sendable func saveWhere(_ call: Call) async throws -> Response {
    if let same = call.form.text("same_as") { return try await join(call, same) }
    var draft = try await draft(call)
    let before = draft.address
    draft.address = call.form.text("address") ?? ""
    draft.grid = call.form.text("grid")
    let point = Self.point(call.form)
    (draft.latitude, draft.longitude) = (point?.latitude, point?.longitude)
    let plan = try await directory.plan()
    if draft.grid == nil, let point { draft.grid = plan.grid(at: point)?.code }
    try await drafts.save(draft, owner: owner(call))
    let isEditing = call.form.text("then") == "check"
    let most = actions.limits.addressLength
    var mistakes: [FieldError] = []
    if let grid = draft.grid, plan.area(grid) == nil {
      mistakes.append(FieldError("grid", "mistake.outside-site"))
    }
    if draft.address.isEmpty, draft.latitude == nil { mistakes.append(FormMistake.noPlace) }
    if draft.address.count > most {
      mistakes.append(FormMistake.tooLong("address", most: most, now: draft.address.count))
    }
    if let errors = call.errors(Problem(mistakes)) {
      return try await showWhere(
        call, draft, isEditing: isEditing, nearby: nil, errors: errors)
    }
    // Asked once for a place: pressing on means that it is none of them.
    if before != draft.address, let nearby = try await nearby(call, draft) {
      return try await showWhere(
        call, draft, isEditing: isEditing, nearby: nearby, errors: nil)
    }
    return call.redirect("/report/check")
  }

  /// Nil for what is no place on earth, as well as for none.
  private static func point(_ form: Form) -> Coordinate? {
    guard let latitude = form.text("latitude").flatMap(Double.init),
      let longitude = form.text("longitude").flatMap(Double.init)
    else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }

  private func nearby(_ call: Call, _ draft: Draft) async throws -> ReportWhereView.Nearby? {
    let submission = draft.submission(region: actions.site.region)
    var point: Coordinate?
    if let latitude = draft.latitude, let longitude = draft.longitude {
      point = Coordinate(latitude: latitude, longitude: longitude)
    }
    let place = CasePlace(
      area: submission.area ?? actions.site.region, address: draft.address, point: point)
    // Another matter at the same corner is not the same one.
    let service = submission.item.flatMap { actions.catalogue.service(ofItem: $0)?.code }
    let wanted = submission.service ?? service
    let found = try await actions.near(place, for: nil).filter { other in
      wanted == nil || wanted == "other" || other.service == wanted || other.service == "other"
    }
    let alike = found.filter { $0.item == submission.item }
    let ordered = alike + found.filter { $0.item != submission.item }
    guard !found.isEmpty else { return nil }
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    return ReportWhereView.Nearby(cases: screen.nearby(ordered, forResident: true))
  }

  private func join(_ call: Call, _ id: String) async throws -> Response {
    guard call.viewer.isSignedIn else { throw Problem(.signInNeeded) }
    let key = call.command("requests.support", id)
    let moved = try await actions.move(
      Identifier(rawValue: id), .support, expecting: nil, by: call.viewer, key: key)
    try await drafts.remove(owner(call))
    return call.redirect("/report/\(moved.no)/received?joined=1&id=\(moved.id)")
  }
}
