import Contracts
import KernelTesting
import Testing

@testable import Kernel
@testable import Supervision

/// The bulletin of a fixed made-up week, word for word and figure for figure.
struct BulletinGoldenTests {
  static let golden = "Tests/Capabilities/SupervisionTests/Golden"
  static let now = District.week.end.adding(hours: 63)

  static func whole() -> FigureActions.WholeWeek {
    let facts = District.history.map { Fact($0, by: .shipped) }
    let count = WeekCount(
      District.week, facts, by: .shipped, open: 2, at: District.week.end.adding(seconds: 20))
    var bulletin = Bulletin(week: District.week)
    bulletin.words = Bulletin.Words(
      overview: "本周路灯和井盖占了一半，超过时限的一件在督办。", praise: "供电所运维班：十四件全部按时。",
      urge: "水务公司：四件超时，周二到会说明。", plan: "周二 9:00 超时四件的新时限")
    (bulletin.state, bulletin.editedAs, bulletin.signedAs) = (.published, "区督查员 秦岚", "区值班主任 梁志远")
    (bulletin.signedAt, bulletin.publishedAt) = (now.adding(hours: -2), now)
    let monday = District.week.monday
    bulletin.items = [
      Promise(
        id: "1", weekOn: monday.adding(days: -7), matter: "清河步道护栏更换 40 米", unit: "power",
        dueOn: monday.adding(days: 2), measure: "分两段施工。", result: "验收过了。",
        doneOn: monday.adding(days: 1)),
      Promise(
        id: "2", weekOn: monday.adding(days: -7), matter: "二次供水泵房检修 2 处", unit: "water",
        dueOn: monday.adding(days: 3), measure: "两处同时修。", result: "完成一处。"),
      Promise(
        id: "3", weekOn: monday, number: "99010120260216W000026", matter: "梧桐路反复冒污水",
        unit: "water", dueOn: monday.adding(days: 12), measure: "开挖重接，雨前完工。"),
    ]
    return FigureActions.WholeWeek(
      frozen: count.frozen, previous: nil, bulletin: bulletin, items: bulletin.items, late: [])
  }

  static func say(_ language: Language, _ words: Words) async throws -> FigureSay {
    FigureSay(
      words: words, language: language, now: now, plan: try await District.Plan().plan())
  }

  @Test(arguments: [Language.chinese, .english])
  func `on paper`(language: Language) async throws {
    let bench = try PageBench.shared()
    let say = try await Self.say(language, bench.renderer.words)
    let view = SheetView(
      Self.whole(), link: "https://example.cn/bulletins/2026-02-16", canRead: false,
      hasPaper: false, say)
    let page = SupervisionPages.page(view, bench.renderer.words, language)
    let html = bench.renderer.render(
      page, bench.chrome(Preferences(language: language), path: "/bulletins/2026-02-16"))
    let name = "bulletin.\(language == .chinese ? "zh" : "en").html"
    try Golden.preview(html, "sv-sheet.\(language.rawValue)")
    #expect(Golden.difference(Golden.settled(html), from: name, in: Self.golden) == nil)
    // A district of one unit or none has sheets too.
    #expect(html.contains("1 / 2") && html.contains("2 / 2"))
  }

  @Test(arguments: Language.allCases)
  func `every page keeps all promises`(language: Language) async throws {
    let bench = try PageBench.shared()
    let words = bench.renderer.words
    let say = try await Self.say(language, words)
    var whole = Self.whole()
    let week = District.week
    whole.bulletin.state = .draft
    let late = FactListStore.Stuck(
      member: try #require(WeekMember(Fact(District.history[25], by: .shipped), in: week)),
      dueAt: week.end)
    whole = FigureActions.WholeWeek(
      frozen: whole.frozen, previous: whole.frozen, bulletin: whole.bulletin, items: whole.items,
      late: [late])
    let errors = FormErrors(
      [FieldError("matter", "sv.fault.matter", values: ["n": "60"])], words: words, in: language)
    let book = FormulaActions.Book(book: FormulaBook([]), names: [:])
    let wall = Cockpit(
      [
        TallyStore.Line(
          axis: .area, measure: .open, day: TallyStore.standing, code: District.grid, n: 3),
        TallyStore.Line(
          axis: .kind, measure: .received, day: week.next.monday, code: "manhole", n: 5),
        TallyStore.Line(
          axis: .unit, measure: .handled, day: week.next.monday, code: "water", n: 12),
        TallyStore.Line(
          axis: .unit, measure: .handledInTime, day: week.next.monday, code: "water", n: 9),
      ], now: Self.now, reach: .everywhere, formula: .shipped, late: [District.grid: 1],
      stuck: [late])
    let pages = [
      SupervisionPages.page(
        WeekView(
          whole, may: (true, true), actor: "other", typed: WeekTyped(), errors: errors,
          casePath: "/callbacks/", say), words, language),
      SupervisionPages.page(
        FormulaView(
          FormulaCheck.Typed(.shipped, validOn: week.monday), book, errors: nil, words, language,
          now: Self.now), words, language),
      SupervisionPages.page(
        CockpitView(wall, ground: nil, casePath: "/callbacks/", say), words, language),
      SupervisionPages.page(
        CheckView(whole.frozen, whole.frozen.figures, isSame: true, say), words, language),
      SupervisionPages.page(BulletinsView([whole.bulletin], shown: 1, say), words, language),
    ]
    let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)
    for page in pages {
      let html = bench.renderer.render(
        page, bench.chrome(Preferences(language: language), isStaff: page.layout == .console))
      try Golden.preview(html, "\(page.template).\(language.rawValue)")
      #expect(PageCheck.faults(html, prefix: "/tongyin", icons: icons) == [], "\(page.template)")
    }
  }

  @Test func `templates in the binary are those in the tree`() {
    let tree = PageTree.templates(of: "Capabilities/Supervision")
    #expect(SupervisionPages.templates.map(\.name) == tree.map(\.name))
    #expect(SupervisionPages.templates.map(\.text) == tree.map(\.text))
  }

  @Test func `as a table`() async throws {
    let say = try await Self.say(.chinese, try PageBench.shared().renderer.words)
    let rows = BulletinTable.rows(Self.whole().frozen) { axis, code in
      axis == .all ? say.text("sv.all") : say.name(axis, code)
    }
    #expect(
      Golden.difference(rows.map(CSV.line).joined(), from: "figures.csv", in: Self.golden) == nil)
    #expect(Set(rows.map(\.count)).count == 1)
  }
}
