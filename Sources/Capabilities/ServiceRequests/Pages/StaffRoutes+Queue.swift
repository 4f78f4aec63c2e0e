import Casework
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  func queue(
    _ call: Call, selected: Identifier<Case>?, errors: FormErrors? = nil
  ) async throws -> Response {
    let screen = try await screen(call)
    let form = try call.query()
    var query = try QueryReader.read(form)
    if form.text("sort") == nil { query.sort = query.text == nil ? .timeLeft : .newest }
    if form.text("status") == nil, query.text == nil { query.openOnly = true }
    let (page, counts) = try await actions.queue(query, for: call.viewer)
    var dossier: CaseDossier?
    if let selected { dossier = try await actions.dossier(selected, for: call.viewer) }
    let kept = Self.kept(form)
    let rows = page.items.map { item in
      screen.row(
        item, path: "/console/cases/\(item.id)" + kept, isCurrent: item.id == selected)
    }
    let view = QueueView(
      counts: Self.counts(counts, form, screen), sorts: Self.sorts(query, screen), filters: [],
      search: query.text ?? "", kept: [], rows: rows,
      empty: rows.isEmpty ? Self.empty(query, screen) : nil,
      total: screen.words.text("mine.total", count: counts.open, in: call.language),
      older: page.next.map { "/console?" + Self.query(form, ["after": $0.text]) }, newer: nil,
      detail: dossier.map { screen.deskCase($0) }, acts: dossier.map { acts($0, screen) },
      map: MapView.demo,
      posts: screen.plan.areas.compactMap { area in
        guard let latitude = area.latitude, let longitude = area.longitude else { return nil }
        return QueueView.Post(
          latitude: "\(latitude)", longitude: "\(longitude)", name: area.name)
      }, feed: [])
    var response = try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors)
    ) { chrome in
      if let first = errors?.list.first { chrome.flash = Chrome.Flash(.danger, first.text) }
    }
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private static func counts(
    _ counts: CaseCounts, _ form: Form, _ screen: CaseScreen
  ) -> [QueueView.CountFilter] {
    let fresh = [CaseState.submitted, .accepted, .filed].reduce(0) { $0 + (counts.states[$1] ?? 0) }
    let entries: [(String, String, Int, String)] = [
      ("/console", "open", counts.open, ""),
      ("/console?status=submitted,accepted,filed", "new", fresh, ""),
      ("/console?time=near", "near", counts.near, "nr"),
      ("/console?time=over", "over", counts.over, "al"),
      ("/console?status=closed&sort=newest", "done", counts.closedToday, ""),
    ]
    let now = form.text("time") ?? (form.text("status") == nil ? "open" : form.text("status") ?? "")
    return entries.map { path, code, number, tone in
      let isCurrent =
        code == now || (code == "new" && now.hasPrefix("submitted"))
        || (code == "done" && now == "closed")
      return QueueView.CountFilter(
        path: path, number: String(number), label: screen.text("queue.count." + code), tone: tone,
        current: isCurrent)
    }
  }

  private static func sorts(_ query: CaseQuery, _ screen: CaseScreen) -> [LinkView] {
    [(CaseQuery.Sort.timeLeft, "left"), (.newest, "arrival"), (.grid, "grid")].map { sort, word in
      LinkView(
        path: "/console?sort=\(sort.rawValue)", label: screen.text("queue.sort." + word),
        current: query.sort == sort)
    }
  }

  private static func empty(_ query: CaseQuery, _ screen: CaseScreen) -> EmptyView {
    let isFiltered = query.text != nil || query.time != nil || !query.states.isEmpty
    return EmptyView(
      text: screen.text(isFiltered ? "queue.empty.filtered" : "queue.empty.clear"),
      act: isFiltered ? LinkView(path: "/console", label: screen.text("queue.count.open")) : nil)
  }

  private static let filterNames = ["status", "time", "sort", "q", "area"]

  static func query(_ form: Form, _ more: [String: String] = [:]) -> String {
    var parts: [String] = []
    for name in filterNames {
      if let value = form.text(name) { parts.append(name + "=" + URLEncoded.encode(value)) }
    }
    for (name, value) in more { parts.append(name + "=" + URLEncoded.encode(value)) }
    return parts.joined(separator: "&")
  }

  private static func kept(_ form: Form) -> String {
    let query = query(form)
    return query.isEmpty ? "" : "?" + query
  }
}
