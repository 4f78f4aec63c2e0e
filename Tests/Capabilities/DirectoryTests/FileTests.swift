import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

/// Files as programs write them: encodings, formulas, and there and back again.
struct FileTests {
  @Test(arguments: Backend.all, RegisterSheet.Format.allCases)
  func `what was written and is read changes nothing`(
    backend: Backend, format: RegisterSheet.Format
  ) async throws {
    let actions = try await RegisterTests.actions(backend)
    let admin = RegisterTests.admin
    for (register, typed) in [
      (
        Register.units,
        ["unit": "b", "name": "+乙，\"丙\"", "kind": "care", "phone": "+86 0470-1234567"]
      ),
      (
        .grids,
        [
          "grid": "990101001002012", "name": "12 网格", "latitude": "29.0005",
          "longitude": "118.0005", "border": BorderTests.square(118, 29),
        ]
      ),
      (
        .posts,
        [
          "post": "night", "name": "夜间值班", "phone": "12345", "office": "power",
          "duties": "utilities",
        ]
      ),
      (
        .shifts,
        [
          "shift": "night_a", "station": "night", "holder": "周建国", "days": "restdays",
          "times": "20:00-08:00", "first": "2026-03-01", "last": "2027-02-28",
        ]
      ),
      (
        .rules,
        [
          "rule": "lamps", "name": "路灯", "matter": "public_facilities/street_light",
          "days": "workdays", "daytimes": "20:00-08:00", "season": "10-15~04-15",
          "first": "2026-01-01", "lead": "bing",
        ]
      ),
      (
        .holidays,
        [
          "year": "2027", "source": "国办", "off": "元旦 2027-01-01~2027-01-03\n节 2027-02-05",
          "work": "2027-01-09",
        ]
      ),
    ] {
      var typed = typed
      if register == .units { typed["unit"] = "bing" }
      _ = try await actions.save(register, typed, expecting: 0, by: admin, key: nil)
    }
    let program = WorkbookProgram()
    let labels = try ImportTests.labels.get()
    let before = try await TableDump(of: actions.database)
    for register in Register.allCases {
      for language in Language.allCases {
        let bytes = try await RegisterSheet(program: program, labels: labels).bytes(
          try await actions.all(register), of: register, as: format, in: language)
        let table = try ImportTable(
          try await SheetReader(program: program).records(of: bytes), labels: labels.known,
          choices: labels.choices)
        #expect(table.register == register)
        #expect(table.lines.count > 0)
        let plan = try await actions.database.read { db in
          ImportPlan(
            table, isComplete: true, current: try EntryStore.all(in: db), region: "990101",
            today: CityTime.date(of: TestClock.start))
        }
        #expect(plan.faults == [], "\(register) \(language)")
        #expect(plan.works == [], "\(register) \(language)")
      }
    }
    #expect(before.changes(to: try await TableDump(of: actions.database)) == [])
  }

  @Test func `what a formula made is refused`() async throws {
    let program = WorkbookProgram()
    let bytes = try await program.workbook(of: [
      ["unit", "name", "kind", "phone"], ["a1", "=1+1", "care", "12345"],
    ])
    let labels = try ImportTests.labels.get()
    func faults(_ cells: [String]) throws -> [String] {
      let table = try ImportTable(
        [(1, ["unit", "name", "kind", "phone"]), (2, cells)], labels: labels.known,
        choices: labels.choices)
      return ImportPlan(
        table, isComplete: false, current: [], region: "990101",
        today: LocalDate(dayNumber: 20_000)
      ).faults.map { $0.column + " " + $0.message }
    }

    let rows = try await program.rows(of: bytes)
    #expect(try faults(rows[1]) == ["name directory.wrong.formula"])
    #expect(
      try faults(["a1", "\u{5}2", "care", "12345"]) == ["name directory.wrong.formula"])
    #expect(try faults(["\u{5}a1", "x", "care", "12345"]) == ["unit directory.wrong.code"])
  }

  @Test func `a file of a wrong or broken encoding is refused, not guessed`() async throws {
    let reader = SheetReader(program: WorkbookProgram())
    func fault(_ bytes: [UInt8]) async -> SheetReader.Fault? {
      do throws(SheetReader.Fault) {
        _ = try await reader.records(of: bytes)
        return nil
      } catch {
        return error
      }
    }
    let text = Array("单位代码,名称".utf8)

    #expect(await fault([0xEF, 0xBB, 0xBF] + text.dropLast()) == .noText)
    // UTF-16, with and without its mark.
    #expect(await fault([0xFF, 0xFE, 0x55, 0x53]) == .noText)
    #expect(await fault([0x61, 0, 0x62, 0]) == .noText)
    #expect(await fault(Array("a,\"b\nc".utf8)) == .csv(line: 1))
    #expect(await fault(Array(repeating: 97, count: SheetReader.mostBytes + 1)) == .tooLarge)
    #expect(await fault([0x50, 0x4B, 3, 4] + text) == .noWorkbook)
    let gb = try #require(GB18030.bytes(of: "单位代码,名称"))
    #expect(try await reader.records(of: gb).map(\.cells) == [["单位代码", "名称"]])
  }
}
