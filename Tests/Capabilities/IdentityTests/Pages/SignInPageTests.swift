import Kernel
import KernelTesting
import Testing

@testable import Identity

struct SignInPageTests {
  static let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)
  static let golden = "Tests/Capabilities/IdentityTests/Pages/Golden"

  static func pages(_ words: Words, _ language: Language) -> [(name: String, page: Page)] {
    let phone = FormErrors(
      [SignInMistake.phone("138123420")].compactMap(\.self), words: words, in: language)
    let code = FormErrors([SignInMistake.code], words: words, in: language)
    let demo = SignInStaffView.DemoAccounts(list: [
      SignInStaffView.Account(post: "调度 林静", name: "linjing", password: "demo-linjing")
    ])
    return [
      (
        "sign-in",
        IdentityPages.page(
          SignInView(phone: "138123420", returnTo: "/my", errors: phone), words, language)
      ),
      (
        "sign-in-code",
        IdentityPages.page(
          SignInCodeView(
            phone: "138 **** 2076", minutes: "5",
            challenge: "c", demoCode: "804211", returnTo: "/my",
            errors: code), words, language)
      ),
      (
        "sign-in-staff",
        IdentityPages.page(
          SignInStaffView(name: "", returnTo: "/console", demoAccounts: demo, errors: nil), words,
          language)
      ),
    ]
  }

  @Test(arguments: Language.allCases)
  func `sign-in pages are what they were and keep all promises`(language: Language) throws {
    let bench = try PageBench.shared()
    let preferences = Preferences(language: language)
    let words = bench.renderer.words
    let all =
      Self.pages(words, language) + AccountSamples.pages(words, language)
      + AdminSamples.pages(words, language)
    for (name, page) in all {
      let isStaff = page.layout == .console
      let html = bench.renderer.render(page, bench.chrome(preferences, isStaff: isStaff))
      #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [], "\(name)")
      try Golden.preview(html, "\(name).\(language.rawValue)")
      let file = "\(name).\(language.rawValue).html"
      #expect(Golden.difference(Golden.settled(html), from: file, in: Self.golden) == nil)
    }
  }

  @Test func `templates in the binary are those in the tree`() {
    let tree = PageTree.templates(of: "Capabilities/Identity")
    #expect(IdentityPages.templates.map(\.name) == tree.map(\.name))
    #expect(IdentityPages.templates.map(\.text) == tree.map(\.text))
  }
}
