import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Mandates

struct MandatePageTests {
  static let golden = "Tests/Capabilities/MandatesTests/Pages/Golden"
  static let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)

  struct Sample: Sendable {
    let name: String
    let template: String
    let view: any Sendable
    var isStaff = false
  }

  static func samples(_ say: MandateSay) throws -> [Sample] {
    let many = [
      MandateSamples.mandate(1, .pending), MandateSamples.mandate(2, .active),
      MandateSamples.mandate(3, .pending, askedBy: .principal),
      MandateSamples.mandate(4, .revoked, reason: .withdrawn),
      MandateSamples.mandate(5, .expired, reason: .runOut),
    ]
    let mother = MandateSamples.mother
    let terms = MandateTerms.standard
    func mandate(
      _ mandate: Mandate, _ person: Identifier<Person>, _ errors: FormErrors? = nil
    ) throws -> MandateView {
      try #require(
        MandateView(MandateSamples.look(mandate), for: person, terms, errors: errors, say))
    }
    let noScope = FormErrors(
      [FieldError("scopes", "mandate.mistake.scopes")], words: say.words, in: say.language)
    let noPhone = FormErrors(
      [FieldError("phone", "phone.mistake.digits", values: ["n": "9"])], words: say.words,
      in: say.language)
    let child = MandateSamples.mandate(6, .pending, basis: .minor)
    return [
      Sample(
        name: "permissions", template: "permissions",
        view: PermissionsView(
          MandateSamples.overview(many), MandateSamples.books(.given), for: mother, say)),
      Sample(
        name: "permissions-one", template: "permissions",
        view: PermissionsView(
          MandateSamples.overview([many[1]]), MandateSamples.books(nil),
          for: MandateSamples.daughter, say)),
      Sample(
        name: "permissions-empty", template: "permissions",
        view: PermissionsView(
          MandateSamples.overview([]), MandateSamples.books(.refused), for: mother, say)),
      Sample(name: "mandate-answer", template: "mandate", view: try mandate(many[0], mother)),
      Sample(
        name: "mandate-answer-mistake", template: "mandate",
        view: try mandate(many[0], mother, noScope)),
      Sample(
        name: "mandate-waiting", template: "mandate",
        view: try mandate(many[0], MandateSamples.daughter)),
      Sample(name: "mandate-given", template: "mandate", view: try mandate(many[1], mother)),
      Sample(
        name: "mandate-held", template: "mandate",
        view: try mandate(many[1], MandateSamples.daughter)),
      Sample(name: "mandate-over", template: "mandate", view: try mandate(many[3], mother)),
      Sample(
        name: "mandate-ask", template: "mandate-ask",
        view: AskView(AskForm(side: .delegate), isChecked: false, errors: nil, terms, say)),
      Sample(
        name: "mandate-give-mistake", template: "mandate-ask",
        view: AskView(
          AskForm(side: .principal), isChecked: true, errors: noPhone, terms, say)),
      Sample(
        name: "mandate-ward", template: "mandate-ward",
        view: WardView(WardForm(Form()), MandateSamples.text, errors: nil, terms, say)),
      Sample(
        name: "mandate-needs-check", template: "mandate",
        view: try #require(
          MandateView(
            MandateSamples.look(many[0], isChecked: false), for: mother, terms, errors: nil, say))),
      Sample(
        name: "real-name", template: "real-name",
        view: RealNameView(
          MandateSamples.standing(nil), name: "", number: "", isAgreed: false, errors: nil, say)),
      Sample(
        name: "real-name-asking", template: "real-name",
        view: RealNameView(
          MandateSamples.standing(.asking), name: "", number: "", isAgreed: false, errors: nil,
          say)),
      Sample(
        name: "real-name-matched", template: "real-name",
        view: RealNameView(
          MandateSamples.standing(.matched), name: "", number: "", isAgreed: false, errors: nil,
          say)),
      Sample(
        name: "real-name-mismatched", template: "real-name",
        view: RealNameView(
          MandateSamples.standing(.mismatched), name: "王桂兰", number: "1101", isAgreed: true,
          errors: FormErrors(
            [FieldError("number", "mandate.mistake.number")], words: say.words, in: say.language),
          say)),
      Sample(
        name: "real-name-child", template: "real-name",
        view: RealNameView(
          MandateSamples.standing(.failed, childUntil: MandateSamples.now.adding(days: 900)),
          name: "", number: "", isAgreed: false, errors: nil, say)),
      Sample(
        name: "consent", template: "consent",
        view: try #require(ConsentView(MandateSamples.books(nil)[0], say))),
      Sample(
        name: "consent-given", template: "consent",
        view: try #require(ConsentView(MandateSamples.books(.given)[0], say))),
      Sample(
        name: "window", template: "window",
        view: WindowView(text: "13800003187", found: Array(many.prefix(2)), errors: nil, say),
        isStaff: true),
      Sample(
        name: "window-empty", template: "window",
        view: WindowView(text: "12345678", found: [], errors: nil, say), isStaff: true),
      Sample(
        name: "window-mandate", template: "window-mandate",
        view: WindowMandateView(
          MandateSamples.look(child, ward: true), terms, document: nil, errors: nil, say),
        isStaff: true),
      Sample(
        name: "window-active", template: "window-mandate",
        view: WindowMandateView(
          MandateSamples.look(many[1]), terms, document: nil, errors: nil, say), isStaff: true),
    ]
  }

  @Test(arguments: Language.allCases)
  func `every page is what it was and keeps all promises`(language: Language) throws {
    let bench = try PageBench.shared()
    let say = MandateSay(words: bench.renderer.words, language: language, now: PageBench.now)
    for sample in try Self.samples(say) {
      let page = Page(
        sample.template, sample.view,
        title: say(sample.isStaff ? "window.title" : "mandate.title"),
        layout: sample.isStaff ? .console : .resident, tab: sample.isStaff ? .window : .me)
      let html = bench.renderer.render(
        page, bench.chrome(Preferences(language: language), isStaff: sample.isStaff))
      try Golden.preview(html, "\(sample.name).\(language.rawValue)")
      #expect(
        PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [], "\(sample.name)")
      let file = "\(sample.name).\(language.rawValue).html"
      #expect(Golden.difference(Golden.settled(html), from: file, in: Self.golden) == nil)
    }
  }

  @Test func `an asker learns nothing before the answer`() throws {
    let words = try PageBench.shared().renderer.words
    let say = MandateSay(words: words, language: .chinese, now: PageBench.now)
    let view = try #require(
      MandateView(
        MandateSamples.look(MandateSamples.mandate(1, .pending)), for: MandateSamples.daughter,
        .standard, errors: nil, say))
    #expect(view.headline == "等 138 **** 3187 确认")
    #expect(!"\(view)".contains("王桂兰"))
    #expect(view.code == "1234 5678" && view.canCancel && view.answer == nil)
  }

  @Test func `templates in the binary are those in the tree`() {
    let tree = PageTree.templates(of: "Capabilities/Mandates")
    #expect(MandatesPages.templates.map(\.name) == tree.map(\.name))
    #expect(MandatesPages.templates.map(\.text) == tree.map(\.text))
  }
}
