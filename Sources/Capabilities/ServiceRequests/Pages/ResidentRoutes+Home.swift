import Casework
import Contracts
import Hummingbird
import Kernel

extension ResidentRoutes {
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
    let phone = gridPhone(latest, screen)
    let view = HomeView(
      greeting: screen.say.greeting(name), day: Say.day(call.now, in: call.language),
      latest: latest.map { self.latest($0, screen) },
      drawers: (actions.catalogue.frequent + ["parking"]).compactMap { drawer($0, screen) },
      // Small doors come in pairs: mine and three, or the grid's telephone, mine and two.
      doors: actions.catalogue.frequent.prefix(phone == nil ? 3 : 2)
        .compactMap { drawer($0, screen) },
      nearby: nearby.map { self.nearby($0, screen) }, gridPhone: phone)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  private func latest(_ item: CaseListItem, _ screen: CaseScreen) -> HomeView.Latest {
    HomeView.Latest(
      path: "/cases/\(item.id)", chip: screen.chip(item.state, forResident: true),
      when: Say.when(item.stateSince, now: screen.now, in: screen.language),
      title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
      text: screen.place(item.place), steps: screen.say.steps(now: item.state.step),
      asksRating: item.state.isAnswered)
  }

  private func drawer(_ code: String, _ screen: CaseScreen) -> HomeView.Drawer? {
    guard let item = actions.catalogue.item(code) else { return nil }
    let service = actions.catalogue.service(ofItem: code)?.code ?? "other"
    return HomeView.Drawer(
      path: "/report?kind=" + code, icon: item.icon,
      label: screen.kind(service: service, item: code), note: screen.text("service." + service))
  }

  private func nearby(_ item: CaseListItem, _ screen: CaseScreen) -> HomeView.Nearby {
    let date = CityTime.date(of: item.closedAt ?? item.stateSince)
    return HomeView.Nearby(
      number: String(date.day), unit: Say.month(date, in: screen.language),
      title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
      text: screen.place(item.place), path: "/cases/\(item.id)")
  }

  /// The posted number of the grid one reported from last, else of its community.
  private func gridPhone(_ latest: CaseListItem?, _ screen: CaseScreen) -> HomeView.GridPhone? {
    guard let area = latest?.place.area else { return nil }
    for digits in [15, 12] where area.utf8.count >= digits {
      if let place = screen.plan.area(String(area.prefix(digits))), let phone = place.phone {
        return HomeView.GridPhone(label: screen.areaName(place.code), number: phone)
      }
    }
    return nil
  }
}
