import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// Reporting in three steps, each a plain form; the draft lives on the server.
struct ReportRoutes: Sendable {
  let actions: ServiceRequestActions
  let drafts: DraftActions
  let directory: any CityDirectory
  let intake: PhotoIntake
  static let maxBody = 110 << 20

  func register(on routes: Routes) {
    routes.get("/report", .everyone, what)
    routes.post("/report/what", .everyone, maxBody: Self.maxBody, saveWhat)
    routes.get("/report/where", .everyone, whereabouts)
    routes.post("/report/where", .everyone, saveWhere)
    routes.get("/report/check", .everyone, check)
    routes.post("/report/check", .everyone, submit)
    routes.get("/report/{no}/received", .everyone, received)
  }

  /// Drafts belong to the person, or to the browser before signing in.
  private func owner(_ call: Call) -> String {
    if let person = call.viewer.person { return "person:" + person.rawValue }
    return visitor(call) ?? "call:" + call.id
  }

  private func visitor(_ call: Call) -> String? {
    call.visit.map { "visit:" + Hex.encode(SHA256.hash($0)) }
  }

  func draft(_ call: Call) async throws -> Draft {
    try await drafts.load(owner(call), orFrom: visitor(call))
  }

  @Sendable func what(_ call: Call) async throws -> Response {
    var draft = try await draft(call)
    let query = try call.query()
    if let kind = query.text("kind"), actions.catalogue.item(kind) != nil { draft.kind = kind }
    return try showWhat(call, draft, isEditing: query.text("then") == "check", errors: nil)
  }

  private func showWhat(
    _ call: Call, _ draft: Draft, isEditing: Bool, errors: FormErrors?
  ) throws -> Response {
    let catalogue = actions.catalogue
    let kinds = catalogue.frequent.compactMap(catalogue.item).map { item in
      ReportWhatView.KindTile(
        code: item.code, icon: item.icon,
        label: call.words.text("item." + item.code, in: call.language),
        chosen: draft.kind == item.code)
    }
    let types = catalogue.services.map { service in
      ReportWhatView.KindTile(
        code: service.code, icon: service.icon,
        label: call.words.text("service." + service.code, in: call.language),
        chosen: draft.type == service.code)
    }
    let isTile = draft.kind.map { catalogue.frequent.contains($0) } ?? false
    let view = ReportWhatView(
      photos: Self.photos(draft, call), hasPhotos: !(draft.photos ?? []).isEmpty, kinds: kinds,
      isOther: draft.kind != nil && !isTile,
      types: types,
      text: draft.text, guessed: false, errors: errors, isEditing: isEditing)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func saveWhat(_ call: Call) async throws -> Response {
    var draft = try await draft(call)
    draft.kind = call.form.text("kind")
    draft.type = call.form.text("type")
    draft.text = call.form.text("text") ?? ""
    var mistakes: [FieldError] = []
    var photos = draft.photos ?? []
    if let gone = call.form.text("remove_photo") {
      draft.photos = photos.filter { $0 != gone }
      try await drafts.save(draft, owner: owner(call))
      return try showWhat(
        call, draft, isEditing: call.form.text("then") == "check", errors: nil)
    }
    let uploads = call.form.files.filter { $0.field == "photos" }
    if photos.count + uploads.count > actions.limits.photos {
      mistakes.append(FormMistake.tooManyPhotos(photos.count + uploads.count))
    } else {
      let taken = try await intake.take(uploads, after: photos.count)
      photos += taken.ids.filter { !photos.contains($0) }
      mistakes += taken.mistakes
    }
    draft.photos = photos
    if draft.text.isEmpty, photos.isEmpty, mistakes.isEmpty {
      mistakes.append(FormMistake.nothingSaid)
    }
    if draft.text.count > actions.limits.textLength {
      mistakes.append(
        FormMistake.tooLong("text", most: actions.limits.textLength, now: draft.text.count))
    }
    let chosen =
      draft.kind == "other"
      ? draft.type.flatMap { actions.catalogue.service($0) } != nil
      : draft.kind.flatMap { actions.catalogue.item($0) } != nil
    if !chosen { mistakes.append(FormMistake.noKind) }
    try await drafts.save(draft, owner: owner(call))
    let isEditing = call.form.text("then") == "check"
    if let errors = call.errors(Problem(mistakes)) {
      return try showWhat(call, draft, isEditing: isEditing, errors: errors)
    }
    return call.redirect(isEditing ? "/report/check" : "/report/where")
  }

  private static func photos(_ draft: Draft, _ call: Call) -> [ReportWhatView.DraftPhoto] {
    (draft.photos ?? []).enumerated().map { index, id in
      ReportWhatView.DraftPhoto(
        id: id, small: "/files/\(id)/small",
        label: call.words.text(
          "report.photos.label", ["n": String(index + 1)], in: call.language))
    }
  }

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
    let grids = plan.areas.filter { $0.code.utf8.count == 15 }.map { grid in
      OptionView(
        value: grid.code, label: plan.placeName(grid.code), chosen: draft.grid == grid.code)
    }
    let view = ReportWhereView(
      address: draft.address, grids: grids, latitude: draft.latitude.map { "\($0)" } ?? "",
      longitude: draft.longitude.map { "\($0)" } ?? "", map: MapView.demo, nearby: nearby,
      errors: errors,
      isEditing: isEditing)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func saveWhere(_ call: Call) async throws -> Response {
    if let same = call.form.text("same_as") { return try await join(call, same) }
    var draft = try await draft(call)
    let before = draft.address
    draft.address = call.form.text("address") ?? ""
    draft.grid = call.form.text("grid")
    draft.latitude = call.form.text("latitude").flatMap(Double.init)
    draft.longitude = call.form.text("longitude").flatMap(Double.init)
    if draft.grid == nil, let latitude = draft.latitude, let longitude = draft.longitude,
      let point = Coordinate(latitude: latitude, longitude: longitude)
    {
      draft.grid = try await directory.plan().grid(at: point)?.code
    }
    try await drafts.save(draft, owner: owner(call))
    let isEditing = call.form.text("then") == "check"
    if draft.address.isEmpty, draft.latitude == nil {
      return try await showWhere(
        call, draft, isEditing: isEditing, nearby: nil,
        errors: call.errors(Problem([FormMistake.noPlace])))
    }
    // Asked once for a place: pressing on means that it is none of them.
    if before != draft.address, let nearby = try await nearby(call, draft) {
      return try await showWhere(
        call, draft, isEditing: isEditing, nearby: nearby, errors: nil)
    }
    return call.redirect("/report/check")
  }

  private func nearby(_ call: Call, _ draft: Draft) async throws -> ReportWhereView.Nearby? {
    let submission = draft.submission(region: actions.site.region)
    var point: Coordinate?
    if let latitude = draft.latitude, let longitude = draft.longitude {
      point = Coordinate(latitude: latitude, longitude: longitude)
    }
    let place = CasePlace(
      area: submission.area ?? actions.site.region, address: draft.address, point: point)
    let found = try await actions.near(place, for: nil)
    guard !found.isEmpty else { return nil }
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    return ReportWhereView.Nearby(
      cases: found.prefix(3).map { item in
        ReportWhereView.NearbyCase(
          id: item.id.rawValue,
          title: screen.title(
            item.title, item.excerpt, service: item.service, item: item.item),
          meta: [
            Say.when(item.submittedAt, now: call.now, in: call.language),
            screen.place(item.place),
          ].joined(separator: " · "), chip: screen.chip(item.state, forResident: true), photo: nil,
          icon: actions.catalogue.service(item.service)?.icon ?? "dots")
      })
  }

  private func join(_ call: Call, _ id: String) async throws -> Response {
    guard call.viewer.isSignedIn else { throw Problem(.signInNeeded) }
    let key = call.command("requests.support", id)
    let moved = try await actions.move(
      Identifier(rawValue: id), .support, expecting: nil, by: call.viewer, key: key)
    try await drafts.remove(owner(call))
    return call.redirect("/report/\(moved.no)/received?joined=1&id=\(moved.id)")
  }

  @Sendable func check(_ call: Call) async throws -> Response {
    let draft = try await draft(call)
    guard draft.kind != nil else { return call.redirect("/report") }
    return try await showCheck(call, draft, errors: nil)
  }

  private func showCheck(
    _ call: Call, _ draft: Draft, errors: FormErrors?
  ) async throws -> Response {
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let service =
      draft.kind == "other"
      ? draft.type.flatMap { actions.catalogue.service($0) }
      : draft.kind.flatMap { actions.catalogue.service(ofItem: $0) }
    let kind = screen.kind(
      service: service?.code ?? "other", item: draft.kind == "other" ? nil : draft.kind)
    let typed = call.form.text("phone") ?? ""
    let view = ReportCheckView(
      kind: kind, text: draft.text,
      photos: Self.photos(draft, call).map { photo in
        PhotoView(small: photo.small, full: "/files/\(photo.id)", alt: photo.label)
      }, place: draft.address.isEmpty ? kind : draft.address,
      placeNote: draft.grid.map { screen.plan.placeName($0) },
      phone: call.viewer.isSignedIn
        ? call.viewer.name.flatMap { $0.isEmpty ? nil : $0 } ?? "·" : nil,
      typedPhone: typed, codeSent: false, demoCode: nil,
      allowsAnonymous: service?.allowsAnonymous ?? false,
      isAnonymous: call.form.isOn("anonymous"), isPublic: call.form.text("public") != "no",
      asksPublic: true, promise: nil, isUrgent: ServiceCatalogue.soundsUrgent(draft.text),
      errors: errors)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func submit(_ call: Call) async throws -> Response {
    let owner = owner(call)
    let draft = try await draft(call)
    if call.form.text("act") == "send_code" {
      return call.redirect("/sign-in?return_to=/report/check")
    }
    guard draft.kind != nil else { return call.redirect("/report") }
    var submission = draft.submission(region: actions.site.region)
    submission.isAnonymous = call.form.isOn("anonymous")
    submission.isPublic = call.form.text("public") != "no"
    if !call.viewer.isSignedIn { submission.phone = call.form.text("phone") }
    if !call.viewer.isSignedIn, !submission.isAnonymous, submission.phone == nil {
      return try await showCheck(
        call, draft, errors: call.errors(Problem([FormMistake.phone(digits: 0)])))
    }
    do {
      let receipt = try await actions.submit(
        submission, by: call.viewer,
        key: call.command("requests.submit", try JSONText.encode(submission)))
      try await drafts.remove(owner)
      if let visitor = visitor(call) { try await drafts.remove(visitor) }
      return call.redirect("/report/\(receipt.no)/received?id=\(receipt.id)")
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await showCheck(call, draft, errors: call.errors(problem))
    }
  }

  @Sendable func received(_ call: Call) async throws -> Response {
    guard let no = CaseNumber(rawValue: try call.parameter("no")) else { throw Problem(.notFound) }
    let query = try call.query()
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let next = [("accept", "now", "half-c"), ("done", "todo", "clock"), ("rate", "todo", "star")]
      .map { step, look, icon in
        ReceivedView.Next(
          look: look, icon: icon, title: screen.text("step." + (step == "done" ? "work" : step)),
          text: screen.text("received.next." + step))
      }
    let view = ReceivedView(
      id: query.text("id") ?? "", shortNo: screen.shortNo(no), fullNo: no.rawValue, routed: "",
      next: next, notice: nil, joined: query.text("joined") != nil,
      canFollow: call.viewer.isSignedIn)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }
}
