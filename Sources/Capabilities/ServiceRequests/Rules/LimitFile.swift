import Casework
import Civics
import Kernel

/// A list of classes with their limits as rows of a file, and what is wrong with each row.
struct LimitFile: Sendable {
  /// One row below the head, and where in the file it stands.
  struct Record: Sendable, Hashable, Codable {
    let line: Int
    let values: [String: String]
  }

  /// Where, what and why; nothing is taken while there is one.
  struct Fault: Sendable, Hashable {
    let line: Int
    let column: String
    let message: String
    var values: [String: String] = [:]
  }

  static let columns = [
    "service", "item", "standard", "condition", "amount", "unit", "closing", "lead",
  ]
  static let required = ["service", "amount", "unit"]
  static let mostRows = 2_000
  /// No duty of a city runs longer: a year of any unit.
  static let mostDays = 366

  private(set) var classes: [LimitTable.ClassLimit] = []
  private(set) var faults: [Fault] = []

  /// Why nothing of a file can be read.
  enum Unread: Error, Hashable {
    case empty, tooMany
    case unknownColumn(String)
    case missingColumn(String)
    case tooLong(line: Int)
  }

  /// The rows of a file by column; `labels` has every name of a column, folded, and its key.
  ///
  /// Throws `Unread`.
  static func records(
    _ rows: [(line: Int, cells: [String])], labels: [String: String]
  ) throws(Unread) -> [Record] {
    let filled = rows.filter { !$0.cells.allSatisfy { $0.readable.isEmpty } }
    guard let head = filled.first else { throw .empty }
    guard filled.count <= mostRows + 1 else { throw .tooMany }
    // A column without a name keeps its place, and has nothing in it.
    var keys: [String?] = []
    for cell in head.cells {
      guard !cell.readable.isEmpty else {
        keys.append(nil)
        continue
      }
      guard let key = labels[folded(cell)], !keys.contains(key) else {
        throw .unknownColumn(String(cell.readable.prefix(40)))
      }
      keys.append(key)
    }
    if let missing = required.first(where: { !keys.contains($0) }) { throw .missingColumn(missing) }
    var records: [Record] = []
    for row in filled.dropFirst() {
      let unnamed = row.cells.enumerated().filter {
        !keys.indices.contains($0.offset) || keys[$0.offset] == nil
      }
      guard unnamed.allSatisfy({ $0.element.readable.isEmpty }) else {
        throw .tooLong(line: row.line)
      }
      records.append(
        Record(
          line: row.line,
          values: Dictionary(
            zip(keys, row.cells).compactMap { key, cell in key.map { ($0, plain(cell)) } },
            uniquingKeysWith: { first, _ in first })))
    }
    return records
  }

  static func folded(_ name: String) -> String {
    name.readable.lowercased().filter { !$0.isWhitespace && $0 != "*" }
  }

  /// What a formula made begins with its sign again, so that the check sees it.
  private static func plain(_ cell: String) -> String {
    if cell.first == WorkbookProgram.computedMark { return "=" + cell.dropFirst() }
    guard cell.hasPrefix("'"), let next = cell.dropFirst().first, "=+-@".contains(next) else {
      return cell.readable
    }
    return String(cell.dropFirst()).readable
  }

  /// Checks every row: `units` has every name of a unit of time, folded, and its code; `knows` says
  /// whether the directory has an office.
  init(
    _ records: [Record], _ catalogue: ServiceCatalogue, units: [String: Limit.Unit],
    knows: (String) -> Bool
  ) {
    var seen: [String: Int] = [:]
    var kept: [Record] = []
    for record in records {
      let before = faults.count
      let row = check(record, catalogue, units, knows)
      guard let row, faults.count == before else { continue }
      let key = "\(row.service) \(row.item ?? "") \(row.condition)"
      if let first = seen.updateValue(record.line, forKey: key) {
        tell(record, "condition", "limits.wrong.twice", ["n": String(first)])
        continue
      }
      classes.append(row)
      kept.append(record)
    }
    // Where a row has a fault it may be the usual one.
    let isClean = faults.isEmpty
    let usual = LimitTable.usual(of: classes)
    for (row, record) in zip(classes, kept) where isClean {
      let name = [row.service, row.item].compactMap(\.self).joined(separator: ".")
      if usual[name] == nil { tell(record, "condition", "limits.wrong.no-usual") }
    }
    if records.isEmpty {
      faults.append(Fault(line: 0, column: "service", message: "limits.wrong.empty"))
    }
  }

  private mutating func tell(
    _ record: Record, _ column: String, _ message: String, _ values: [String: String] = [:]
  ) {
    faults.append(Fault(line: record.line, column: column, message: message, values: values))
  }

  private mutating func check(
    _ record: Record, _ catalogue: ServiceCatalogue, _ units: [String: Limit.Unit],
    _ knows: (String) -> Bool
  ) -> LimitTable.ClassLimit? {
    func text(_ key: String) -> String { record.values[key] ?? "" }
    for column in Self.columns where text(column).first.map({ "=@＝＠".contains($0) }) == true {
      tell(record, column, "limits.wrong.formula")
    }
    let known = catalogue.service(text("service"))
    if known == nil { tell(record, "service", "limits.wrong.class", ["name": text("service")]) }
    let item = text("item").isEmpty ? nil : text("item")
    if let item, let known, !known.items.contains(where: { $0.code == item }) {
      tell(record, "item", "limits.wrong.class", ["name": item])
    }
    let standard = text("standard").uppercased()
    if !standard.isEmpty, !Self.isStandard(standard) {
      tell(record, "standard", "limits.wrong.standard")
    }
    for column in ["condition", "closing"] where text(column).count > 80 {
      tell(record, column, "limits.wrong.long", ["n": "80"])
    }
    let lead = text("lead").isEmpty ? nil : text("lead").lowercased()
    if let lead, !knows(lead) { tell(record, "lead", "limits.wrong.lead", ["name": lead]) }
    guard let limit = limit(record, units) else { return nil }
    return LimitTable.ClassLimit(
      service: text("service"), item: item, standard: standard.isEmpty ? nil : standard,
      condition: text("condition"), limit: limit, closing: text("closing"), unit: lead)
  }

  /// A whole number of a known unit, more than none and no more than a year.
  private mutating func limit(_ record: Record, _ units: [String: Limit.Unit]) -> Limit? {
    let (typed, named) = (record.values["amount"] ?? "", record.values["unit"] ?? "")
    let unit = units[Self.folded(named)]
    if unit == nil { tell(record, "unit", "limits.wrong.unit", ["name": named]) }
    guard let amount = Int(typed), amount > 0 else {
      tell(record, "amount", "limits.wrong.amount")
      return nil
    }
    guard let unit else { return nil }
    guard amount <= Self.most(unit), let limit = Limit(amount, unit) else {
      tell(record, "amount", "limits.wrong.much", ["n": String(Self.most(unit))])
      return nil
    }
    return limit
  }

  static func most(_ unit: Limit.Unit) -> Int {
    switch unit {
    case .workingMinutes: mostDays * 8 * 60
    case .workingHours: mostDays * 8
    case .urgentMinutes: mostDays * 24 * 60
    case .urgentHours: mostDays * 24
    case .workingDays, .urgentDays, .calendarDays: mostDays
    }
  }

  /// `E` for an event or `P` for a part, two digits for the class and two for the sub-class.
  ///
  /// Events have six classes and parts five; 90 to 99 are a city's own.
  static func isStandard(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    guard bytes.count == 5, let most = [69: 6, 80: 5][Int(bytes[0])],
      bytes.dropFirst().allSatisfy({ (48...57).contains($0) })
    else { return false }
    let number = Int(bytes[1] - 48) * 10 + Int(bytes[2] - 48)
    return (1...most).contains(number) || number >= 90
  }

  /// A row as files have it; reading it back changes nothing.
  static func cells(_ row: LimitTable.ClassLimit, unit: String) -> [String] {
    [
      row.service, row.item ?? "", row.standard ?? "", row.condition, String(row.limit.amount),
      unit, row.closing, row.unit ?? "",
    ]
  }
}
