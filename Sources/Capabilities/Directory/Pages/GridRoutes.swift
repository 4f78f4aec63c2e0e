import Contracts
import Hummingbird
import Kernel

/// Where everybody finds a grid worker's and an office's number.
struct GridRoutes: Sendable {
  let lookUp: LookUp

  func register(on routes: Routes) {
    routes.get("/grids", .everyone) { try await show($0) }
  }

  private func show(_ call: Call) async throws -> Response {
    let query = try call.query()
    let words = String((query.text("q") ?? "").trimmed.prefix(60))
    let isUnits = query.text("show") == "units"
    let search = PlanSearch(try await lookUp.directory.plan(), words)
    let groups = search.groups(in: call.language)
    let units = search.units()
    let shown = GridsView.Found(groups: groups, units: units, showsUnits: isUnits)
    let posts = try await lookUp.onDuty(
      areas: shown.areas, units: shown.units.map(\.code), for: call.viewer)
    let duty = DutySay(
      roster: try await lookUp.directory.roster(), isStaff: call.viewer.post != nil,
      now: call.now, words: call.words, language: call.language)
    let view = GridsView(
      shown, posts, search.plan, duty, words: words, call.words, call.language)
    return try call.page(
      DirectoryPages.page(view, call.words, call.language, forStaff: call.viewer.post != nil))
  }
}
