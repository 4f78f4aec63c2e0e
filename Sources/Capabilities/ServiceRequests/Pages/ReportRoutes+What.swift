import Hummingbird
import Kernel

/// Step 1: photos, kind, a sentence.
extension ReportRoutes {
  @Sendable func what(_ call: Call) async throws -> Response {
    var draft = try await draft(call)
    let query = try call.query()
    if let kind = query.text("kind"), actions.catalogue.item(kind) != nil { draft.kind = kind }
    return try showWhat(call, draft, isEditing: query.text("then") == "check", errors: nil)
  }

  private func showWhat(
    _ call: Call, _ draft: Draft, guess: String? = nil, isEditing: Bool, errors: FormErrors?
  ) throws -> Response {
    let isTile = draft.kind.map { actions.catalogue.frequent.contains($0) } ?? false
    let view = ReportWhatView(
      photos: Self.photos(draft, call), hasPhotos: !(draft.photos ?? []).isEmpty,
      kinds: kinds(draft, call),
      isOther: draft.kind != nil && !isTile, types: types(draft, call),
      voice: draft.voice.map { "/files/" + $0 }, text: draft.text, guessed: guess != nil,
      guess: guess, errors: errors, isEditing: isEditing)
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
    if call.form.isOn("remove_voice") {
      draft.voice = nil
      try await drafts.save(draft, owner: owner(call))
      return try showWhat(
        call, draft, isEditing: call.form.text("then") == "check", errors: nil)
    }
    if let upload = call.form.files.first(where: { $0.field == "voice" }) {
      switch try await voices.take(upload) {
      case .success(let id): draft.voice = id
      case .failure(let problem): mistakes += problem.fields
      }
    }
    let uploads = call.form.files.filter { $0.field == "photos" }
    let room = actions.limits.photos - photos.count
    if uploads.count > room {
      mistakes.append(FormMistake.tooManyPhotos(photos.count + uploads.count))
    }
    // Those that fit are kept: nobody takes ten photos again because of the eleventh.
    let taken = try await intake.take(Array(uploads.prefix(max(0, room))), after: photos.count)
    photos += taken.ids.filter { !photos.contains($0) }
    mistakes += taken.mistakes
    draft.photos = photos
    let isSilent = draft.text.isEmpty && photos.isEmpty && draft.voice == nil && mistakes.isEmpty
    // In the order of the page.
    let chosen =
      draft.kind == "other"
      ? draft.type.flatMap { actions.catalogue.service($0) } != nil
      : draft.kind.flatMap { actions.catalogue.item($0) } != nil
    let guess = guess(draft)
    if !chosen, guess == nil { mistakes.append(FormMistake.noKind) }
    if isSilent { mistakes.append(FormMistake.nothingSaid) }
    if draft.text.isLonger(than: actions.limits.textLength) {
      mistakes.append(
        FormMistake.tooLong("text", most: actions.limits.textLength, now: draft.text.length))
    }
    // A guess is shown and not kept: it becomes a choice when the person goes on with it.
    try await drafts.save(draft, owner: owner(call))
    let isEditing = call.form.text("then") == "check"
    if let guess {
      (draft.kind, draft.type) = (guess.kind, guess.type)
      let word = guess.type.map { "service." + $0 } ?? "item." + guess.kind
      return try showWhat(
        call, draft, guess: call.words.text(word, in: call.language), isEditing: isEditing,
        errors: call.errors(Problem(mistakes)))
    }
    if let errors = call.errors(Problem(mistakes)) {
      return try showWhat(call, draft, isEditing: isEditing, errors: errors)
    }
    return call.redirect(isEditing ? "/report/check" : "/report/where")
  }

  /// What the words point to where nothing was chosen: a tile, else the type it belongs to.
  private func guess(_ draft: Draft) -> (kind: String, type: String?)? {
    guard draft.kind == nil || draft.kind == "other" && draft.type == nil,
      let found = actions.catalogue.suggestion(title: "", body: draft.text)
    else { return nil }
    let isTile = draft.kind != "other" && actions.catalogue.frequent.contains(found.item)
    if isTile { return (found.item, nil) }
    return ("other", found.service)
  }

  func kinds(_ draft: Draft, _ call: Call) -> [ReportWhatView.KindTile] {
    actions.catalogue.frequent.compactMap(actions.catalogue.item).map { item in
      ReportWhatView.KindTile(
        code: item.code, icon: item.icon,
        label: call.words.text("item." + item.code, in: call.language),
        chosen: draft.kind == item.code,
        allowsAnonymous: actions.catalogue.service(ofItem: item.code)?.allowsAnonymous ?? false)
    }
  }

  func types(_ draft: Draft, _ call: Call) -> [ReportWhatView.KindTile] {
    actions.catalogue.services.map { service in
      ReportWhatView.KindTile(
        code: service.code, icon: service.icon,
        label: call.words.text("service." + service.code, in: call.language),
        chosen: draft.type == service.code, allowsAnonymous: service.allowsAnonymous)
    }
  }

  static func photos(_ draft: Draft, _ call: Call) -> [ReportWhatView.DraftPhoto] {
    (draft.photos ?? []).enumerated().map { index, id in
      ReportWhatView.DraftPhoto(
        id: id, small: "/files/\(id)/small",
        label: call.words.text(
          "report.photos.label", ["n": String(index + 1)], in: call.language))
    }
  }
}
