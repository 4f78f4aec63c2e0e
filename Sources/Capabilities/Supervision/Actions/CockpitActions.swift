import Kernel

/// What the wall shows: sums only, within five statements however many requests there are.
struct Cockpit: Sendable {
  let now: Timestamp
  let reach: Reach
  let formula: Formula
  /// Sums of today, of yesterday until this hour, of this week and the last one.
  let today: Figures
  let yesterdaySoFar: Int
  let week: Figures
  let lastWeek: Figures
  /// Of the last seven days, by kind.
  let kinds: [(code: String, n: Int)]
  /// Sent in by hour: today and seven days ago.
  let hours: [Int]
  let hoursBefore: [Int]
  /// Open now, by area, and late ones among them.
  let open: [String: Int]
  let late: [String: Int]
  let stuck: [FactListStore.Stuck]

  var openCount: Int { open.values.reduce(0, +) }
  var lateCount: Int { late.values.reduce(0, +) }
}

extension FigureActions {
  func cockpit(for viewer: Viewer) async throws -> Cockpit {
    let reach = Reach(viewer, .readSupervision)
    let now = database.world.now()
    let day = CityTime.date(of: now)
    let week = Week(of: day)
    let wishes = [
      TallyStore.Wish(axis: .all, from: week.previous.monday, to: week.sunday),
      TallyStore.Wish(
        axis: .unit, measures: [.handled, .handledInTime], from: week.previous.monday,
        to: week.sunday),
      TallyStore.Wish(axis: .kind, measures: [.received], from: day.adding(days: -6), to: day),
      TallyStore.Wish(axis: .hour, measures: [.filed], from: day.adding(days: -7), to: day),
      .standing(.area, [.open]),
    ]
    return try await database.read { db in
      let lines = try TallyStore.lines(wishes, in: reach, db)
      return Cockpit(
        lines, now: now, reach: reach,
        formula: try FormulaStore.book(in: db).edition(on: week.monday).formula,
        late: try FactListStore.lateByArea(reach: reach, now: now, in: db),
        stuck: try FactListStore.late(most: 3, reach: reach, now: now, in: db))
    }
  }
}

extension Cockpit {
  init(
    _ lines: [TallyStore.Line], now: Timestamp, reach: Reach, formula: Formula,
    late: [String: Int], stuck: [FactListStore.Stuck]
  ) {
    let (day, passed) = CityTime.split(now)
    let week = Week(of: day)
    func figures(_ from: LocalDate, _ to: LocalDate) -> Figures {
      Figures(
        lines.filter { [.all, .unit].contains($0.axis) && from <= $0.day && $0.day <= to })
    }
    func hours(_ on: LocalDate) -> [Int] {
      var hours = Array(repeating: 0, count: 24)
      for line in lines where line.axis == .hour && line.day == on {
        if let hour = Int(line.code), hours.indices.contains(hour) { hours[hour] += line.n }
      }
      return hours
    }
    (self.now, self.reach, self.formula) = (now, reach, formula)
    (self.late, self.stuck) = (late, stuck)
    today = figures(day, day)
    self.week = figures(week.monday, week.sunday)
    lastWeek = figures(week.previous.monday, week.previous.sunday)
    yesterdaySoFar = hours(day.adding(days: -1)).prefix(Int(passed / 3_600_000) + 1).reduce(0, +)
    (self.hours, hoursBefore) = (hours(day), hours(day.adding(days: -7)))
    var found: [String: Int] = [:]
    for line in lines where line.axis == .kind { found[line.code, default: 0] += line.n }
    kinds = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6).map {
      ($0.key, $0.value)
    }
    open = Dictionary(
      lines.filter { $0.axis == .area }.map { ($0.code, $0.n) }, uniquingKeysWith: +)
  }
}
