import Kernel
import KernelTesting
import Testing

@testable import Notifications

struct MessagesPageTests {
  static let golden = "Tests/Capabilities/NotificationsTests/Pages/Golden"
  static let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)

  static func views(_ words: Words, _ language: Language) -> [(name: String, MessagesView)] {
    let number = ["number": "LL-1122-0417"]
    return [
      (
        "messages",
        MessagesView(
          shows: shows(words, language),
          rows: [
            MessagesView.Row(
              path: "/cases/1", text: words.text("message.reported", number, in: language),
              when: "10:12", isNew: true),
            MessagesView.Row(
              path: "/cases/1", text: words.text("message.accepted", number, in: language),
              when: "09:41", isNew: false),
          ], empty: nil, canMark: true, first: "/messages",
          older: "/messages?after=1.00000000-0000-7000-8000-000000000001")
      ),
      (
        "messages-empty",
        MessagesView(
          shows: shows(words, language), rows: [],
          empty: MessagesView.Empty(text: words.text("messages.empty", in: language)),
          canMark: false, first: nil, older: nil)
      ),
    ]
  }

  private static func shows(_ words: Words, _ language: Language) -> [MessagesView.Link] {
    [
      MessagesView.Link(
        path: "/messages", label: words.text("messages.all", in: language), current: true),
      MessagesView.Link(
        path: "/messages?show=new",
        label: words.text("messages.unread", ["n": "1"], in: language), current: false),
    ]
  }

  private static func browsers(_ words: Words, _ language: Language) -> PushView {
    let device = PushDevice(
      id: Identifier(rawValue: "00000000-0000-7000-8000-000000000002"),
      addedAt: TestClock.start, mark: "0123456789abcdef")
    return PushView(
      PushActions.Stand(key: "BA", devices: [device]), words, language, TestClock.start)
  }

  @Test(arguments: Language.allCases, [false, true])
  func `the settings are what they were and keep all promises`(
    language: Language, forStaff: Bool
  ) throws {
    let bench = try PageBench.shared()
    let stand = AddressActions.Stand(confirmed: "l***@example.cn", waiting: "h***@example.cn")
    let view = TextSettingsView(
      [.progress], MailView(stand, isOffered: true, typed: "", demoCode: nil),
      Self.browsers(bench.renderer.words, language), nil, bench.renderer.words, language,
      near: TextSettingsView.Near(
        alerts: [
          .init(
            area: "990101001002011", service: "",
            place: language == .chinese ? "柳巷社区 11 网格" : "Willow Lane, grid 11",
            what: bench.renderer.words.text("neighbours.everything", in: language))
        ],
        areas: [
          .init(
            code: "990101001002010",
            name: language == .chinese ? "柳巷社区 10 网格" : "Willow Lane, grid 10"),
          .init(
            code: "990101001002011",
            name: language == .chinese ? "柳巷社区 11 网格" : "Willow Lane, grid 11"),
        ], services: [.init(code: "traffic", name: language == .chinese ? "交通" : "Traffic")]))
    let page = MessagesPages.page(view, bench.renderer.words, language, forStaff: forStaff)
    let html = bench.renderer.render(
      page, bench.chrome(Preferences(language: language), isStaff: forStaff))
    #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [])
    guard !forStaff else { return }
    let file = "text-settings.\(language.rawValue).html"
    #expect(Golden.difference(Golden.settled(html), from: file, in: Self.golden) == nil)
  }

  @Test func `the law's notices cannot be switched off`() throws {
    let words = try PageBench.shared().renderer.words
    let view = TextSettingsView([.progress, .notice], nil, nil, nil, words, .chinese)
    #expect(view.kinds.map(\.isOn) == [false, true, true, true])
    #expect(view.kinds.map(\.isFixed) == [false, false, false, true])
  }

  @Test(arguments: Language.allCases, [false, true])
  func `the page is what it was and keeps all promises`(
    language: Language, forStaff: Bool
  ) throws {
    let bench = try PageBench.shared()
    let words = bench.renderer.words
    for (name, view) in Self.views(words, language) {
      let page = MessagesPages.page(view, words, language, forStaff: forStaff)
      let html = bench.renderer.render(
        page, bench.chrome(Preferences(language: language), isStaff: forStaff))
      #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [])
      guard !forStaff else { continue }
      let file = "\(name).\(language.rawValue).html"
      #expect(Golden.difference(Golden.settled(html), from: file, in: Self.golden) == nil)
    }
  }

  @Test func `each opens the case where they may`() {
    let handler = Viewer(
      person: Neighbourhood.handler,
      grants: [Grant([Permission(rawValue: "service_requests.handle")], in: .unit("power"))],
      post: "运维班")
    let chief = Viewer(person: Neighbourhood.chief, post: "值班主任")
    let resident = Viewer(person: Neighbourhood.reporter)
    let checker = Viewer(
      person: Neighbourhood.chief,
      grants: [Grant([Permission(rawValue: "service_requests.supervise")], in: .everything)],
      post: "督查员")

    #expect(MessageRoutes.path("1", for: handler) == "/desk/cases/1")
    #expect(MessageRoutes.path("1", for: chief) == "/console/cases/1")
    #expect(MessageRoutes.path("1", for: checker) == "/callbacks/1")
    #expect(MessageRoutes.path("1", for: resident) == "/cases/1")
  }

  @Test func `templates in the binary are those in the tree`() {
    let tree = PageTree.templates(of: "Capabilities/Notifications")
    #expect(MessagesPages.templates.map(\.name) == tree.map(\.name))
    #expect(MessagesPages.templates.map(\.text) == tree.map(\.text))
  }
}
