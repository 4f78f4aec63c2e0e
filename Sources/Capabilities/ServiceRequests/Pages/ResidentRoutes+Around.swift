import Casework
import Hummingbird
import Kernel

/// 身边事, all of it: what the home page shows three of.
extension ResidentRoutes {
  /// Which cases a tab shows; those nobody has taken up yet are under way for a neighbour too.
  enum Around: String, CaseIterable {
    case open, done

    var states: Set<CaseState> {
      Set(
        CaseState.allCases.filter { state in
          self == .done
            ? state == .closed || state.isAnswered : state.isOpen && !state.isAnswered
        })
    }
  }

  @Sendable func around(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let form = try call.query()
    let show = form.text("show").flatMap(Around.init(rawValue:)) ?? .done
    var query = CaseQuery()
    query.states = show.states
    query.after = form.text("after").flatMap { CaseCursor($0) }
    let page = try await actions.shared(query)
    let rows = page.items.map { item in
      MyReportsView.Row(
        path: "/cases/\(item.id)", chip: screen.chip(item.state, forResident: true), over: nil,
        title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
        place: screen.place(item.place),
        when: Say.when(item.closedAt ?? item.stateSince, now: call.now, in: call.language),
        news: nil, asksRating: false)
    }
    func path(_ show: Around) -> String { "/around?show=" + show.rawValue }
    let view = AroundView(
      shows: [Around.done, .open].map {
        AroundView.Link(
          path: path($0), label: screen.text("around." + $0.rawValue), current: $0 == show)
      }, rows: rows, first: query.after == nil ? nil : path(show),
      more: page.next.map { path(show) + "&after=" + URLEncoded.encode($0.text) })
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }
}
