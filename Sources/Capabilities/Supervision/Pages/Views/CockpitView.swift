internal import Contracts
internal import Kernel

/// The wall: every number with the way to its list.
struct CockpitView: Sendable {
  let asOf: String
  let today: String
  let clock: String
  let grids: String
  let received: Number
  let yesterday: String
  let change: String
  let isMore: Bool
  let handled: Number
  let open: Number
  let late: Number
  let share: String
  let hasShare: Bool
  let sharePath: String
  let counted: String
  let target: String
  let shareChange: String
  let units: [Unit]
  let hasUnits: Bool
  let targetX: String
  let ground: [GroundView.Path]
  let names: [GroundView.Name]
  let cells: [Cell]
  let hasMap: Bool
  let places: [Place]
  let stuck: [Stuck]
  let hasStuck: Bool
  let kinds: [Bar]
  let curve: String
  let curveBefore: String
  let hours: [Hour]
  let rates: [Rate]

  struct Number: Sendable {
    let n: String
    let path: String
  }

  struct Unit: Sendable {
    let name: String
    let share: String
    let path: String
    let x: String
    let before: String?
    let isLow: Bool
  }

  struct Cell: Sendable {
    let path: String
    let d: String
    let look: String
    let x: String
    let y: String
    let number: String
    let n: String
    let late: String?
    let pin: String?
    /// Whether the words of the pin stand before it, where the map soon ends.
    let isEast: Bool
    let label: String
  }

  struct Place: Sendable {
    let name: String
    let n: String
    let path: String
  }

  struct Stuck: Sendable {
    let path: String
    let what: String
    let who: String
    let due: String
    let past: String
  }

  struct Bar: Sendable {
    let name: String
    let n: String
    let path: String
    let width: String
    let isFirst: Bool
  }

  struct Hour: Sendable {
    let x: String
    let label: String
  }

  struct Rate: Sendable {
    let name: String
    let share: String
    let of: String
    let path: String
  }
}

extension CockpitView {
  init(_ wall: Cockpit, ground: WallGround?, casePath: String, _ say: FigureSay) {
    let day = CityTime.date(of: wall.now)
    let week = Week(of: day)
    let (ofDay, ofWeek) = (
      FigureActions.Span.days(day, day), FigureActions.Span.days(week.monday, week.sunday)
    )
    func number(_ measure: Measure, _ figures: Figures, _ span: FigureActions.Span) -> Number {
      Number(n: Say.number(figures.n(measure)), path: ListPath.of(measure, span))
    }
    asOf = say.text("sv.wall.as-of", ["when": Say.clock(wall.now)])
    (today, clock) = (Say.day(wall.now, in: say.language), Say.clock(wall.now))
    let known = say.plan.areas.filter { $0.code.utf8.count == 15 && wall.reach.holds($0.code) }
    grids = say.text("sv.wall.grids", ["n": String(known.count)])
    received = number(.filed, wall.today, ofDay)
    let filed = wall.today.n(.filed)
    yesterday = Say.number(wall.yesterdaySoFar)
    (change, isMore) = (say.change(filed, wall.yesterdaySoFar), filed > wall.yesterdaySoFar)
    handled = number(.handled, wall.today, ofDay)
    open = Number(n: Say.number(wall.openCount), path: ListPath.of(.open, ofDay))
    late = Number(n: Say.number(wall.lateCount), path: ListPath.of(.overdue, ofDay))
    let rate = wall.formula.rate("in_time")
    let ratio = rate.map { wall.week.ratio($0) } ?? Ratio(numerator: 0, denominator: 0)
    share = ratio.share.map(Ratio.percent) ?? "–"
    hasShare = ratio.share != nil
    sharePath = ListPath.of(.handled, but: .handledInTime, ofWeek)
    counted =
      hasShare
      ? "\(ratio.numerator)/\(ratio.denominator) · " + say.interval(ratio)
      : say.text("sv.wall.no-units")
    target = String(wall.formula.target)
    shareChange = say.change(ratio, rate.map { wall.lastWeek.ratio($0) })
    let scale = Scale(from: 70, to: 100, left: 6, right: 154)
    units = Self.units(wall, rate, scale, ofWeek, say)
    hasUnits = !units.isEmpty
    targetX = scale.at(Double(wall.formula.target) / 100)
    let map = GridMap(known)
    let under = GroundView(ground, on: map)
    (self.ground, names) = (under.paths, under.names)
    let pins = Dictionary(
      wall.stuck.map { ($0.member.area, Self.pin($0, wall.now, say)) },
      uniquingKeysWith: { first, _ in first })
    cells = known.compactMap { area in
      map.cell(
        area, wall.open[area.code] ?? 0, wall.late[area.code] ?? 0, pin: pins[area.code], ofDay,
        say)
    }
    hasMap = !cells.isEmpty
    let drawn = Set(hasMap ? known.filter { $0.border != nil }.map(\.code) : [])
    places = wall.open.filter { !drawn.contains($0.key) && $0.value > 0 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map { code, n in
        Place(
          name: say.area(code), n: Say.number(n), path: ListPath.of(.open, ofDay, .area, code))
      }
    stuck = wall.stuck.map { item in
      Stuck(
        path: casePath + item.member.id,
        what: say.kind(item.member.kind) + " · " + say.area(item.member.area),
        who: say.unit(item.member.unit),
        due: item.dueAt.map { Say.due($0, now: wall.now, in: say.language) } ?? "",
        past: Self.past(item, wall.now, say))
    }
    hasStuck = !stuck.isEmpty
    kinds = Self.kinds(wall, day, say)
    let most = Double(max(1, (wall.hours + wall.hoursBefore).max() ?? 1))
    let hour = Int(CityTime.split(wall.now).millisecondOfDay / 3_600_000)
    curve = Self.curve(Array(wall.hours.prefix(hour + 1)), most)
    curveBefore = Self.curve(wall.hoursBefore, most)
    hours = stride(from: 0, to: 24, by: 2).map {
      Hour(x: SheetView.at(Double($0) * 69.1), label: "\($0):00")
    }
    rates = ["response", "solution", "satisfaction", "first_dispatch"].compactMap { code in
      wall.formula.rate(code).map { rate in
        let ratio = wall.week.ratio(rate)
        return Rate(
          name: say.rate(code), share: say.percent(ratio),
          of: "\(ratio.numerator)/\(ratio.denominator)",
          path: ListPath.of(rate.denominator, but: rate.numerator, ofWeek))
      }
    }
  }

  private static func past(
    _ item: FactListStore.Stuck, _ now: Timestamp, _ say: FigureSay
  ) -> String {
    guard let due = item.dueAt else { return say.text("sv.wall.over") }
    let minutes = Say.minutes(from: due, to: now)
    // Hours beside days are more than anybody reads from across a room.
    let whole = minutes >= 1_440 ? minutes / 1_440 * 1_440 : minutes
    return say.text("sv.wall.past", ["t": Say.short(whole, in: say.language)])
  }

  private static func pin(
    _ item: FactListStore.Stuck, _ now: Timestamp, _ say: FigureSay
  ) -> String { say.kind(item.member.kind) + " " + past(item, now, say) }

  /// A share in per cent on a line.
  struct Scale {
    let from: Double
    let to: Double
    let left: Double
    let right: Double

    func at(_ share: Double) -> String {
      let part = (min(max(share * 100, from), to) - from) / (to - from)
      return SheetView.at(left + part * (right - left))
    }
  }

  private static func units(
    _ wall: Cockpit, _ rate: Formula.Rate?, _ scale: Scale, _ span: FigureActions.Span,
    _ say: FigureSay
  ) -> [Unit] {
    guard let rate else { return [] }
    let units = wall.week.compared(rate, minimum: 1).filter { $0.place != nil }.prefix(10)
    return units.map { unit in
      let ratio = wall.week.ratio(rate, .unit, unit.unit)
      let before = wall.lastWeek.ratio(rate, .unit, unit.unit).share
      return Unit(
        name: say.unit(unit.unit),
        share: say.percent(ratio) + " \(ratio.numerator)/\(ratio.denominator)",
        path: ListPath.of(.handled, but: .handledInTime, span, .unit, unit.unit),
        x: scale.at(ratio.share ?? 0), before: before.map(scale.at),
        isLow: ratio.denominator >= wall.formula.minimumSample
          && (ratio.share ?? 1) * 100 < Double(wall.formula.target))
    }
  }

  private static func kinds(_ wall: Cockpit, _ day: LocalDate, _ say: FigureSay) -> [Bar] {
    let most = Double(max(1, wall.kinds.first?.n ?? 1))
    return wall.kinds.enumerated().map { index, kind in
      Bar(
        name: say.kind(kind.code), n: Say.number(kind.n),
        path: ListPath.of(
          .received, .days(day.adding(days: -6), day), .kind, kind.code),
        width: SheetView.at(Double(kind.n) / most * 160), isFirst: index == 0)
    }
  }

  private static func curve(_ hours: [Int], _ most: Double) -> String {
    hours.enumerated().map { hour, n in
      (hour == 0 ? "M" : "L") + SheetView.at(Double(hour) * 69.1) + " "
        + SheetView.at(114 - Double(n) / most * 100)
    }.joined()
  }
}
