import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// What is on somebody's desk in the order of a walk.
extension StaffRoutes {
  /// More than anybody walks in a day; the rest is listed by time.
  static let mostStops = 60

  /// The same page from where the person stands, which the request carries and nothing keeps.
  @Sendable func walkFrom(_ call: Call) async throws -> Response {
    func degrees(_ name: String) -> Double? { call.form.text(name).flatMap { Double($0) } }
    let here = degrees("latitude").flatMap { latitude in
      degrees("longitude").flatMap { Coordinate(latitude: latitude, longitude: $0) }
    }
    guard call.viewer.can(.patrolRequests) else { throw Problem(.notFound) }
    return try await walk(call, from: here)
  }

  func walk(_ call: Call, from here: Coordinate?) async throws -> Response {
    let screen = try await screen(call)
    var query = CaseQuery()
    (query.sort, query.states, query.limit) = (.timeLeft, CaseState.toDo, Self.mostStops)
    let queue = try await actions.deskQueue(query, of: call.viewer)
    let code = Self.patrolled(call.viewer)
    // What a unit has to do is the unit's: nobody walks to it from here.
    (query.states, query.area) = ([.submitted, .accepted, .filed], code)
    let around = try await actions.queue(query, counting: .none, for: call.viewer).page
    let start = here ?? code.flatMap { Self.centre(of: $0, screen.plan) }
    let (items, legs) = Self.ordered(
      Self.joined(queue.page.items, around.items), from: start, at: call.now)
    let rows = zip(items, legs).enumerated().map { index, pair in
      screen.row(
        pair.0, path: "/desk/cases/\(pair.0.id)", number: index + 1,
        leg: pair.1.map { screen.say.metres($0) })
    }
    let view = DeskView(
      heading: heading(rows.count, code, screen),
      counts: [],
      shows: shows(
        .walk, screen, call.viewer, elsewhere: queue.counts.map { $0.open - $0.toDo }), rows: rows,
      first: nil,
      older: (queue.page.next ?? around.next).map {
        "/desk?show=time&after=" + URLEncoded.encode($0.text)
      },
      empty: rows.isEmpty
        ? EmptyView(text: screen.text("desk.walk.empty"), act: nil) : nil,
      map: walkMap(call, screen.plan),
      intakePath: IntakeRoutes.access.admits(call.viewer) ? "/intake" : nil,
      walk: DeskView.Walk(
        note: screen.text(here == nil ? "desk.walk.from-centre" : "desk.walk.from-you"),
        start: here.map { "\($0.latitude),\($0.longitude)" } ?? ""))
    return try answer(call, keepable(view, call), nil)
  }

  /// What is on the desk, then what in the grid waits for somebody to look at the spot.
  static func joined(_ desk: [CaseListItem], _ grid: [CaseListItem]) -> [CaseListItem] {
    let known = Set(desk.map(\.id))
    return Array((desk + grid.filter { !known.contains($0.id) }).prefix(mostStops))
  }

  /// Those that have a place in walking order, then the others by the time they have left.
  static func ordered(
    _ items: [CaseListItem], from start: Coordinate?, at now: Timestamp
  ) -> (items: [CaseListItem], metres: [Double?]) {
    let placed = items.filter { $0.place.point != nil }
    let stops = placed.compactMap { item in
      item.place.point.map { WalkOrder.Stop(point: $0, turn: turn(of: item, at: now)) }
    }
    let legs = WalkOrder.legs(stops, from: start)
    let loose = items.filter { $0.place.point == nil }
    return (
      legs.map { placed[$0.stop] } + loose, legs.map(\.metres) + loose.map { _ in nil }
    )
  }

  /// As the row's tape and risk mark show it, whosever limit it is.
  static func turn(of item: CaseListItem, at now: Timestamp) -> WalkOrder.Turn {
    if let due = item.dueAt, due < now { return .late }
    if item.urgency != .normal { return .urgent }
    return item.warnAt.map { $0 <= now } ?? false ? .near : .other
  }

  private func heading(_ count: Int, _ code: String?, _ screen: CaseScreen) -> String {
    guard let code, let area = screen.plan.area(code) else { return screen.say.desk(count) }
    return screen.text(
      "desk.walk.heading", ["place": area.name(in: screen.language), "n": String(count)])
  }

  /// Digits of the grid or community that the viewer walks.
  static func patrolled(_ viewer: Viewer) -> String? {
    for case .area(let code) in viewer.scopes(for: .patrolRequests) { return code }
    return nil
  }

  /// The duty post of a grid, the middle of all posts of a community.
  static func centre(of code: String, _ plan: CityPlan) -> Coordinate? {
    let posts = plan.areas.filter { $0.code.hasPrefix(code) }.compactMap { area in
      area.latitude.flatMap { latitude in area.longitude.map { (latitude, $0) } }
    }
    guard !posts.isEmpty else { return nil }
    let count = Double(posts.count)
    return Coordinate(
      latitude: posts.reduce(0) { $0 + $1.0 } / count,
      longitude: posts.reduce(0) { $0 + $1.1 } / count)
  }
}
