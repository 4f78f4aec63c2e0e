import Civics
import Kernel

/// When two reports may be of one matter, and how many who joined call for somebody's eye.
///
/// All of it is local and counts from a day on (docs/rules.md §4: 50 m, 7 days). FixMyStreet has a
/// radius for each category too: a lamp is a point, a smell is a quarter.
struct DuplicateTable: Sendable, Hashable {
  /// The day from which it counts.
  let from: LocalDate
  /// How far around a report others are looked for, where its type says nothing else.
  var metres = 50.0
  /// By code of a kind or of a type.
  var own: [String: Double] = [:]
  /// How long ago the other may have been filed.
  var days: Int64 = 7
  /// Share of pairs of characters in common from which texts of different types are alike.
  var alike = 0.25
  /// The same where both name a kind of one type, and not the same one: less words than that in
  /// common, and they are of different things.
  var alikeOfType = 0.1
  /// How many the resident is shown.
  var most = 3
  /// Numbers of residents who joined at which those who operate for the place are told.
  var alerts = [5, 10, 20, 50, 100]

  func metres(service: String?, item: String?) -> Double {
    item.flatMap { own[$0] } ?? service.flatMap { own[$0] } ?? metres
  }

  /// The highest number that was reached on the way from one count to another; nil for none.
  func alert(from before: Int, to now: Int) -> Int? {
    alerts.filter { before < $0 && $0 <= now }.max()
  }
}

/// All versions of the table.
struct DuplicateBook: Sendable, Hashable {
  let tables: [DuplicateTable]

  /// Nil without a table, or with one that can find nothing.
  init?(_ tables: [DuplicateTable]) {
    let isFit = tables.allSatisfy { table in
      ([table.metres] + table.own.values).allSatisfy { $0 > 0 && $0 <= 500 } && table.days > 0
        && table.most > 0 && table.alerts.allSatisfy { $0 > 0 }
    }
    guard !tables.isEmpty, isFit else { return nil }
    self.tables = tables.sorted { $0.from < $1.from }
  }

  /// The table of that day; the first one for days before it.
  func table(on date: LocalDate) -> DuplicateTable {
    tables.last { $0.from <= date } ?? tables[0]
  }

  private init(known tables: [DuplicateTable]) { self.tables = tables }

  /// Samples, to be edited by whoever runs a site: noise and failing mains reach further than a lamp.
  static let shipped = DuplicateBook(known: [
    // 1 January 2026.
    DuplicateTable(
      from: LocalDate(dayNumber: 20_454),
      own: ["noise": 150, "utilities": 200, "road_surface": 80])
  ])
}
