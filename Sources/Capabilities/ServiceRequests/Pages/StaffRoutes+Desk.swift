import Casework
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  /// What a desk can list beside what it has to do.
  private enum Show: String, CaseIterable {
    /// In the viewer's area, waiting for a look at the spot.
    case site
    /// Everything that may be seen, the newest first.
    case all
  }

  @Sendable func deskList(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let form = try call.query()
    let show = form.text("show").flatMap(Show.init(rawValue:))
    var query = try QueryReader.read(form)
    switch show {
    case nil: (query.sort, query.openOnly) = (.timeLeft, true)
    case .site: (query.sort, query.states) = (.timeLeft, [.accepted, .filed])
    case .all: query.sort = .newest
    }
    let queue =
      show == nil
      ? try await actions.deskQueue(query, of: call.viewer)
      : try await actions.queue(query, counting: .none, for: call.viewer)
    let base = show.map { "/desk?show=" + $0.rawValue } ?? "/desk"
    let rows = queue.page.items.enumerated().map { index, item in
      screen.row(item, path: "/desk/cases/\(item.id)", number: index + 1)
    }
    let view = DeskView(
      heading: show.map { screen.text($0 == .site ? "desk.site" : "desk.all") }
        ?? screen.say.desk(queue.counts?.open ?? rows.count),
      counts: show == nil ? Self.counts(queue.counts, query, screen) : [],
      shows: shows(show, screen, call.viewer), rows: rows,
      first: query.after == nil ? nil : base,
      older: queue.page.next.map {
        base + (show == nil ? "?" : "&") + "after=" + URLEncoded.encode($0.text)
      },
      empty: rows.isEmpty ? empty(query, screen) : nil, map: walkMap(call, screen.plan),
      intakePath: IntakeRoutes.access.admits(call.viewer) ? "/intake" : nil)
    return try answer(call, ServiceRequestsPages.page(view, call.words, call.language), nil)
  }

  /// Over the grid or community that the viewer walks; the list below is the full alternative.
  private func walkMap(_ call: Call, _ plan: CityPlan) -> MapView? {
    for case .area(let code) in call.viewer.scopes(for: .patrolRequests) {
      return MapView(call, plan, around: code)
    }
    return nil
  }

  private func empty(_ query: CaseQuery, _ screen: CaseScreen) -> EmptyView {
    guard query.time != nil else { return screen.say.deskEmpty }
    return EmptyView(
      text: screen.text("queue.empty.filtered"),
      act: LinkView(path: "/desk", label: screen.text("queue.count.open")))
  }

  private func shows(_ show: Show?, _ screen: CaseScreen, _ viewer: Viewer) -> [LinkView] {
    var links = [
      LinkView(path: "/desk", label: screen.text("desk.mine"), current: show == nil)
    ]
    if viewer.can(.patrolRequests) {
      links.append(
        LinkView(
          path: "/desk?show=site", label: screen.text("desk.site"), current: show == .site))
    }
    links.append(
      LinkView(path: "/desk?show=all", label: screen.text("desk.all"), current: show == .all))
    return links
  }

  private static func counts(
    _ counts: CaseCounts?, _ query: CaseQuery, _ screen: CaseScreen
  ) -> [QueueView.CountFilter] {
    guard let counts else { return [] }
    return [
      screen.say.count(.open, counts.open, path: "/desk", isCurrent: query.time == nil),
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
    return try answer(call, ServiceRequestsPages.page(view, call.words, call.language), posted)
  }
}
