import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Rights

struct RightsPageTests {
  static let golden = "Tests/Capabilities/RightsTests/Pages/Golden"
  static let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)
  static let now = PageBench.now
  static let person = Identifier<Person>(rawValue: "00000000-0000-7000-9000-00000000000a")

  static func request(
    _ number: Int64, _ kind: RightsRequest.Kind, _ state: RightsRequest.State = .open,
    words: String = "", answer: String? = nil, outcome: RightsRequest.Outcome? = nil
  ) -> RightsRequest {
    RightsRequest(
      id: Identifier(rawValue: "00000000-0000-7000-8000-00000000000\(number)"), person: person,
      kind: kind, words: words, state: state, askedAt: now.adding(days: -number),
      dueAt: now.adding(days: 20 - number * 8),
      decidedAt: state == .open ? nil : now.adding(hours: -2), decidedBy: nil, answer: answer,
      erased: outcome, version: 1)
  }

  static let many = [
    request(1, .correction, words: "姓名里的“慧”写错了，应该是“惠”。"),
    request(3, .explanation, words: "为什么我的事转给了别的单位？"),
    request(4, .copy, .granted),
    request(
      5, .deletion, .granted, answer: "办完的事已经去掉了您的姓名和电话。",
      outcome: RightsRequest.Outcome(deleted: 12, anonymised: 3, kept: 1)),
    request(6, .restriction, .refused, words: "别用我的信息", answer: "这件事还在办，需要联系您。"),
  ]
  static let cards = [
    person: PersonCard(person: person, name: "李慧芳", maskedPhone: "138 **** 2076", post: nil)
  ]

  struct Sample: Sendable {
    let name: String
    let template: String
    let view: any Sendable
    var isStaff = false
  }

  static func samples(_ say: RightsSay) -> [Sample] {
    func errors(_ field: String, _ key: String) -> FormErrors? {
      FormErrors(
        [FieldError(field, key, values: ["n": "10"])], words: say.words, in: say.language)
    }
    func ask(_ kind: RightsRequest.Kind, _ errors: FormErrors? = nil) -> RightsAskView {
      RightsAskView(
        kind: kind.rawValue, title: say.kind(kind), hint: say("right.ask." + kind.rawValue),
        needsWords: kind.needsWords, isClosure: kind == .closure, words: "", errors: errors)
    }
    func desk(
      _ request: RightsRequest, standing: [ConsentPurpose] = [], isRestricted: Bool = false,
      _ errors: FormErrors? = nil
    ) -> RightsDeskRequestView {
      RightsDeskRequestView(
        RightsActions.DeskLook(
          request: request, card: cards[person], decider: nil,
          limit: RightsLimit(kind: request.kind, days: 15, source: "PIPL Art. 46"),
          standing: standing, isRestricted: isRestricted),
        typed: RightsDeskTyped(answer: errors == nil ? "" : "不行"), errors: errors, say)
    }
    let held = request(7, .restriction, .granted, words: "先别用我的评价做统计")
    var longer = many[0]
    longer.extensionReason = "要和派出所核对，还没有回信。"
    let record = RecordCopy(
      records: [
        PersonalRecord(
          "person", [.init("name", "李慧芳"), .init("phone", "13800002076"), .init("since", at: now)]),
        PersonalRecord(
          "matter",
          [
            .init("number", "99010120261122W000417"), .init("body", "楼道口那盏路灯三天没亮了"),
            .init("state", "closed", word: "record.over"),
          ]),
      ], madeAt: now)
    return [
      Sample(name: "rights", template: "rights", view: RightsView(many, say)),
      Sample(name: "rights-one", template: "rights", view: RightsView([many[2]], say)),
      Sample(name: "rights-empty", template: "rights", view: RightsView([], say)),
      Sample(name: "rights-ask", template: "rights-ask", view: ask(.copy)),
      Sample(
        name: "rights-ask-mistake", template: "rights-ask",
        view: ask(.correction, errors("words", "right.mistake.words"))),
      Sample(name: "rights-closure", template: "rights-ask", view: ask(.closure)),
      Sample(
        name: "rights-open", template: "rights-request", view: RightsRequestView(many[0], say)),
      Sample(
        name: "rights-longer", template: "rights-request", view: RightsRequestView(longer, say)),
      Sample(
        name: "rights-desk-longer", template: "rights-desk-request", view: desk(longer),
        isStaff: true),
      Sample(
        name: "rights-fetch", template: "rights-request", view: RightsRequestView(many[2], say)),
      Sample(
        name: "rights-done", template: "rights-request", view: RightsRequestView(many[3], say)),
      Sample(
        name: "rights-refused", template: "rights-request", view: RightsRequestView(many[4], say)),
      Sample(name: "record-copy", template: "record-copy", view: record.view(say)),
      Sample(
        name: "rights-desk", template: "rights-desk",
        view: RightsDeskView(Array(many.prefix(2)), cards, isOpen: true, say), isStaff: true),
      Sample(
        name: "rights-desk-empty", template: "rights-desk",
        view: RightsDeskView([], [:], isOpen: true, say), isStaff: true),
      Sample(
        name: "rights-desk-correction", template: "rights-desk-request", view: desk(many[0]),
        isStaff: true),
      Sample(
        name: "rights-desk-mistake", template: "rights-desk-request",
        view: desk(request(2, .closure), errors("answer", "right.mistake.reason")), isStaff: true),
      Sample(
        name: "rights-desk-withdrawal", template: "rights-desk-request",
        view: desk(
          request(2, .withdrawal, words: "不想再让你们用我的评价"), standing: [.realName, .survey],
          errors("consent", "right.mistake.consent")), isStaff: true),
      Sample(
        name: "rights-desk-held", template: "rights-desk-request",
        view: desk(held, isRestricted: true), isStaff: true),
      Sample(
        name: "rights-held", template: "rights-request",
        view: RightsRequestView(held, isRestricted: true, say)),
      Sample(
        name: "rights-desk-done", template: "rights-desk-request", view: desk(many[3]),
        isStaff: true),
    ]
  }

  @Test(arguments: Language.allCases)
  func `every page is what it was and keeps all promises`(language: Language) throws {
    let bench = try PageBench.shared()
    let say = RightsSay(words: bench.renderer.words, language: language, now: Self.now)
    for sample in Self.samples(say) {
      let page = Page(
        sample.template, sample.view, title: say(sample.isStaff ? "right.desk" : "right.title"),
        layout: sample.isStaff ? .console : .resident, tab: sample.isStaff ? .rights : .me)
      let html = bench.renderer.render(
        page, bench.chrome(Preferences(language: language), isStaff: sample.isStaff))
      try Golden.preview(html, "\(sample.name).\(language.rawValue)")
      #expect(
        PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [], "\(sample.name)")
      let file = "\(sample.name).\(language.rawValue).html"
      #expect(Golden.difference(Golden.settled(html), from: file, in: Self.golden) == nil)
    }
  }

  @Test func `templates in the binary are those in the tree`() {
    let tree = PageTree.templates(of: "Capabilities/Rights")
    #expect(RightsPages.templates.map(\.name) == tree.map(\.name))
    #expect(RightsPages.templates.map(\.text) == tree.map(\.text))
  }
}
