import Casework
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  /// What a desk can list beside what it has to do.
  enum Show: String, CaseIterable {
    /// In the order in which one walks.
    case walk
    /// By the time that is left.
    case time
    /// On the desk, with the next word somebody else's.
    case waiting
    /// In the viewer's area, waiting for a look at the spot.
    case site
    /// Everything that may be seen, the newest first.
    case all
  }

  @Sendable func deskList(_ call: Call) async throws -> Response {
    let (form, dropped) = QueryReader.forgiving(try call.query())
    var query = try QueryReader.read(form)
    var show = form.text("show").flatMap(Show.init(rawValue:))
    let isPatrol = call.viewer.can(.patrolRequests)
    if isPatrol, show == .walk || show == nil, query.time == nil, query.after == nil {
      return try await walk(call, from: nil)
    }
    if show == .walk || show == .time { show = nil }
    let screen = try await screen(call)
    switch show {
    case .walk, .time, nil: (query.sort, query.states) = (.timeLeft, CaseState.toDo)
    case .waiting: (query.sort, query.states) = (.timeLeft, CaseState.elsewhere)
    case .site: (query.sort, query.states) = (.timeLeft, [.accepted, .filed])
    case .all: query.sort = .newest
    }
    let isDesk = show == nil || show == .waiting
    let queue =
      isDesk
      ? try await actions.deskQueue(query, of: call.viewer)
      : try await actions.queue(query, counting: .none, for: call.viewer)
    let base = "/desk?show=" + (show ?? .time).rawValue
    let rows = queue.page.items.enumerated().map { index, item in
      var row = screen.row(item, path: "/desk/cases/\(item.id)", number: index + 1)
      if show == .waiting { row.aside = screen.awaited(item.state) }
      return row
    }
    let elsewhere = queue.counts.map { $0.open - $0.toDo }
    let kept = [
      show == .waiting ? "show=waiting" : nil, query.time.map { "time=" + $0.rawValue },
    ].compactMap(\.self).joined(separator: "&")
    let view = DeskView(
      heading: heading(show, queue.counts?.toDo ?? rows.count, screen),
      counts: show == nil ? Self.counts(queue.counts, query, screen) : [],
      shows: shows(show ?? .time, screen, call.viewer, elsewhere: elsewhere), rows: rows,
      first: query.after == nil ? nil : base,
      older: queue.page.next.map {
        base + "&after=" + URLEncoded.encode($0.text)
      },
      empty: rows.isEmpty ? empty(show, query, screen, elsewhere: elsewhere ?? 0) : nil,
      map: walkMap(call, screen.plan),
      intakePath: IntakeRoutes.access.admits(call.viewer) ? "/intake" : nil,
      exportPath: isDesk ? "/desk/export" + (kept.isEmpty ? "" : "?" + kept) : nil)
    return try answer(call, keepable(view, call), nil, notice: screen.left(out: dropped))
  }

  /// Who walks reads it in a stairwell too; the desks of units have a line (docs/rules.md §9).
  func keepable(_ view: DeskView, _ call: Call) -> Page {
    var page = ServiceRequestsPages.page(view, call.words, call.language)
    page.mayKeep = call.viewer.can(.patrolRequests)
    return page
  }

  /// What is on one's own desk, in a file.
  @Sendable func exportDesk(_ call: Call) async throws -> Response {
    let query = try call.query()
    let isWaiting = query.text("show") == Show.waiting.rawValue
    let file = try await RequestExport(actions: actions, words: call.words).list(
      try QueueFilter(query, at: call.now),
      of: .desk(isWaiting ? CaseState.elsewhere : CaseState.toDo), for: call.viewer,
      in: call.language)
    return call.download(
      file, type: "text/csv; charset=utf-8", name: "desk-\(CityTime.date(of: call.now)).csv")
  }

  /// Over the grid or community that the viewer walks; the list below is the full alternative.
  func walkMap(_ call: Call, _ plan: CityPlan) -> MapView? {
    Self.patrolled(call.viewer).map { MapView(call, plan, around: $0) }
  }

  private func heading(_ show: Show?, _ toDo: Int, _ screen: CaseScreen) -> String {
    switch show {
    case .walk, .time, nil: screen.say.desk(toDo)
    case .waiting: screen.text("desk.waiting")
    case .site: screen.text("desk.site")
    case .all: screen.text("desk.all")
    }
  }

  private func empty(
    _ show: Show?, _ query: CaseQuery, _ screen: CaseScreen, elsewhere: Int
  ) -> EmptyView {
    if show == .waiting { return EmptyView(text: screen.text("desk.waiting.empty"), act: nil) }
    guard query.time != nil else { return screen.say.deskEmpty(elsewhere: elsewhere) }
    return EmptyView(
      text: screen.text("queue.empty.filtered"),
      act: LinkView(path: "/desk", label: screen.text("desk.count.to-do")))
  }

  /// `elsewhere`: how many wait for others; nil where nothing was counted.
  func shows(
    _ show: Show, _ screen: CaseScreen, _ viewer: Viewer, elsewhere: Int? = nil
  ) -> [LinkView] {
    let isPatrol = viewer.can(.patrolRequests)
    var links: [LinkView] = []
    if isPatrol {
      links.append(
        LinkView(path: "/desk", label: screen.text("desk.walk"), current: show == .walk))
    }
    links.append(
      LinkView(
        path: isPatrol ? "/desk?show=time" : "/desk",
        label: screen.text(isPatrol ? "desk.by-time" : "desk.mine"), current: show == .time))
    links.append(
      LinkView(
        path: "/desk?show=waiting",
        label: [screen.text("desk.waiting"), elsewhere.map { String($0) }].compactMap(\.self)
          .joined(separator: " "), current: show == .waiting))
    if isPatrol {
      links.append(
        LinkView(
          path: "/desk?show=site", label: screen.text("desk.site"), current: show == .site))
    }
    links.append(
      LinkView(path: "/desk?show=all", label: screen.text("desk.all"), current: show == .all))
    return links
  }

  static func counts(
    _ counts: CaseCounts?, _ query: CaseQuery, _ screen: CaseScreen
  ) -> [QueueView.CountFilter] {
    guard let counts else { return [] }
    return [
      screen.say.count(.toDo, counts.toDo, path: "/desk", isCurrent: query.time == nil),
      screen.say.count(
        .near, counts.near, path: "/desk?time=near", isCurrent: query.time == .near),
      screen.say.count(
        .over, counts.over, path: "/desk?time=over", isCurrent: query.time == .over),
    ]
  }

  func deskCase(
    _ call: Call, _ id: Identifier<Case>, _ posted: PostedAct?, phone: String? = nil
  ) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(id, for: call.viewer)
    let handler = HandlerActs(dossier, screen, actions.engine, posted)
    let view = DeskCaseView(
      detail: screen.deskCase(dossier, at: .desk, phone: phone), acts: handler.acts,
      errors: posted?.told(by: dossier, screen).errors(call))
    var page = ServiceRequestsPages.page(view, call.words, call.language)
    // A number that somebody asked for stays on no phone.
    page.mayKeep = call.viewer.can(.patrolRequests) && phone == nil
    return try answer(call, page, posted)
  }
}
