import Casework
import Contracts
import Hummingbird
import Kernel

/// My reports, one case with rating, words, nudge, withdrawing and reopening.
struct ResidentRoutes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  let photos: FormPhotos

  func register(on routes: Routes) {
    routes.get("/", .everyone, home)
    routes.get("/around", .everyone, around)
    routes.get("/my", .signedIn, mine)
    routes.get("/cases/{id}", .everyone) { call in try await show(call, nil) }
    routes.post("/cases/{id}/words", .signedIn, maxBody: ReportRoutes.maxBody, addWords)
    routes.post("/cases/{id}/nudge", .signedIn) { try await act($0, "nudge", .nudge) }
    routes.post("/cases/{id}/support", .signedIn) { try await act($0, "support", .support) }
    routes.post("/cases/{id}/withdrawal", .signedIn) { call in
      try await act(call, "withdrawal", .withdraw(reason: call.form.text("reason")))
    }
    registerOwn(on: routes)
    routes.post("/cases/{id}/rating", .signedIn, rate)
    routes.post("/cases/{id}/answer", .signedIn) { call in
      try await act(call, "answer", .answer(call.form.text("words") ?? ""))
    }
    routes.post("/cases/{id}/reopening", .signedIn) { call in
      try await act(call, "reopening", .reopen(fact: call.form.text("new_fact") ?? ""))
    }
  }

  func screen(_ call: Call) async throws -> CaseScreen {
    CaseScreen(call, try await directory.plan(), actions.catalogue)
  }

  @Sendable private func mine(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let query = try QueryReader.read(try call.query())
    let mine = try await actions.mineWithPromises(query, of: call.viewer)
    let page = mine.page
    let rows = page.items.map { item in
      MyReportsView.Row(
        path: "/cases/\(item.id)", chip: screen.chip(item.state, forResident: true),
        over: screen.over(mine.promised[item.id]),
        title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
        place: screen.place(item.place),
        when: Say.when(item.submittedAt, now: call.now, in: call.language), news: nil,
        asksRating: item.state.isAnswered, into: screen.into(item, mine.targets))
    }
    let toRate = rows.filter(\.asksRating).count
    // Only a list that is here whole can be counted.
    let isWhole = page.next == nil && query.after == nil
    let view = MyReportsView(
      rows: rows, first: query.after == nil ? nil : "/my",
      more: page.next.map { "/my?after=" + URLEncoded.encode($0.text) },
      empty: rows.isEmpty ? screen.say.mineEmpty : nil,
      total: isWhole && !rows.isEmpty ? screen.say.mine(rows.count, toRate: toRate) : nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  private func show(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let screen = try await screen(call)
    let (dossier, isShared) = try await actions.dossierOrShared(try call.id(), for: call.viewer)
    let isRead = isShared && dossier.item.isShared
    let view = screen.caseView(
      dossier, as: isShared ? .neighbour : .reporter, posted,
      errors: posted?.told(by: dossier, screen).errors(call),
      published: isRead ? try await actions.publishedPhotos(of: dossier.item.id) : [])
    let told = posted == nil ? try told(call) : nil
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language),
      status: call.status(posted?.problem)
    ) { chrome in
      if let told { chrome.flash = told }
    }
  }

  /// What may be said to have been done, as the forms are called.
  private static let deeds: Set<String> = [
    "support", "words", "nudge", "withdrawal", "rating", "reopening", "answer", "own-words",
    "retraction",
  ]

  /// The sentence after a form that was taken, once.
  private func told(_ call: Call) throws -> Chrome.Flash? {
    guard let deed = try call.query().text("done"), Self.deeds.contains(deed) else { return nil }
    return Chrome.Flash(.ok, call.words.text("told." + deed, in: call.language))
  }

  @Sendable private func addWords(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let taken = try await photos.take(call, id, "words")
    if taken.isRemoval || taken.problem != nil {
      return try await show(
        call,
        PostedAct(name: "words", form: call.form, problem: taken.problem, photos: taken.ids))
    }
    let move = CaseMove.addWords(
      call.form.text("words") ?? "", audience: .reporter,
      photos: taken.ids.map { Identifier(rawValue: $0) })
    return try await act(call, "words", move, photos: taken)
  }

  @Sendable private func rate(_ call: Call) async throws -> Response {
    guard let mark = call.form.text("rating").flatMap(CaseRating.Mark.init(rawValue:)) else {
      return try await refused(call, "rating", Problem([FormMistake.noRating]))
    }
    let reason = call.form.text("reason").flatMap { code in
      CodeWords.unsolvedReasons.pairs.contains { $0.code == code }
        ? CodeWords.unsolvedReasons.text(code, call.words, .chinese) : nil
    }
    if mark == .notDone, reason == nil, call.form.text("text") == nil {
      return try await refused(call, "rating", Problem([FormMistake.noReason]))
    }
    let words = [reason, call.form.text("text")].compactMap { $0 }.joined(separator: "：")
    return try await act(
      call, "rating",
      .rate(mark, contacted: call.form.isOn("contacted"), words: words.isEmpty ? nil : words))
  }

  private func act(
    _ call: Call, _ name: String, _ move: CaseMove, photos taken: FormPhotos.Taken? = nil
  ) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    do {
      _ = try await actions.move(
        id, move, expecting: try call.expectedVersion(), by: call.viewer,
        key: call.command("requests.move:\(id)", "\(move)"))
      if let taken { try await photos.release(taken, call, id, name) }
      return call.redirect("/cases/\(id)?done=" + name)
    } catch {
      guard let problem = StaffRoutes.shown(error) else { throw error }
      return try await refused(call, name, problem, photos: taken?.ids ?? [])
    }
  }

  func refused(
    _ call: Call, _ name: String, _ problem: Problem, photos: [String] = []
  ) async throws -> Response {
    try await show(
      call, PostedAct(name: name, form: call.form, problem: problem, photos: photos))
  }
}
