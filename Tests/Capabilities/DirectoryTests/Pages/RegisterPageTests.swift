import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

struct RegisterPageTests {
  private static let golden = "Tests/Capabilities/DirectoryTests/Pages/Golden"
  private static let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)
  private static let today = CityTime.date(of: PageBench.now)

  private static let units = [
    Entry(
      .units, "power",
      [
        "name": "供电所 运维班", "english": "Power supply station", "kind": "enterprise",
        "credit": "91350100M000100Y43", "phone": "019-61000001", "area": "990101001",
        "hours": "08:00-12:00 14:00-18:00", "duties": "utilities utilities/power",
      ], version: 3),
    Entry(
      .units, "old", ["name": "<旧单位>", "kind": "department", "phone": "12345"], version: 2,
      endedOn: today.adding(days: 3)),
    Entry(
      .units, "gone", ["name": "撤并办", "kind": "department", "phone": "12345"], version: 2,
      endedOn: today.adding(days: -30)),
  ]
  private static let places = [
    Entry(.regions, "990101001", ["name": "桐荫街道", "english": "Tongyin street"], version: 1),
    Entry(.regions, "990101001002", ["name": "柳巷社区"], version: 1),
    Entry(
      .grids, "990101001002011", ["name": "11 网格", "border": EntryCheckTests.border], version: 2),
    Entry(
      .grids, "990101001002012",
      ["name": "12 网格", "border": (try? Border.read(BorderTests.square(118.001, 29)))?.text ?? ""],
      version: 1),
  ]
  private static let around = Surroundings(region: "990101", units + places, on: today)

  private static func say(_ words: Words, _ language: Language) -> RegisterSay {
    RegisterSay(words: words, language: language, now: PageBench.now)
  }

  private static func opened(_ entry: Entry) -> RegisterActions.Opened {
    var earlier = entry
    earlier.values["phone"] = "019-61000000"
    let at = PageBench.now.adding(hours: -20)
    return RegisterActions.Opened(
      entry: entry,
      changes: [
        EntryChange(
          at: at, actor: "a", deed: .changed, isImported: true, before: earlier, after: entry),
        EntryChange(
          at: at.adding(days: -9), actor: "operator", deed: .created, isImported: false,
          before: nil, after: earlier),
      ], names: ["a": "方立"],
      posts: [
        DutyPost(
          person: Identifier(rawValue: "p"), name: "周建国", post: "运维班",
          reach: .unit("power"))
      ], around: around)
  }

  private static func pages(_ words: Words, _ language: Language) -> [(String, Page)] {
    let say = say(words, language)
    let list = RegisterScreen(say: say, around: around, today: today)
    func entry(
      _ register: Register, _ entry: Entry?, _ posted: EntryScreen.Posted? = nil
    ) -> Page {
      DirectoryPages.page(
        EntryScreen(
          say: say, around: around, register: register, opened: entry.map(opened),
          ground: MapSettings()
        ).view(posted))
    }
    func errors(_ problem: Problem) -> FormErrors? {
      FormErrors(problem.fields, words: words, in: language)
    }
    let wrong = Problem([
      FieldError("credit", "directory.wrong.credit-check"),
      FieldError("area", "directory.wrong.area", values: ["code": "990109"]),
    ])
    let overlap = BorderRule.Overlap(other: places[3], squareMetres: 1270, isRefused: false)
    return [
      ("units", DirectoryPages.page(list.list(.units, units, search: "", showsEnded: false))),
      ("units-ended", DirectoryPages.page(list.list(.units, units, search: "", showsEnded: true))),
      (
        "units-none",
        DirectoryPages.page(list.list(.units, units, search: "<没有>", showsEnded: false))
      ),
      (
        "grids-list",
        DirectoryPages.page(
          list.list(.grids, Array(places.suffix(2)), search: "", showsEnded: false))
      ),
      ("posts-empty", DirectoryPages.page(list.list(.posts, [], search: "", showsEnded: false))),
      ("unit", entry(.units, units[0])), ("unit-ends", entry(.units, units[1])),
      ("unit-new", entry(.units, nil)),
      (
        "unit-wrong",
        entry(
          .units, units[0],
          EntryScreen.Posted(
            typed: units[0].values.merging(["credit": "91350100M000100Y44", "area": "990109"]) {
              $1
            },
            errors: errors(wrong)))
      ),
      (
        "unit-stale",
        entry(
          .units, units[0],
          EntryScreen.Posted(
            typed: units[0].values.merging(["name": "供电中心"]) { $1 },
            errors: errors(
              Problem(
                field: "name", "directory.stale", values: ["who": "方立", "what": "名称"])),
            isStale: true))
      ),
      (
        "unit-needed",
        entry(
          .units, units[0],
          EntryScreen.Posted(
            errors: errors(
              Problem(
                field: "ended", "directory.wrong.needed",
                values: ["name": "供电所", "other": "夜间值班"])), end: "2026-11-30"))
      ),
      (
        "grid-overlap",
        entry(
          .grids, places[2],
          EntryScreen.Posted(
            typed: places[2].values,
            errors: errors(Problem(field: "overlaps", "directory.overlaps")),
            overlaps: [overlap]))
      ),
      ("holidays-new", entry(.holidays, nil)), ("import", upload(say, nil)),
      ("import-wrong", upload(say, errors(SheetReader.Fault.broken.problem))),
    ]
  }

  private static func upload(_ say: RegisterSay, _ errors: FormErrors?) -> Page {
    DirectoryPages.page(
      ImportView(
        register: "units", back: say.register(.units),
        heading: say.text("directory.import.title", ["register": say.register(.units)]),
        columns: Register.units.columns.map {
          ImportView.Column(
            label: say.field($0.key), hint: say.hint($0.key) ?? "", isRequired: $0.isRequired)
        }, formats: RegisterScreen.formats(.units, say), errors: errors, isComplete: false))
  }

  private static func plan(
    _ csv: String, _ say: RegisterSay, complete: Bool = false, doneAt: Timestamp? = nil,
    notice: String? = nil
  ) throws -> Page {
    let table = try ImportTests.table(csv)
    let plan = ImportPlan(
      table, isComplete: complete, current: units + places, region: "990101", today: today)
    let stored = ImportStore.Stored(
      id: "00000000-0000-7000-8000-000000000009", fileName: "单位 11 月.xlsx", table: table,
      isComplete: complete, createdBy: "a", createdAt: PageBench.now, doneAt: doneAt)
    return DirectoryPages.page(
      ImportScreen(say: say, staged: RegisterActions.Staged(stored: stored, plan: plan))
        .view(notice: notice))
  }

  private static func plans(_ words: Words, _ language: Language) throws -> [(String, Page)] {
    let say = say(words, language)
    let good =
      ImportTests.head + "power,供电所,企业,019-61000009\nwater,水务公司,企业,019-61000002\n"
    let bad = ImportTests.head + "power,,企业,1\nwater,水务公司,协会,019-61000002\n"
    let same = "unit,name,kind,phone\npower,供电所 运维班,enterprise,019-61000001\n"
    let grid = "grid,name,border\n990101001002013,13,\"\(BorderTests.square(118.0019, 29))\"\n"
    return [
      ("plan", try plan(good, say, complete: true)), ("plan-faulty", try plan(bad, say)),
      ("plan-same", try plan(same, say)), ("plan-overlap", try plan(grid, say)),
      ("plan-done", try plan(good, say, doneAt: PageBench.now.adding(hours: -1))),
      ("plan-moved", try plan(good, say, notice: say.text("directory.plan.moved"))),
    ]
  }

  @Test(arguments: Language.allCases)
  func `the pages are what they were and keep all promises`(language: Language) throws {
    let bench = try PageBench.shared()
    let words = bench.renderer.words
    for (name, page) in Self.pages(words, language) + (try Self.plans(words, language)) {
      let html = bench.renderer.render(
        page, bench.chrome(Preferences(language: language), isStaff: true))
      #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [], "\(name)")
      let file = "\(name).\(language.rawValue).html"
      #expect(Golden.difference(Golden.settled(html), from: file, in: Self.golden) == nil)
      try Golden.preview(html, "directory-" + file)
    }
  }

  @Test func `a list of thousands says that it is cut and counts all`() throws {
    let words = try PageBench.shared().renderer.words
    let many = (0..<5000).map { Entry(.units, "u\($0)", ["name": "单位 \($0)"]) }
    let screen = RegisterScreen(
      say: Self.say(words, .chinese), around: Self.around, today: Self.today)
    let view = screen.list(.units, many, search: "", showsEnded: false)

    #expect(view.rows.count == 200)
    #expect(view.counts.map(\.number) == ["5000", "0"])
    #expect(view.cut?.contains("200") == true)
    let found = screen.list(.units, many, search: "单位4999", showsEnded: false)
    #expect(found.rows.map(\.code) == ["u4999"])
  }
}
