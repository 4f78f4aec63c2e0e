import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// Reports written without network, sent by the browser itself once there is one.
///
/// Files go first, one at a time, so that a broken line costs one of them; then the words. The key
/// was made on the device when the report was queued: as often as it is sent, it is one report.
struct QueuedRoutes: Sendable {
  let reports: ReportRoutes
  private var actions: ServiceRequestActions { reports.actions }
  static let maxBody = 16 << 20

  func register(on routes: Routes) {
    routes.get("/report/offline", .everyone, page)
    routes.post("/report/queued/files", .everyone, maxBody: Self.maxBody, takeFile)
    routes.post("/report/queued", .everyone, maxBody: Self.maxBody, send)
  }

  @Sendable private func page(_ call: Call) async throws -> Response {
    let plan = try await reports.directory.plan()
    let draft = Draft()
    let view = ReportOfflineView(
      kinds: reports.kinds(draft, call), types: reports.types(draft, call),
      grids: reports.grids(draft, plan, call), unknown: call.site.region)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  /// Unguessable, so it also says whose files these are; 18 random bytes are 24 characters.
  private func key(_ call: Call) throws -> String {
    guard let key = call.form.text("command_key"), (22...200).contains(key.utf8.count) else {
      throw Problem(.malformed)
    }
    return key
  }

  private func owner(_ key: String) -> String { "queued:" + Hex.encode(SHA256.hash(key)) }

  private struct Taken: Encodable { let id: String }

  @Sendable private func takeFile(_ call: Call) async throws -> Response {
    let owner = self.owner(try key(call))
    var held = try await reports.drafts.load(owner)
    guard let upload = call.form.files.first else { throw Problem(.malformed) }
    guard upload.field != "voice" else {
      switch try await reports.voices.take(upload) {
      case .success(let id):
        held.voice = id
        try await reports.drafts.save(held, owner: owner)
        return try call.json(Taken(id: id))
      case .failure(let problem): return try call.refused(problem)
      }
    }
    let photos = held.photos ?? []
    guard photos.count < actions.limits.photos else {
      return try call.refused(Problem([FormMistake.tooManyPhotos(photos.count + 1)]))
    }
    let taken = try await reports.intake.take([upload], after: photos.count)
    guard let id = taken.ids.first else { return try call.refused(Problem(taken.mistakes)) }
    held.photos = photos.contains(id) ? photos : photos + [id]
    try await reports.drafts.save(held, owner: owner)
    return try call.json(Taken(id: id))
  }

  @Sendable private func send(_ call: Call) async throws -> Response {
    let key = try self.key(call)
    let held = try await reports.drafts.load(self.owner(key))
    if let sent = held.sent { return try received(sent.receipt, call) }
    var draft = reports.read(call.form, try await reports.directory.plan())
    let replaced = call.form.isOn("from_draft") ? reports.owner(call) : nil
    var known = Set((held.photos ?? []) + [held.voice].compactMap(\.self))
    // Who may not learn what was said before holds, whatever the device kept of it.
    if replaced != nil {
      let begun = try await reports.draft(call)
      // Photos that had arrived before the line went are named, and not sent again.
      known.formUnion(begun.photos ?? [])
      draft.isHidden = draft.isHidden == true || begun.isHidden == true
      draft.isAnonymous = draft.isAnonymous == true || begun.isAnonymous == true
      draft.isPublic = draft.isPublic != false && begun.isPublic != false
    }
    draft.photos = call.form.text("photos")?.split(separator: " ").map(String.init)
      .reduce(into: [String]()) { photos, id in if !photos.contains(id) { photos.append(id) } }
    draft.voice = call.form.text("voice")
    let claimed = (draft.photos ?? []) + [draft.voice].compactMap(\.self)
    // They waited longer than drafts are kept: the browser has most of them still.
    guard known.isSuperset(of: claimed) else {
      let said = call.words.text("mistake.photos-gone", in: call.language)
      return try call.json(FormRefusal(detail: said, errors: []), status: .gone)
    }
    var submission = draft.submission(region: actions.site.region)
    submission.source = ReportRoutes.source(call.viewer)
    submission.phone = call.viewer.isSignedIn ? nil : call.form.text("phone")
    do {
      if !call.viewer.isSignedIn, !submission.isAnonymous, submission.phone == nil {
        throw Problem([FormMistake.noPhone])
      }
      let request = "requests.submit\n" + (try JSONText.encode(submission))
      let receipt = try await actions.submit(
        submission, by: call.viewer, key: CommandKey(key, by: "queued", for: request)
      ) { [owner = self.owner(key), visit = reports.visitor(call)] receipt, tx in
        try DraftStore.settle(receipt, key: key, owner: owner, visitor: replaced, in: tx)
        if replaced != nil, let visit { try DraftStore.remove(visit, in: tx) }
      }
      return try received(receipt, call)
    } catch let problem as Problem where problem.kind == .invalid {
      return try call.refused(problem)
    }
  }

  private struct Received: Encodable {
    let no: String
    let path: String
  }

  private func received(
    _ receipt: ServiceRequestActions.Receipt, _ call: Call
  ) throws -> Response {
    let path = try reports.receivedPath(
      receipt, call.viewer, reachedAt: call.form.text("phone"))
    guard call.form.text("answer") == "json" else { return call.redirect(path) }
    return try call.json(Received(no: receipt.no, path: call.site.link(path)))
  }
}
