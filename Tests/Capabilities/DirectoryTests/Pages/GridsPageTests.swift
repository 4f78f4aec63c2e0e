import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

struct GridsPageTests {
  private static let golden = "Tests/Capabilities/DirectoryTests/Pages/Golden"
  private static let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)
  private static let plan = PlanSearchTests.plan
  private static let worker = DutyPost(
    person: Identifier(rawValue: "00000000-0000-7000-8000-000000000001"), name: "陈小满",
    post: "11 网格员", reach: .area("990101001002011"))
  private static let handler = DutyPost(
    person: Identifier(rawValue: "00000000-0000-7000-8000-000000000002"), name: "周建国",
    post: "运维班", reach: .unit("power"))

  /// One grid with somebody there now, one with somebody later, an office round the clock.
  private static func duty(_ words: Words, _ language: Language, isStaff: Bool) -> DutySay {
    func post(_ code: String, _ key: String, _ value: String) -> Entry {
      Entry(.posts, code, ["name": code, "phone": "019-61000777", key: value])
    }
    func shift(_ code: String, _ station: String, _ holder: String, _ times: String) -> Entry {
      Entry(
        .shifts, code,
        [
          "station": station, "holder": holder, "english": "Chen Xiaoman", "days": "daily",
          "times": times,
        ])
    }
    return DutySay(
      roster: Roster(
        [
          post("g1", "area", "990101001002011"), post("p", "office", "power"),
          shift("a", "g1", "陈小满", "08:00-20:00"), shift("c", "p", "周建国", "00:00-24:00"),
          post("g2", "area", "990101001002012"), shift("b", "g2", "<李四>", "00:00-00:01"),
        ], .mainland),
      isStaff: isStaff, now: PageBench.now, words: words, language: language)
  }

  @Test(arguments: Language.allCases)
  func `an office says that somebody is there, and tells staff alone who`(
    language: Language
  ) throws {
    let words = try PageBench.shared().renderer.words
    func lines(isStaff: Bool, units: Bool) -> [String] {
      Self.view(words, language, showsUnits: units, isStaff: isStaff).groups.flatMap(\.rows)
        .flatMap { $0.duty?.lines ?? [] }
    }
    let name = language == .english ? "Chen Xiaoman" : "周建国"
    #expect(lines(isStaff: true, units: true).contains { $0.contains(name) })
    #expect(!lines(isStaff: false, units: true).contains { $0.contains(name) })
    #expect(!lines(isStaff: false, units: true).isEmpty)
    #expect(!lines(isStaff: false, units: false).isEmpty)
  }

  @Test func `who comes on duty later is named once, and others are named as before`() throws {
    let words = try PageBench.shared().renderer.words
    func post(_ name: String) -> DutyPost {
      DutyPost(
        person: Identifier(rawValue: name), name: name, post: "12 网格员",
        reach: .area("990101001002012"))
    }
    let found = GridsView.Found(
      groups: PlanSearch(Self.plan, "").groups(in: .chinese), units: [], showsUnits: false)

    let view = GridsView(
      found, [post("").reach: [post("<李四>"), post("赵六")]], Self.plan,
      Self.duty(words, .chinese, isStaff: false), words: "", words, .chinese)

    let row = try #require(
      view.groups.flatMap(\.rows).first { $0.duty?.lines.first?.contains("李四") == true })
    #expect(row.duty?.isOn == false && row.note == "赵六 · 12 网格员")
  }

  private static func view(
    _ words: Words, _ language: Language, typed: String = "", showsUnits: Bool = false,
    plan: CityPlan = plan, isStaff: Bool = false
  ) -> GridsView {
    let search = PlanSearch(plan, typed)
    let found = GridsView.Found(
      groups: search.groups(in: language), units: search.units(), showsUnits: showsUnits)
    return GridsView(
      found, [worker.reach: [worker], handler.reach: [handler, worker]], plan,
      duty(words, language, isStaff: isStaff), words: typed, words, language)
  }

  @Test(arguments: Language.allCases, [false, true])
  func `the pages are what they were and keep all promises`(
    language: Language, forStaff: Bool
  ) throws {
    let bench = try PageBench.shared()
    let words = bench.renderer.words
    let views = [
      ("grids", Self.view(words, language)),
      ("grids-units", Self.view(words, language, typed: "供电", showsUnits: true)),
      ("grids-none", Self.view(words, language, typed: "<没有>")),
      ("grids-empty", Self.view(words, language, plan: CityPlan(units: [], areas: []))),
    ]
    for (name, view) in views {
      let page = DirectoryPages.page(view, words, language, forStaff: forStaff)
      let html = bench.renderer.render(
        page, bench.chrome(Preferences(language: language), isStaff: forStaff))
      #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [])
      guard !forStaff else { continue }
      let file = "\(name).\(language.rawValue).html"
      #expect(Golden.difference(Golden.settled(html), from: file, in: Self.golden) == nil)
    }
  }

  @Test func `a long list says that it is cut`() throws {
    let words = try PageBench.shared().renderer.words
    let many = CityPlan(
      units: (0..<300).map { PlanSearchTests.unit("u\($0)", "单位 \($0)", nil, "") },
      areas: (0..<300).map { number in
        let code = 990_101_001_001_000 + number
        return PlanSearchTests.area(String(code), "\(number) 网格", nil, nil)
      })
    for showsUnits in [false, true] {
      let view = Self.view(words, .chinese, showsUnits: showsUnits, plan: many)
      #expect(view.cut?.contains("200") == true)
      #expect(view.groups.flatMap(\.rows).count == PlanSearch.most)
      #expect(view.shows.map(\.label) == ["网格 300", "单位 300"])
    }
    #expect(Self.view(words, .chinese).cut == nil)
  }

  @Test func `templates in the binary are those in the tree`() {
    let tree = PageTree.templates(of: "Capabilities/Directory")
    #expect(DirectoryPages.templates.map(\.name) == tree.map(\.name))
    #expect(DirectoryPages.templates.map(\.text) == tree.map(\.text))
  }
}
