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

  private static func view(
    _ words: Words, _ language: Language, typed: String = "", showsUnits: Bool = false,
    plan: CityPlan = plan
  ) -> GridsView {
    let search = PlanSearch(plan, typed)
    let found = GridsView.Found(
      groups: search.groups(in: language), units: search.units(), showsUnits: showsUnits)
    return GridsView(
      found, [worker.reach: [worker], handler.reach: [handler, worker]], plan, words: typed,
      words, language)
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
