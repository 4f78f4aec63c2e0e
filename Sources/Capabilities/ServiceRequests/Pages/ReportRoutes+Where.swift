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
      call, draft, isEditing: try call.query().text("then") == "check")
  }

  private func showWhere(
    _ call: Call, _ draft: Draft, isEditing: Bool, nearby: ReportWhereView.Nearby? = nil,
    guess: CityPlan.Area? = nil, errors: FormErrors? = nil
  ) async throws -> Response {
    let plan = try await directory.plan()
    // A guess is shown and not kept: it becomes a choice when the person goes on with it.
    let shown = draft.at(guess)
    let map = draft.point.map { MapView(call, plan, at: $0.latitude, $0.longitude) }
    let view = ReportWhereView(
      address: draft.address, grids: grids(shown, plan, call),
      unknown: actions.site.region, isUnknown: shown.grid == actions.site.region,
      guess: guess.map { plan.placeName($0.code, in: call.language) },
      latitude: draft.latitude.map { "\($0)" } ?? "",
      longitude: draft.longitude.map { "\($0)" } ?? "", map: map ?? MapView(call, plan),
      isPlaced: draft.point != nil, asked: shown.placeMark, nearby: nearby,
      questions: asked(draft, errors, call), errors: errors, isEditing: isEditing)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  /// Communities, each before its grids: many know the one and not the other.
  func grids(_ draft: Draft, _ plan: CityPlan, _ call: Call) -> [OptionView] {
    let language = call.language
    let places = plan.areas.filter { $0.code.utf8.count >= 12 }.sorted { $0.code < $1.code }
    return places.map { place in
      let name = plan.placeName(place.code, in: language)
      guard place.code.utf8.count == 15 else {
        return OptionView(
          value: place.code,
          label: call.words.text("report.area.community", ["name": name], in: language),
          chosen: draft.grid == place.code)
      }
      return OptionView(
        value: place.code, label: name, chosen: draft.grid == place.code,
        ring: MapView.ring(place), short: place.name(in: language).filter(\.isNumber))
    }
  }

  /// A whole report from one form, as it was written without network.
  func read(_ form: Form, _ plan: CityPlan) -> Draft {
    let point = Self.point(form)
    var draft = Draft(
      kind: form.text("kind"), type: form.text("type"), text: form.text("text") ?? "",
      address: form.text("address") ?? "", grid: form.text("grid"), latitude: point?.latitude,
      longitude: point?.longitude)
    draft.grid = chosenArea(draft, plan)
    if draft.grid == nil, draft.point == nil {
      draft.grid = AddressGuess(plan).area(of: draft.address)?.code
    }
    draft.isAnonymous = form.isOn("anonymous")
    draft.isPublic = form.text("public") != "no"
    draft.isHidden = form.isOn("hidden")
    return draft
  }

  @Sendable func saveWhere(_ call: Call) async throws -> Response {
    if let same = call.form.text("same_as") { return try await join(call, same) }
    var draft = try await draft(call)
    draft.address = call.form.text("address") ?? ""
    draft.grid = call.form.text("grid")
    let point = Self.point(call.form)
    (draft.latitude, draft.longitude) = (point?.latitude, point?.longitude)
    let plan = try await directory.plan()
    draft.grid = chosenArea(draft, plan)
    let answered = Self.answers(call.form, to: questions(draft))
    draft.answers = answered.given.isEmpty ? nil : answered.given
    try await drafts.save(draft, owner: owner(call))
    let isEditing = call.form.text("then") == "check"
    let most = actions.limits.addressLength
    var mistakes: [FieldError] = []
    if let grid = draft.grid, grid != actions.site.region, plan.area(grid) == nil {
      mistakes.append(FieldError("grid", "mistake.outside-site"))
    }
    // A pin beyond every border belongs to another district, which is told before anything is sent here.
    if draft.grid == nil, let point = draft.point, plan.hasBorders, plan.grid(at: point) == nil {
      mistakes.append(FieldError("grid", "mistake.pin-outside"))
    }
    if draft.address.isEmpty, draft.latitude == nil { mistakes.append(FormMistake.noPlace) }
    if draft.address.isLonger(than: most) {
      mistakes.append(FormMistake.tooLong("address", most: most, now: draft.address.length))
    }
    // With neither a point nor a grid nobody walks there, and no map shows it.
    let isOpen = mistakes.isEmpty && draft.grid == nil && draft.point == nil && plan.hasCommunities
    let guess = isOpen ? AddressGuess(plan).area(of: draft.address) : nil
    if isOpen, guess == nil { mistakes.append(FormMistake.noGrid) }
    mistakes += answered.mistakes
    if let errors = call.errors(Problem(mistakes)) {
      return try await showWhere(call, draft, isEditing: isEditing, errors: errors)
    }
    // Asked once for a place: pressing on means that it is none of them.
    let place = draft.at(guess)
    var found: ReportWhereView.Nearby?
    if call.form.text("asked") != place.placeMark { found = try await nearby(call, place) }
    if found != nil || guess != nil {
      return try await showWhere(call, draft, isEditing: isEditing, nearby: found, guess: guess)
    }
    return call.redirect("/report/check")
  }

  /// What was chosen; the grid that holds the point, where that is inside it or nothing was.
  private func chosenArea(_ draft: Draft, _ plan: CityPlan) -> String? {
    guard let grid = draft.point.flatMap({ plan.grid(at: $0) })?.code else { return draft.grid }
    guard let chosen = draft.grid, !grid.hasPrefix(chosen) else { return grid }
    return chosen
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
    let place = CasePlace(
      area: submission.area ?? actions.site.region, address: draft.address, point: draft.point)
    let found = try await actions.alike(submission, at: place)
    guard !found.isEmpty else { return nil }
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    return ReportWhereView.Nearby(
      cases: screen.nearby(found),
      brings: !draft.text.isEmpty || !(draft.photos ?? []).isEmpty)
  }

  private func join(_ call: Call, _ id: String) async throws -> Response {
    // Whoever has no account yet signs in before the very case they want to join.
    guard call.viewer.isSignedIn else {
      return call.redirect("/sign-in?return_to=" + URLEncoded.encode("/cases/" + id))
    }
    let key = call.command("requests.support", id)
    let draft = try await draft(call)
    let brings = call.form.isOn("bring")
    let moved = try await actions.join(
      Identifier(rawValue: id), bringing: brings ? draft.text : "",
      photos: brings ? draft.photos ?? [] : [], by: call.viewer, key: key)
    try await drafts.remove(owner(call))
    return call.redirect("/report/\(moved.no)/received?joined=1&id=\(moved.id)")
  }
}

extension CityPlan {
  /// Whether there is anything to ask for; a new site's directory is empty.
  fileprivate var hasCommunities: Bool { areas.contains { $0.code.utf8.count >= 12 } }
  fileprivate var hasBorders: Bool { areas.contains { $0.border != nil } }
}

extension Draft {
  var point: Coordinate? {
    guard let latitude, let longitude else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }

  /// The same in another place, where there is one.
  fileprivate func at(_ guess: CityPlan.Area?) -> Draft {
    var draft = self
    if let guess { draft.grid = guess.code }
    return draft
  }

  /// Of the place alone: whether it is another one than the form was shown for.
  fileprivate var placeMark: String {
    let place = "\(address)\u{1F}\(grid ?? "")\u{1F}\(latitude ?? 0) \(longitude ?? 0)"
    return String(Hex.encode(SHA256.hash(place)).prefix(16))
  }
}
