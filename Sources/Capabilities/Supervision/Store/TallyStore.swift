import Contracts
import Kernel

/// One sum.
struct TallyKey: Hashable, Sendable {
  let axis: Axis
  let measure: Measure
  let day: LocalDate
  /// The community's twelve digits, or as many as the place has.
  let place: String
  let code: String
}

/// Every statement on `supervision_tallies`.
enum TallyStore {
  /// The day of what stands at a moment.
  static let standing = LocalDate(dayNumber: -719_162)

  /// By what a measure is summed: what no page asks for would only be rows, of which there are
  /// some for each request of a day.
  private static func axes(of measure: Measure) -> [Axis] {
    switch measure {
    case .received: [.all, .unit, .classCode, .kind]
    case .handled, .handledInTime, .called, .solved, .satisfied, .reworked:
      [.all, .unit, .classCode]
    case .filed: [.all, .hour]
    case .open: [.all, .area]
    default: [.all]
    }
  }

  /// Adds what a request comes to, `sign` times.
  static func add(_ fact: Fact, _ sign: Int, to deltas: inout [TallyKey: Int]) {
    let place = String(fact.about.area.prefix(12))
    for (measure, at) in fact.measures {
      let day = at.map(CityTime.date(of:)) ?? standing
      for axis in axes(of: measure) where fact.counts(measure, on: axis) {
        let key = TallyKey(
          axis: axis, measure: measure, day: day, place: place, code: fact.code(axis))
        deltas[key, default: 0] += sign
      }
    }
  }

  /// One statement for a hundred sums; each key once, as an upsert may touch a row only once.
  static func move(_ deltas: [TallyKey: Int], in tx: Transaction) throws {
    // In one order everywhere, so that two writers do not wait for each other in a circle.
    let list = deltas.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    for start in stride(from: 0, to: list.count, by: 100) {
      let rows = list[start..<min(start + 100, list.count)].map { key, n -> SQL in
        """
        (\(key.axis), \(key.measure), \(key.day), \(key.place), \(key.code), \(n))
        """
      }
      try tx.later(
        """
        INSERT INTO supervision_tallies (axis, measure, day_on, place, code, n)
        VALUES \(SQL.list(rows))
        ON CONFLICT (axis, measure, day_on, place, code)
          DO UPDATE SET n = supervision_tallies.n + excluded.n
        """)
    }
  }

  /// Sums of an axis from a day to a day, by measure and code.
  struct Line: Sendable {
    let axis: Axis
    let measure: Measure
    let day: LocalDate
    let code: String
    let n: Int
  }

  /// What is asked for together.
  struct Wish: Sendable {
    let axis: Axis
    /// Empty for all.
    var measures: [Measure] = []
    let from: LocalDate
    let to: LocalDate
    /// As sums of places: the code is the place, and the axis `area`.
    var byPlace = false

    /// How things stand now.
    static func standing(_ axis: Axis, _ measures: [Measure]) -> Wish {
      Wish(axis: axis, measures: measures, from: TallyStore.standing, to: TallyStore.standing)
    }
  }

  /// Several ranges in one statement, within the places a viewer may see.
  static func lines(_ wishes: [Wish], in reach: Reach, _ db: some Reading) throws -> [Line] {
    guard let first = wishes.first else { return [] }
    var query = select(first, reach)
    for wish in wishes.dropFirst() { query = "\(query) UNION ALL \(select(wish, reach))" }
    return try db.rows(query).map { row in
      Line(
        axis: try row.get("axis"), measure: try row.get("measure"), day: try row.get("day_on"),
        code: try row.get("code"), n: try row.get("n"))
    }.filter { $0.n != 0 }
  }

  private static func select(_ wish: Wish, _ reach: Reach) -> SQL {
    let measures = wish.measures.isEmpty ? Measure.allCases : wish.measures
    let (axis, code): (SQL, SQL) = wish.byPlace ? ("'area'", "place") : ("axis", "code")
    return """
      SELECT \(axis) AS axis, measure, day_on, \(code) AS code,
        CAST(SUM(n) AS BIGINT) AS n
      FROM supervision_tallies
      WHERE axis = \(wish.axis) AND measure IN \(list: measures)
        AND day_on >= \(wish.from) AND day_on <= \(wish.to) AND \(reach.condition(on: "place"))
      GROUP BY supervision_tallies.axis, measure, day_on, \(code)
      """
  }

  /// All sums, for comparing.
  static func all(in db: some Reading) throws -> [TallyKey: Int] {
    var found: [TallyKey: Int] = [:]
    let rows = try db.rows(
      "SELECT axis, measure, day_on, place, code, n FROM supervision_tallies WHERE n <> 0")
    for row in rows {
      let key = TallyKey(
        axis: try row.get("axis"), measure: try row.get("measure"), day: try row.get("day_on"),
        place: try row.get("place"), code: try row.get("code"))
      found[key] = try row.get("n", as: Int.self)
    }
    return found
  }
}

extension TallyKey: Comparable {
  static func < (a: TallyKey, b: TallyKey) -> Bool {
    (a.axis.rawValue, a.measure.rawValue, a.day, a.place, a.code)
      < (b.axis.rawValue, b.measure.rawValue, b.day, b.place, b.code)
  }
}
