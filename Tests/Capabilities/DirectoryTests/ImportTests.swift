import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

/// Files: read, checked, shown, confirmed, and written.
struct ImportTests {
  static let labels = Result {
    ColumnLabels(
      words: try Words(
        PageTree.words(of: "Capabilities/Directory")))
  }

  static func table(_ csv: String) throws -> ImportTable {
    let labels = try labels.get()
    return try ImportTable(
      try CSV.parse(Array(csv.utf8)).map { ($0.line, $0.fields) }, labels: labels.known,
      choices: labels.choices)
  }

  private func fault(_ csv: String) throws -> ImportTable.Fault? {
    do {
      _ = try Self.table(csv)
      return nil
    } catch let fault as ImportTable.Fault {
      return fault
    }
  }

  static let head = "单位代码,名称,单位性质,值班电话\r\n"

  @Test func `the head says what it is, in either language or by key`() throws {
    let chinese = try Self.table(Self.head + "water,水务公司,企业,019-61000002\r\n")
    let english = try Self.table(
      "Organisation code,NAME *,Kind,Telephone\r\nwater,水务公司,Enterprise,019-61000002\r\n")
    let keys = try Self.table("unit,name,kind,phone\nwater,水务公司,enterprise,019-61000002")

    #expect(chinese.register == .units)
    #expect(chinese.lines.map(\.line) == [2])
    #expect(chinese.lines == english.lines && english.lines == keys.lines)
  }

  @Test(
    arguments: [
      ("", .empty), ("名称,电话\nx,y", .noHead),
      (head.replacing("名称", with: "名字"), .unknownColumn("名字")),
      (head.replacing("值班电话", with: "名称"), .columnTwice("名称")),
      ("单位代码,名称\nx,y", .missingColumn("kind")), (head + "\nwater,水,企业,1,2", .tooLong(line: 3)),
    ] as [(String, ImportTable.Fault)])
  func `a file nothing can be made of says why`(csv: String, wanted: ImportTable.Fault) throws {
    #expect(try fault(csv) == wanted)
  }

  private static let today = LocalDate(dayNumber: 20_000)

  private func plan(
    _ csv: String, complete: Bool = false, _ current: [Entry] = current
  ) throws -> ImportPlan {
    ImportPlan(
      try Self.table(csv), isComplete: complete, current: current, region: "990101",
      today: Self.today)
  }

  private static let current = [
    Entry(
      .units, "power", ["name": "供电所", "kind": "enterprise", "phone": "019-61000001"],
      version: 3),
    Entry(
      .units, "works", ["name": "城建办", "kind": "department", "phone": "019-61000003"],
      version: 1),
  ]

  @Test func `every row is checked and all faults are told at once`() throws {
    let plan = try plan(
      Self.head
        + "water,水务公司,企业,61000002\nWater,又一个,企业,019-61000002\n坏,x,企业,12345\nroad,,协会,019-61000002\n"
    )

    #expect(
      plan.faults.map { "\($0.line) \($0.column) \($0.message)" } == [
        "3 unit directory.wrong.twice", "4 unit directory.wrong.code",
        "2 phone directory.wrong.phone", "5 name directory.wrong.missing",
        "5 kind directory.wrong.kind",
      ])
  }

  @Test func `what is new, changed, the same and gone`() throws {
    let csv =
      Self.head + "power,供电所,企业,019-61000009\nwater,水务公司,企业,019-61000002\n"

    let some = try plan(csv)
    #expect(some.faults == [])
    #expect(
      some.works.map { "\($0.effect) \($0.after.code)" } == ["changed power", "created water"])
    let whole = try plan(csv, complete: true)
    #expect(whole.works.last.map { "\($0.effect) \($0.after.code)" } == "ended works")
    #expect(whole.works.last?.after.endedOn == Self.today)
    #expect(whole.fingerprint != some.fingerprint)
    let same = try plan(Self.head + "power,供电所,企业,019-61000001\n")
    #expect(same.works == [] && same.count(.same) == 1)
  }

  @Test func `rows may name each other in any order, and not in a circle`() throws {
    let head = "unit,name,kind,phone,parent\n"
    let down = try plan(head + "a1,甲,department,12345,b1\nb1,乙,department,12345,\n")
    #expect(down.faults == [])

    let circle = try plan(head + "a1,甲,department,12345,b1\nb1,乙,department,12345,a1\n")
    #expect(circle.faults.map(\.message).contains("directory.wrong.circle"))
  }

  @Test func `a file may end rows by their day, but not what others need`() throws {
    let head = "unit,name,kind,phone,parent,ended\n"
    let ends = try plan(head + "power,供电所,enterprise,019-61000001,,\(Self.today)\n")
    #expect(ends.works.map(\.effect) == [.ended])

    let needed = try plan(
      head + "power,供电所,enterprise,019-61000001,,\(Self.today)\nsub,班,department,12345,power,\n")
    #expect(needed.faults.map(\.message).contains("directory.wrong.unit"))
  }

  @Test func `grids of one file are held against each other`() throws {
    let region = Entry(.regions, "990101001002", ["name": "柳巷社区"], version: 1)
    func cell(_ x: Double) -> String { "\"" + BorderTests.square(x, 29) + "\"" }
    func plan(_ second: Double) throws -> ImportPlan {
      try self.plan(
        "grid,name,border\n990101001002001,1,\(cell(118))\n990101001002002,2,\(cell(second))\n",
        [region])
    }

    #expect(try plan(118.001).faults == [])
    #expect(try plan(118.001).warnings == [])
    #expect(try plan(118.0009).warnings.map(\.line) == [2, 6])
    #expect(
      try plan(118.0001).faults.map(\.message) == [
        "directory.border.same", "directory.border.same",
      ])
  }

  @Test(arguments: Backend.all)
  func `a file is put in force as one, once, and only as it was shown`(
    backend: Backend
  ) async throws {
    let actions = try await RegisterTests.actions(backend)
    let table = try Self.table(
      Self.head + "power,供电所,企业,019-61000009\nwater,水务公司,企业,019-61000002\n")
    let admin = RegisterTests.admin
    let id = try await actions.stage(
      table, named: "a.csv", isComplete: true, by: admin, key: nil)
    let shown = try await actions.staged(id, for: admin).plan
    await #expect(throws: Problem(.notFound)) {
      _ = try await actions.staged(id, for: Viewer(person: Identifier(rawValue: "other")))
    }

    // Somebody changes what the file changes too.
    let opened = try await actions.open(.units, "power").entry
    var typed = RegisterActions.typed(opened)
    typed["name"] = "供电所新"
    typed["area"] = ""
    _ = try await actions.save(
      .units, typed, expecting: opened.version, by: admin, key: nil)
    await #expect(throws: Problem(.staleVersion)) {
      _ = try await actions.apply(id, fingerprint: shown.fingerprint, by: admin, key: nil)
    }

    let now = try await actions.staged(id, for: admin).plan
    let key = CommandKey("k", by: "admin", for: "apply")
    for _ in 0..<2 {
      let done = try await actions.apply(
        id, fingerprint: now.fingerprint, by: admin, key: key)
      #expect([done.created, done.changed, done.ended] == [1, 1, 0])
    }
    await #expect(throws: Problem(.notNow)) {
      _ = try await actions.apply(id, fingerprint: now.fingerprint, by: admin, key: nil)
    }
    #expect(try await actions.directory.plan().units.map(\.code) == ["power", "water"])
    #expect(try await actions.open(.units, "power").changes.first?.isImported == true)
  }

  @Test(arguments: Backend.all)
  func `a failure while a file is put in force leaves nothing of it`(
    backend: Backend
  ) async throws {
    let actions = try await RegisterTests.actions(backend)
    let table = try Self.table(Self.head + "water,水务公司,企业,019-61000002\n")
    let id = try await actions.stage(
      table, named: "a.csv", isComplete: true, by: RegisterTests.admin, key: nil)
    let print = try await actions.staged(id, for: RegisterTests.admin).plan.fingerprint

    let count = try await eachFailure(
      "RegisterActions.applied",
      of: { database in
        _ = try await RegisterTests.actions(database, PlanDirectory(database: database)).apply(
          id, fingerprint: print, by: RegisterTests.admin, key: nil)
      }, in: actions.database)

    #expect(count >= 8)
  }
}
