import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// 身边事, all of it: what the home page shows three of, as a list and on the map.
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
    var form = try call.query()
    if form.text("show").flatMap(Around.init(rawValue:)) == nil {
      form = Form(values: form.values.merging(["show": [Around.done.rawValue]]) { $1 })
    }
    // An old or broken place in the list is its beginning; only programs are told.
    if let after = form.text("after"), CaseCursor(after) == nil {
      form = Form(values: form.values.filter { $0.key != "after" })
    }
    let filter = try PublicFilter(form)
    let found = try await actions.published(filter.query)
    let rows = found.page.items.map { row($0, found.photos[$0.id]?.first, screen, call) }
    let view = AroundView(
      shows: [Around.done, .open].map { show in
        AroundView.Link(
          path: filter.link("/around", ["show": show.rawValue]),
          label: screen.text("around." + show.rawValue),
          current: filter.values["show"] == show.rawValue)
      }, rows: rows, first: filter.query.after == nil ? nil : filter.link("/around"),
      more: found.page.next.map { filter.link("/around", ["after": $0.text]) },
      map: rows.contains { $0.latitude != nil } ? MapView(call, screen.plan) : nil,
      filter: choices(filter, screen),
      files: [
        ("geojson", "GeoJSON"), ("csv", "CSV"), ("json", "JSON"), ("atom", "Atom"), ("rss", "RSS"),
      ]
      .map {
        AroundView.Link(
          path: filter.link("/public/cases." + $0.0), label: $0.1, current: false)
      })
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  private func row(
    _ item: CaseListItem, _ photo: String?, _ screen: CaseScreen, _ call: Call
  ) -> AroundView.Row {
    var meta = [screen.place(item.place)]
    if item.supporters > 0 { meta.append(screen.say.supporters(item.supporters)) }
    return AroundView.Row(
      path: "/cases/\(item.id)", chip: screen.chip(item.state, forResident: true),
      title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
      place: meta.filter { !$0.isEmpty }.joined(separator: " · "),
      when: Say.when(item.closedAt ?? item.stateSince, now: call.now, in: call.language),
      photo: photo.map { "/files/\($0)/small" },
      latitude: item.place.point.map { "\($0.latitude)" },
      longitude: item.place.point.map { "\($0.longitude)" },
      pin: item.state.look == .new ? "fresh" : "")
  }

  private func choices(_ filter: PublicFilter, _ screen: CaseScreen) -> AroundView.Filter {
    let places = screen.plan.areas.filter { $0.code.utf8.count >= 9 }
      .sorted { $0.code < $1.code }
    return AroundView.Filter(
      show: filter.values["show"] ?? "",
      services: actions.catalogue.services.map { service in
        OptionView(
          value: service.code, label: screen.text("service." + service.code),
          chosen: filter.values["service_code"] == service.code)
      },
      areas: places.map { place in
        OptionView(
          value: place.code, label: screen.areaName(place.code),
          chosen: filter.values["area"] == place.code)
      }, from: filter.values["from"] ?? "", to: filter.values["to"] ?? "",
      isOn: ["service_code", "class_code", "area", "from", "to"].contains {
        filter.values[$0] != nil
      })
  }
}
