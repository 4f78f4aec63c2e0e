import Contracts
import Hummingbird
import Kernel

/// The week at work: what the meeting decides, what is written, signed and put out.
struct WeekRoutes: Sendable {
  let actions: BulletinActions
  let figures: FigureActions

  func register(on routes: Routes) {
    let read = Access.can(.readSupervision)
    routes.get("/supervision/weeks/{week}", read) { try await page($0, WeekTyped(), nil) }
    routes.post("/supervision/weeks/{week}/items", .can(.editBulletin), add)
    routes.post("/supervision/weeks/{week}/items/{item}", .can(.editBulletin), settle)
    routes.post("/supervision/weeks/{week}/edit", .can(.editBulletin), edit)
    routes.post("/supervision/weeks/{week}/sign", .can(.signBulletin)) { call in
      let week = try week(call)
      let version = Int(call.form.text("version") ?? "") ?? 0
      return try await refusing(call) {
        try await actions.sign(
          week, version: version, by: call.viewer,
          key: call.command("supervision.sign:\(week)", "\(version)"))
        return back(call, week, "signed")
      }
    }
    routes.post("/supervision/weeks/{week}/publish", .can(.signBulletin)) { call in
      let week = try week(call)
      return try await refusing(call) {
        try await actions.publish(
          week, by: call.viewer, key: call.command("supervision.publish:\(week)", ""))
        return back(call, week, "published")
      }
    }
  }

  private func week(_ call: Call) throws -> Week {
    guard let week = Week(try call.parameter("week")) else { throw Problem(.notFound) }
    return week
  }

  private func back(_ call: Call, _ week: Week, _ done: String) -> Response {
    call.redirect("/supervision/weeks/\(week)?done=" + done)
  }

  /// The page again with what was typed and what has to be changed.
  private func refusing(
    _ call: Call, _ typed: WeekTyped = WeekTyped(), _ body: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await body()
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .notNow {
      return try await page(call, typed, problem)
    }
  }

  @Sendable private func add(_ call: Call) async throws -> Response {
    let week = try week(call)
    let form = call.form
    let typed = BulletinActions.TypedItem(
      matter: form.text("matter") ?? "", unit: form.text("unit") ?? "",
      dueOn: form.text("due_on") ?? "", measure: form.text("measure") ?? "",
      number: form.text("number") ?? "", request: form.text("request") ?? "")
    return try await refusing(call, WeekTyped(item: typed)) {
      try await actions.add(
        typed, to: week, by: call.viewer, key: call.command("supervision.item:\(week)", "\(typed)"))
      return back(call, week, "item")
    }
  }

  @Sendable private func settle(_ call: Call) async throws -> Response {
    let week = try week(call)
    let item: Identifier<Promise> = try call.id("item")
    let (result, isDone) = (call.form.text("result") ?? "", call.form.isOn("done"))
    return try await refusing(call) {
      try await actions.settle(
        item.rawValue, result: result, isDone: isDone, by: call.viewer,
        key: call.command("supervision.settle:\(item)", "\(result) \(isDone)"))
      return back(call, week, "settled")
    }
  }

  @Sendable private func edit(_ call: Call) async throws -> Response {
    let week = try week(call)
    let form = call.form
    let words = Bulletin.Words(
      overview: form.text("overview") ?? "", praise: form.text("praise") ?? "",
      urge: form.text("urge") ?? "", plan: form.text("plan") ?? "")
    let version = Int(form.text("version") ?? "") ?? 0
    return try await refusing(call, WeekTyped(words: words, version: version)) {
      try await actions.edit(
        week, words, version: version, by: call.viewer,
        key: call.command("supervision.edit:\(week)", "\(words)"))
      return back(call, week, "edited")
    }
  }

  private func page(
    _ call: Call, _ typed: WeekTyped, _ problem: Problem?
  ) async throws -> Response {
    let week = try week(call)
    let whole = try await figures.week(week, for: call.viewer)
    let say = try await FigureSay(call, figures.directory)
    let region = actions.region
    func may(_ permission: Permission) -> Bool {
      call.viewer.can(permission) && Reach(call.viewer, permission).covers(region)
    }
    var typed = typed
    let query = try call.query()
    if typed.item == nil, let request = query.text("take") {
      typed.item = BulletinActions.TypedItem(
        matter: "", unit: query.text("unit") ?? "",
        dueOn: CityTime.date(of: call.now).adding(days: 7).description, measure: "",
        number: query.text("number") ?? "", request: request)
    }
    let view = WeekView(
      whole, may: (may(.editBulletin), may(.signBulletin)), actor: call.viewer.actor,
      typed: typed, errors: problem.flatMap { call.errors($0) },
      casePath: FigureRoutes.casePath(call), say)
    return try call.page(
      SupervisionPages.page(view, call.words, call.language), status: call.status(problem)
    ) { chrome in
      if let problem, problem.fields.isEmpty, let detail = problem.detail {
        chrome.flash = Chrome.Flash(.warn, say.text(detail, problem.values))
      } else if problem == nil, let done = query.text("done"), Self.done.contains(done) {
        chrome.flash = Chrome.Flash(.ok, say.text("sv.done." + done))
      }
    }
  }

  private static let done = ["item", "settled", "edited", "signed", "published"]
}
