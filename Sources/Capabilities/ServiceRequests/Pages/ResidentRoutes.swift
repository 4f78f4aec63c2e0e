import Casework
import Contracts
import Hummingbird
import Kernel

/// Home, my reports, one case with rating, words, nudge and reopening.
struct ResidentRoutes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory

  func register(on routes: Routes) {
    routes.get("/", .everyone, home)
    routes.get("/my", .signedIn, mine)
    routes.get("/cases/{id}", .everyone) { call in try await show(call, errors: nil) }
    routes.post("/cases/{id}/words", .signedIn, maxBody: ReportRoutes.maxBody) { call in
      guard call.form.files.isEmpty else {
        return try await show(
          call, errors: call.errors(Problem([FieldError("words", "mistake.photos-not-yet")])))
      }
      return try await act(call, .addWords(call.form.text("words") ?? "", audience: .reporter))
    }
    routes.post("/cases/{id}/nudge", .signedIn) { try await act($0, .nudge) }
    routes.post("/cases/{id}/rating", .signedIn, rate)
    routes.post("/cases/{id}/reopening", .signedIn) { call in
      try await act(call, .reopen(fact: call.form.text("new_fact") ?? ""))
    }
  }

  private func screen(_ call: Call) async throws -> CaseScreen {
    CaseScreen(call, try await directory.plan(), actions.catalogue)
  }

  @Sendable func home(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    var query = CaseQuery()
    query.limit = 1
    let latest = try await actions.mine(query, of: call.viewer).items.first
    var closed = CaseQuery()
    closed.states = [.closed]
    closed.limit = 3
    let nearby = try await actions.shared(closed).items
    let name = call.viewer.name.flatMap { $0.isEmpty ? nil : $0 }
    let view = HomeView(
      greeting: screen.say.greeting(name), day: Say.day(call.now, in: call.language), pace: nil,
      latest: latest.map { item in
        HomeView.Latest(
          path: "/cases/\(item.id)", chip: screen.chip(item.state, forResident: true),
          when: Say.when(item.stateSince, now: call.now, in: call.language),
          title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
          text: screen.place(item.place), steps: screen.say.steps(now: item.state.step),
          asksRating: item.state.isAnswered)
      },
      drawers: (actions.catalogue.frequent + ["parking"]).compactMap(actions.catalogue.item)
        .map { item in
          let service = actions.catalogue.service(ofItem: item.code)?.code ?? "other"
          return HomeView.Drawer(
            path: "/report?kind=" + item.code, icon: item.icon,
            label: screen.text("item." + item.code), note: screen.text("service." + service))
        },
      doors: actions.catalogue.frequent.prefix(2).compactMap(actions.catalogue.item).map { item in
        HomeView.Drawer(
          path: "/report?kind=" + item.code, icon: item.icon,
          label: screen.text("item." + item.code), note: "")
      },
      nearby: nearby.map { item in
        let date = CityTime.date(of: item.closedAt ?? item.stateSince)
        return HomeView.Nearby(
          number: String(date.day), unit: Say.month(date, in: call.language),
          title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
          text: screen.place(item.place), path: "/cases/\(item.id)")
      }, gridPhone: nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  @Sendable func mine(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let query = try QueryReader.read(try call.query())
    let page = try await actions.mine(query, of: call.viewer)
    let rows = page.items.map { item in
      MyReportsView.Row(
        path: "/cases/\(item.id)", chip: screen.chip(item.state, forResident: true),
        over: screen.over(item.dueAt),
        title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
        place: screen.place(item.place),
        when: Say.when(item.submittedAt, now: call.now, in: call.language), news: nil,
        asksRating: item.state.isAnswered)
    }
    let empty =
      rows.isEmpty
      ? EmptyView(
        text: screen.text("mine.empty"),
        act: LinkView(path: "/report", label: screen.text("report.title"))) : nil
    let view = MyReportsView(
      rows: rows, more: page.next.map { "/my?after=" + URLEncoded.encode($0.text) }, empty: empty,
      total: nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  private func show(_ call: Call, errors: FormErrors?) async throws -> Response {
    let screen = try await screen(call)
    let (dossier, isShared) = try await actions.dossierOrShared(try call.id(), for: call.viewer)
    let view = screen.caseView(dossier, isShared: isShared, errors: errors)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func rate(_ call: Call) async throws -> Response {
    guard let mark = call.form.text("rating").flatMap(CaseRating.Mark.init(rawValue:)) else {
      return try await show(call, errors: call.errors(Problem([FormMistake.noRating])))
    }
    let reason = call.form.text("reason").flatMap { code in
      ["again", "half", "nothing", "other"].contains(code)
        ? call.words.text("case.rate.why." + code, in: .chinese) : nil
    }
    if mark == .notDone, reason == nil, call.form.text("text") == nil {
      return try await show(call, errors: call.errors(Problem([FormMistake.noReason])))
    }
    let words = [reason, call.form.text("text")].compactMap { $0 }.joined(separator: "：")
    return try await act(
      call,
      .rate(mark, contacted: call.form.isOn("contacted"), words: words.isEmpty ? nil : words))
  }

  private func act(_ call: Call, _ move: CaseMove) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    do {
      _ = try await actions.move(
        id, move, expecting: call.form.number("version").map(Int.init), by: call.viewer,
        key: call.command("requests.move:\(id)", "\(move)"))
      return call.redirect("/cases/\(id)")
    } catch let refusal as CaseRefusal where !refusal.problem.fields.isEmpty {
      return try await show(call, errors: call.errors(refusal.problem))
    }
  }
}
