import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Notifications

/// Wordings and deliveries as staff see them, with nothing, something and mistakes.
struct StaffPagesTests {
  private static let now = PageBench.now
  private static let today = CityTime.date(of: now)

  private static func sentences(_ words: Words) -> MessageSentences {
    MessageSentences(words: words, directory: NoPlan())
  }

  private static let book = TemplateBook([
    .init(
      template: .reported, validOn: today.adding(days: -30),
      chinese: "您报的事（编号 {number}）办好了，请看一看", english: "Your report {number} has a result",
      madeBy: "admin", madeAt: now),
    .init(
      template: .reported, validOn: today.adding(days: 3), chinese: "编号 {number} 有结果了",
      english: "There is a result for {number}", madeBy: "admin", madeAt: now),
  ])

  private static let chains = ChainActions.Book(
    editions: [
      ChainStore.Edition(
        rule: DeliveryChain.Rule(
          validOn: today.adding(days: 3), kind: .limits, level: .urgent,
          chain: DeliveryChain(steps: [DeliveryChain.Step(channel: .voice, patience: 0)])),
        madeBy: "admin", madeAt: now),
      ChainStore.Edition(
        rule: DeliveryChain.Rule(
          validOn: today.adding(days: -9), kind: .limits, level: .urgent,
          chain: DeliveryChain(steps: [
            DeliveryChain.Step(channel: .sms, patience: 5),
            DeliveryChain.Step(whom: .street, channel: .voice, patience: 0),
          ])), madeBy: "admin", madeAt: now.adding(days: -10)),
    ], names: ["admin": "方立"])

  private static let overview = DeliveryActions.Overview(
    figures: [
      .init(channel: .sms, state: .delivered, count: 1204),
      .init(channel: .sms, state: .sent, count: 18), .init(channel: .sms, state: .failed, count: 7),
      .init(channel: .voice, state: .withheld, count: 3),
    ],
    failed: [
      .init(
        id: Identifier(rawValue: "00000000-0000-7000-8000-000000000001"),
        person: Identifier(rawValue: "p"), template: .refused, number: "99010120261122W000417",
        channel: .sms, reason: "reported", at: now.adding(minutes: -40)),
      .init(
        id: Identifier(rawValue: "00000000-0000-7000-8000-000000000002"),
        person: Identifier(rawValue: "q"), template: .reported, number: "99010120261120W000009",
        channel: .mail, reason: "550", at: now.adding(hours: -30)),
    ], next: MessageCursor(at: now, id: "00000000-0000-7000-8000-000000000002"),
    phones: [Identifier(rawValue: "p"): "138 **** 2076"])

  private static func pages(_ words: Words, _ language: Language) -> [(name: String, page: Page)] {
    let sentences = sentences(words)
    let wrong = TemplateActions.Typed(chinese: "请打开 a.com", english: "", validOn: "2026-11-01")
    let fields = [
      FieldError("chinese", "template.fault.number"), FieldError("english", "template.fault.empty"),
      FieldError("valid_on", "template.fault.day"),
    ]
    func template(
      _ typed: TemplateActions.Typed?, _ errors: [FieldError]
    ) -> TemplateView {
      TemplateView(
        .reported, book, sentences, typed: typed,
        errors: FormErrors(errors, words: words, in: language), words: words, language, now: now)
    }
    let say = ChainSay(words: words, language: language, now: now)
    let wrongChain = ChainActions.Typed(
      rows: [
        ChainRule.Row(whom: "street", channel: "sms", minutes: "soon"),
        ChainRule.Row(whom: "receiver", channel: "voice", minutes: "5"), ChainRule.Row(),
      ], validOn: "2026-11-01")
    let chainFaults = ChainRule.check(wrongChain.rows, .limits, .urgent).faults
    func chain(_ typed: ChainActions.Typed?, _ faults: [FieldError]) -> Page {
      let subject = ChainActions.Subject(kind: .limits, level: .urgent)
      let current = chains.chain(subject, on: today)
      let told = [
        ChainActions.Told(at: now, step: current.steps[0], people: [], isSetUp: true),
        ChainActions.Told(
          at: now.adding(minutes: 5), step: current.steps[1],
          people: [
            DutyPost(
              person: Identifier(rawValue: "p"), name: "周建国", post: "运维班",
              reach: .unit("power"))
          ], isSetUp: false),
      ]
      return MessagesPages.page(
        ChainView(
          subject, chains, current, typed: typed, told: typed == nil ? told : [],
          units: [CityPlan.Unit(code: "power", name: "供电所", phone: "12345", duties: [])],
          unit: "power", errors: FormErrors(faults, words: words, in: language), say), words,
        language)
    }
    let nothing = DeliveryActions.Overview(figures: [], failed: [], next: nil, phones: [:])
    func deliveries(_ overview: DeliveryActions.Overview) -> Page {
      MessagesPages.page(
        DeliveriesView(overview, isFirst: true, words: words, language, now: now), words, language)
    }
    return [
      (
        "templates",
        MessagesPages.page(
          TemplatesView(book, sentences, words: words, language, now: now), words, language)
      ),
      ("template", MessagesPages.page(template(nil, []), words, language)),
      ("template-wrong", MessagesPages.page(template(wrong, fields), words, language)),
      ("chains", MessagesPages.page(ChainsView(chains, say), words, language)),
      ("chain", chain(nil, [])), ("chain-wrong", chain(wrongChain, chainFaults)),
      ("deliveries", deliveries(overview)), ("deliveries-empty", deliveries(nothing)),
    ]
  }

  @Test(arguments: Language.allCases)
  func `the pages are what they were and keep all promises`(language: Language) throws {
    let bench = try PageBench.shared()
    for (name, page) in Self.pages(bench.renderer.words, language) {
      let html = bench.renderer.render(
        page, bench.chrome(Preferences(language: language), isStaff: true))
      #expect(
        PageCheck.faults(html, prefix: "/tongyin", icons: MessagesPageTests.icons) == [], "\(name)")
      let file = "\(name).\(language.rawValue).html"
      #expect(
        Golden.difference(Golden.settled(html), from: file, in: MessagesPageTests.golden) == nil)
    }
  }
}
