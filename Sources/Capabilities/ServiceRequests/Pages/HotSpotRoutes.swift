import Casework
import Contracts
import Hummingbird
import Kernel
import Language

/// What many report at one place: the list, and the cases behind each line.
struct HotSpotRoutes: Sendable {
  let spots: HotSpotActions
  let actions: ServiceRequestActions
  let directory: any CityDirectory

  static let access: Access = .canAny([.dispatchRequests, .approveRequests, .superviseRequests])

  func register(on routes: Routes) {
    routes.get("/hotspots", Self.access, list)
    routes.get("/hotspots/{id}", Self.access, one)
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let entries = try await spots.list(for: call.viewer)
    let view = HotSpotsView(
      note: screen.text("hot.note", ["n": String(HotSpotActions.windowDays)]),
      counted: entries.first.map { screen.counted($0.spot.countedAt) },
      lines: entries.enumerated().map { screen.line($1, number: $0 + 1) },
      empty: entries.isEmpty ? EmptyView(text: screen.text("hot.none"), act: nil) : nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  @Sendable private func one(_ call: Call) async throws -> Response {
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let found = try await spots.find(try call.id(), for: call.viewer)
    // Supervision opens cases where it calls back.
    let base = StaffRoutes.console.admits(call.viewer) ? "/console/cases/" : "/callbacks/"
    let main = call.viewer.can(.dispatchRequests) ? found.main : nil
    let rows = found.items.map { item in
      var row = screen.row(item, path: base + item.id.rawValue)
      if main == nil || item.id == main?.id || item.state != .submitted { row.pick = nil }
      return row
    }
    let view = HotSpotView(
      line: screen.line(found.entry, number: 1),
      counted: screen.counted(found.entry.spot.countedAt), rows: rows,
      merge: main.flatMap { main in
        rows.contains { $0.pick != nil }
          ? HotSpotView.Merge(
            into: main.id.rawValue, number: screen.shortNo(main.no),
            title: screen.title(
              main.title, main.excerpt, service: main.service, item: main.item)) : nil
      },
      hidden: found.hidden == 0
        ? nil : screen.words.text("hot.hidden", count: found.hidden, in: screen.language))
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }
}

extension CaseScreen {
  func line(_ entry: HotSpotActions.Entry, number: Int) -> HotSpotLine {
    let (spot, item) = (entry.spot, entry.central)
    let parts = spot.parts
    var facts = [
      words.text("hot.voices", count: parts.voices, in: language),
      words.text("hot.days", count: parts.days, in: language),
    ]
    if parts.likes > 0 { facts.append(say.supporters(parts.likes)) }
    let (from, to) = (CityTime.date(of: spot.from), CityTime.date(of: spot.to))
    let days = [from, to].map { Say.date($0, now: now, in: language) }
    return HotSpotLine(
      number: number, path: "/hotspots/\(spot.id)",
      place: spot.name.isEmpty ? place(item.place) : spot.name,
      summary: title(item.title, item.excerpt, service: item.service, item: item.item),
      heat: text("hot.heat", ["n": Self.plain(spot.heat)]),
      period: from == to ? days[0] : text("hot.period", ["from": days[0], "to": days[1]]),
      facts: facts.joined(separator: " · "),
      risk: parts.severity < 2
        ? nil
        : RiskView(
          level: parts.severity, word: text(parts.severity == 3 ? "hot.dangerous" : "hot.serious")))
  }

  func counted(_ at: Timestamp) -> String {
    text("hot.counted", ["when": Say.when(at, now: now, in: language)])
  }

  /// 12.5, and 12 for 12.0.
  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}
