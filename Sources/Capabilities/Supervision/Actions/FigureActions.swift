import Contracts
import Kernel

/// What is read: figures, their lists, weeks and the wall.
struct FigureActions: Sendable {
  let database: Database
  let directory: any CityDirectory

  /// The running week and those before it.
  struct Overview: Sendable {
    let week: Week
    let figures: Figures
    let formula: FormulaEdition
    let bulletins: [Bulletin]
    let late: Int
    let isEverywhere: Bool
  }

  static let shown = 26

  func overview(for viewer: Viewer) async throws -> Overview {
    let reach = Reach(viewer, .readSupervision)
    let now = database.world.now()
    let week = Week(of: CityTime.date(of: now))
    return try await database.read { db in
      let lines = try TallyStore.lines(
        [Axis.all, .unit, .classCode].map {
          TallyStore.Wish(axis: $0, from: week.monday, to: week.sunday)
        } + [
          TallyStore.Wish(axis: .all, from: week.monday, to: week.sunday, byPlace: true),
          .standing(.all, [.open, .parked]),
        ], in: reach, db)
      let late = try FactListStore.lateByArea(reach: reach, now: now, in: db).values.reduce(0, +)
      var figures = Figures(lines)
      figures.add(late, .overdue)
      return Overview(
        week: week, figures: figures,
        formula: try FormulaStore.book(in: db).edition(on: week.monday),
        bulletins: try BulletinStore.list(
          onlyPublished: false, before: nil, limit: Self.shown, in: db),
        late: late, isEverywhere: reach.isEverywhere)
    }
  }

  /// A frozen week with the one before it, its bulletin and what is stuck.
  struct WholeWeek: Sendable {
    let frozen: FrozenWeek
    let previous: FrozenWeek?
    var bulletin: Bulletin
    /// As they stand now, or as they were signed.
    let items: [Promise]
    let late: [FactListStore.Stuck]
    var proactive: [WeekMember] = []
  }

  /// Throws `Problem(.notFound)`.
  func week(_ week: Week, for viewer: Viewer) async throws -> WholeWeek {
    let reach = Reach(viewer, .readSupervision)
    let now = database.world.now()
    return try await database.read { db in
      let found = try WeekStore.find([week, week.previous], in: db)
      guard let frozen = found.first(where: { $0.week == week }),
        let bulletin = try BulletinStore.find(week, in: db)
      else { throw Problem(.notFound) }
      let items =
        bulletin.state == .draft
        ? try PromiseStore.standing(in: week, in: db) : bulletin.items
      return WholeWeek(
        frozen: frozen, previous: found.first { $0.week == week.previous }, bulletin: bulletin,
        items: items,
        late: bulletin.state == .draft
          ? try FactListStore.late(most: 12, reach: reach, now: now, in: db) : [])
    }
  }

  /// What everybody may read; staff who read figures see it before it is out.
  ///
  /// Throws `Problem(.notFound)`.
  func published(_ week: Week, for viewer: Viewer) async throws -> WholeWeek {
    let mayReadDrafts = !Reach(viewer, .readSupervision).isNowhere
    return try await database.read { db in
      let found = try WeekStore.find([week, week.previous], in: db)
      guard let frozen = found.first(where: { $0.week == week }),
        let bulletin = try BulletinStore.find(week, in: db),
        bulletin.state == .published || mayReadDrafts
      else { throw Problem(.notFound) }
      let items =
        bulletin.state == .draft
        ? try PromiseStore.standing(in: week, in: db) : bulletin.items
      return WholeWeek(
        frozen: frozen, previous: found.first { $0.week == week.previous }, bulletin: bulletin,
        items: items, late: [], proactive: try Self.proactive(week, in: db))
    }
  }

  /// The first of those that were found before anybody reported them.
  private static func proactive(_ week: Week, in db: some Reading) throws -> [WeekMember] {
    var query = CaseListQuery(measure: .proactive, reach: .everywhere)
    query.limit = SheetView.mostFound
    return Array(try WeekStore.list(query, of: week, in: db).prefix(query.limit))
  }

  func bulletins(before: LocalDate?) async throws -> [Bulletin] {
    try await database.read { db in
      try BulletinStore.list(onlyPublished: true, before: before, limit: Self.shown + 1, in: db)
    }
  }

  /// Where the requests of a list are taken from.
  enum Span: Hashable, Sendable {
    case frozen(Week)
    case days(LocalDate, LocalDate)

    var isFrozen: Bool {
      if case .frozen = self { return true }
      return false
    }
  }

  /// A page of the requests behind a figure, as far as the viewer's places go.
  func cases(_ query: CaseListQuery, _ span: Span) async throws -> [WeekMember] {
    let now = database.world.now()
    return try await database.read { db in
      switch span {
      case .frozen(let week): try WeekStore.list(query, of: week, in: db)
      case .days(let from, let to):
        try FactListStore.list(
          query, from: CityTime.instant(from), to: CityTime.instant(to.adding(days: 1)),
          now: now, in: db)
      }
    }
  }

  /// Counts a frozen week again from its list, and says whether it is what was published.
  func recounted(_ week: Week) async throws -> (frozen: FrozenWeek, again: Figures, isSame: Bool) {
    try await database.read { db in
      guard let frozen = try WeekStore.find([week], in: db).first else { throw Problem(.notFound) }
      let members = try WeekStore.members(of: week, in: db)
      let figures = WeekCount.figures(of: members)
      let isSame = Measure.allCases.allSatisfy { measure in
        measure == .open || figures.n(measure) == frozen.figures.n(measure)
      }
      return (frozen, figures, isSame && WeekCount.hash(of: members) == frozen.hash)
    }
  }

  func countOfWeeks() async throws -> Int {
    try await database.read { try WeekStore.frozen(since: LocalDate(dayNumber: 0), in: $0).count }
  }
}

extension Figures {
  init(_ lines: [TallyStore.Line]) {
    for line in lines { add(line.n, line.measure, line.axis, line.code) }
  }
}
