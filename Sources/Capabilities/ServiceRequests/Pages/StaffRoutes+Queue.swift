import Casework
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  /// What stands beside the queue.
  enum Pane: Sendable {
    case none
    case filter
    case selected(Identifier<Case>, PostedAct?, phone: String? = nil)
  }

  func queue(_ call: Call, _ pane: Pane) async throws -> Response {
    let screen = try await screen(call)
    let asked = QueryReader.forgiving(try call.query())
    let filter = try QueueFilter(asked.form, at: call.now)
    let queue = try await actions.queue(
      filter.query, counting: Self.counting(filter, pane),
      recent: Self.recent(filter, beside: pane),
      for: call.viewer)
    let page = queue.page
    let view = QueueScreen(screen, filter, cube: queue.cube, counts: queue.counts)
    var withoutText: CaseCube?
    if page.items.isEmpty, filter.query.text != nil, queue.cube != nil {
      withoutText = try await actions.cube(withoutTextOf: filter.query, for: call.viewer)
    }
    var posted: PostedAct?
    var shown = QueueView.Beside()
    var map = MapView(call, screen.plan)
    switch pane {
    case .none: break
    case .filter: shown.filter = view.form
    case .selected(let id, let refused, let phone):
      let dossier = try await actions.dossier(id, for: call.viewer)
      posted = refused?.told(by: dossier, screen)
      shown.detail = screen.deskCase(dossier, at: .console, phone: phone)
      shown.acts =
        ConsoleActs(
          dossier, screen, actions.engine, refused, adviser: actions.adviser
        ).acts
      shown.selected = id.rawValue
      map.ring = screen.plan.area(dossier.item.place.area).flatMap(MapView.ring)
    }
    let kept = QueueFilter.kept(asked.form)
    var result = queueView(
      queue, view, shown, kept: kept, withoutText, posted?.errors(call),
      map: map)
    if call.viewer.can(.dispatchRequests), result.rows.contains(where: { $0.pick != nil }) {
      result.batch = QueueView.BatchForm(
        units: screen.plan.units.map {
          OptionView(value: $0.code, label: $0.name(in: call.language))
        })
    }
    result.intakePath = IntakeRoutes.access.admits(call.viewer) ? "/intake" : nil
    var response = try answer(
      call, ServiceRequestsPages.page(result, call.words, call.language), posted,
      notice: screen.left(out: asked.dropped))
    response.headers[.cacheControl] = "no-store"
    return response
  }

  /// A page has five statements: an open case and looked-for words leave none for counting.
  private static func counting(
    _ filter: QueueFilter, _ pane: Pane
  ) -> ServiceRequestActions.Counting {
    switch pane {
    case .filter: .cube
    case .none: filter.isNarrowed ? .cube : .everything
    case .selected where filter.query.text != nil: .none
    case .selected: filter.isNarrowed ? .cube : .everything
    }
  }

  /// Beside a case, the filter or a search the page asks for them itself, once it is there: what
  /// nobody here may see of what was found costs one more statement.
  private static func recent(_ filter: QueueFilter, beside pane: Pane) -> Int {
    if case .none = pane, filter.query.text == nil { feedLines } else { 0 }
  }

  private func queueView(
    _ queue: ServiceRequestActions.Queue, _ view: QueueScreen, _ beside: QueueView.Beside,
    kept: String, _ withoutText: CaseCube?, _ errors: FormErrors?, map: MapView
  ) -> QueueView {
    let (page, screen, filter) = (queue.page, view.screen, view.filter)
    let query = kept.isEmpty ? "" : "?" + kept
    let total = view.cube.map { filter.total($0) } ?? view.counts.flatMap { filter.total(of: $0) }
    return QueueView(
      counts: view.countTabs, sorts: view.sorts, filters: view.chips,
      filterPath: filter.link(to: "/console/filter"), search: filter.query.text ?? "",
      kept: filter.hidden(but: ["q"]),
      rows: page.items.map { item in
        screen.row(
          item, path: "/console/cases/\(item.id)" + query,
          isCurrent: item.id.rawValue == beside.selected,
          // What was looked for by number is told apart by it.
          withNumber: filter.query.text != nil)
      },
      empty: page.items.isEmpty ? view.empty(withoutText) : nil,
      total: total.map { screen.words.text("mine.total", count: $0, in: screen.language) } ?? "",
      first: filter.query.after == nil ? nil : filter.link(),
      older: page.next.map { filter.older($0) },
      live: screen.say.listening(
        filter, path: beside.selected.map { "/console/cases/\($0)" + query } ?? filter.link()),
      detail: beside.detail,
      acts: beside.acts, filterForm: beside.filter, keptQuery: query, errors: errors,
      map: map,
      posts: screen.plan.areas.compactMap { area in
        guard let latitude = area.latitude, let longitude = area.longitude else { return nil }
        return QueueView.Post(
          latitude: "\(latitude)", longitude: "\(longitude)", name: area.name(in: screen.language))
      }, feed: screen.feed(queue.recent, query: query))
  }

  /// The list as it is filtered, in a file.
  @Sendable func export(_ call: Call) async throws -> Response {
    let filter = try QueueFilter(try call.query(), at: call.now)
    let file = try await RequestExport(actions: actions, words: call.words)
      .list(filter, for: call.viewer, in: call.language)
    return call.download(
      file, type: "text/csv; charset=utf-8", name: "cases-\(CityTime.date(of: call.now)).csv")
  }

  /// As many as the map has room for.
  private static let feedLines = 4

  /// What happened last, on a page of its own: also for those without a map beside their list.
  @Sendable func moves(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let lines = screen.feed(try await actions.recent(Self.movesListed, for: call.viewer))
    let view = MovesView(
      lines: lines,
      empty: lines.isEmpty ? EmptyView(text: screen.text("queue.feed.none"), act: nil) : nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  private static let movesListed = 60
}

extension QueueFilter {
  /// How many the list holds, from the counts of everything.
  func total(of counts: CaseCounts) -> Int? {
    guard isCounted else { return nil }
    if values["closed"] != nil { return counts.closedToday }
    switch query.time {
    case .near: return query.states.isEmpty ? counts.near : nil
    case .over: return query.states.isEmpty ? counts.over : nil
    case nil:
      return query.states.isEmpty
        ? counts.open : query.states.reduce(0) { $0 + (counts.states[$1] ?? 0) }
    }
  }
}
