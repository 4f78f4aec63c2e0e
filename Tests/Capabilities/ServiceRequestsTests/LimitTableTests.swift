import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Limits by class: checked row by row, in force from a day, and what is open keeps its own.
struct LimitTableTests {
  private static let head = LimitFile.columns

  private func sheet() throws -> LimitSheet {
    LimitSheet(words: try Words(WordFile.serviceRequests))
  }

  private func records(_ rows: [[String]], head: [String] = head) throws -> [LimitFile.Record] {
    try LimitFile.records(
      ([head] + rows).enumerated().map { ($0 + 1, $1) }, labels: try sheet().labels)
  }

  private func file(_ rows: [[String]]) throws -> LimitFile {
    LimitFile(try records(rows), .shipped, units: try sheet().units) { $0 == "power" }
  }

  private static let good = [
    ["city_appearance", "rubbish", "e0102", "", "4", "工作时", "清干净", "power"],
    ["city_appearance", "rubbish", "E0102", "量大", "1", "working_days", "清干净", ""],
  ]

  @Test func `a class has a limit for each condition, and its usual one is what is given`() throws {
    let file = try file(Self.good)

    #expect(file.faults == [])
    #expect(file.classes.map(\.limit) == [Limit(4, .workingHours), Limit(1, .workingDays)])
    #expect(file.classes.first?.standard == "E0102" && file.classes.first?.unit == "power")
    #expect(
      LimitTable.usual(of: file.classes) == ["city_appearance.rubbish": file.classes[0].limit])
  }

  @Test(arguments: [
    (4, "0", "amount", "limits.wrong.amount"), (4, "-1", "amount", "limits.wrong.amount"),
    (4, "1.5", "amount", "limits.wrong.amount"), (4, "", "amount", "limits.wrong.amount"),
    (4, "99999999", "amount", "limits.wrong.much"), (5, "周", "unit", "limits.wrong.unit"),
    (5, "", "unit", "limits.wrong.unit"), (0, "nothing", "service", "limits.wrong.class"),
    (1, "school", "item", "limits.wrong.class"), (2, "0102", "standard", "limits.wrong.standard"),
    (2, "E0701", "standard", "limits.wrong.standard"),
    (6, "=1+1", "closing", "limits.wrong.formula"), (7, "gas", "lead", "limits.wrong.lead"),
  ])
  func `what is not sensible is refused with its row and the reason`(
    column: Int, typed: String, key: String, message: String
  ) throws {
    var rows = Self.good
    rows[1][column] = typed
    let faults = try file(rows).faults

    #expect(faults.contains { $0.line == 3 && $0.column == key && $0.message == message })
  }

  @Test func `the same case twice, and a class without its usual case, are refused`() throws {
    let twice = try file(Self.good + [Self.good[1]]).faults
    #expect(twice.map(\.message) == ["limits.wrong.twice"] && twice.first?.line == 4)
    #expect(try file([Self.good[1]]).faults.map(\.message) == ["limits.wrong.no-usual"])
    let other = ["traffic", "parking", "", "夜间", "3", "working_days", "", ""]
    #expect(try file([Self.good[1], other]).faults.map(\.line) == [2, 3])
    // A row that cannot be read may be the usual one.
    let broken = ["traffic", "parking", "", "", "0", "working_days", "", ""]
    #expect(try file([other, broken]).faults.map(\.message) == ["limits.wrong.amount"])
    #expect(try file([]).faults.map(\.message) == ["limits.wrong.empty"])
  }

  @Test func `a file's columns are known by any of their names`() throws {
    #expect(throws: LimitFile.Unread.unknownColumn("鬼")) {
      try records([], head: Self.head + ["鬼"])
    }
    #expect(throws: LimitFile.Unread.missingColumn("unit")) {
      try records([], head: ["类型", "数"])
    }
    #expect(throws: LimitFile.Unread.tooLong(line: 2)) { try records([Self.good[0] + ["x"]]) }
    // A column without a name keeps its place.
    let head = ["service", "", "amount", "unit"]
    let row = ["traffic", "", "3", "working_days"]
    #expect(try records([row], head: head).first?.values["amount"] == "3")
    #expect(throws: LimitFile.Unread.tooLong(line: 2)) {
      try records([["traffic", "x", "3", "working_days"]], head: head)
    }
  }

  @Test(arguments: Language.allCases)
  func `what is shipped goes out and comes back the same`(language: Language) throws {
    let shipped = LimitBook.classes
    let rows = try sheet().rows(shipped, in: language)
    let records = try LimitFile.records(
      rows.enumerated().map { ($0 + 1, $1) }, labels: try sheet().labels)
    let file = LimitFile(records, .shipped, units: try sheet().units) { _ in true }

    #expect(file.faults == [])
    #expect(file.classes == shipped)
    // The usual cases of the list are the limits that are given.
    #expect(LimitTable.usual(of: shipped) == LimitBook.serviceRequests.tables[0].services)
  }

  // MARK: in force
}
