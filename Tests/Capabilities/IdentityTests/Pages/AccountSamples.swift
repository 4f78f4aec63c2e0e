import KernelTesting

@testable import Identity
@testable import Kernel

/// What the pages of one's own account and of signing in are shown with.
enum AccountSamples {
  static let now = PageBench.now
  private static let id = String(repeating: "ab", count: 32)

  static func session(_ number: Int, _ device: String, minutes: Int64, strong: Bool = false)
    -> Session
  {
    Session(
      id: Digits.padded(number, 64), person: Identifier(rawValue: "p"),
      startedAt: now.adding(days: -2), expiresAt: now.adding(hours: 9),
      seenAt: now.adding(minutes: -minutes), isStrong: strong, device: device)
  }

  static func staff(enrolled: Bool, asked: Bool = false) -> OwnAccount.Overview.Staff {
    OwnAccount.Overview.Staff(
      login: "linjing", passwordAt: now.adding(days: -30),
      enrolledAt: enrolled ? now.adding(days: -3) : nil, codesLeft: enrolled ? 9 : 0,
      isAsked: asked)
  }

  static let shown = TwoStepEnrolView.Shown(
    sealed: "v1.e.n.s", login: "linjing", secret: Array("12345678901234567890".utf8),
    issuer: "Linli Qinghe")

  static func pages(_ words: Words, _ language: Language) -> [(name: String, page: Page)] {
    func errors(_ field: String, _ key: String, _ values: [String: String] = [:]) -> FormErrors? {
      FormErrors([FieldError(field, key, values: values)], words: words, in: language)
    }
    let many = OwnAccount.Overview(
      sessions: [
        session(1, "chrome.windows", minutes: 0, strong: true),
        session(2, "wechat.android", minutes: 95), session(3, "other.other", minutes: 4000),
      ], staff: staff(enrolled: true))
    let one = OwnAccount.Overview(
      sessions: [session(1, "wechat.harmony", minutes: 0)], staff: nil,
      linkedAt: now.adding(days: -2), phone: "138 **** 2076")
    func step(_ isProven: Bool) -> OwnAccount.PhoneStep {
      OwnAccount.PhoneStep(
        pass: "p", sentTo: isProven ? "138 **** 4298" : "138 **** 2076", isProven: isProven)
    }
    return [
      (
        "account",
        IdentityPages.page(
          AccountView(
            many, current: Digits.padded(1, 64),
            done: words.text("account.done.ended", in: language), now: now, words, language),
          words, language, forStaff: true)
      ),
      (
        "account-one",
        IdentityPages.page(
          AccountView(
            one, current: Digits.padded(1, 64), done: nil, now: now, words, language), words,
          language, forStaff: false)
      ),
      (
        "wechat-arrive",
        IdentityPages.page(
          WeChatArrivalView(isLate: false, returnTo: "/report", signIn: "/sign-in"), words,
          language)
      ),
      (
        "wechat-late",
        IdentityPages.page(
          WeChatArrivalView(isLate: true, returnTo: "/report", signIn: "/sign-in"), words,
          language)
      ),
      (
        "wechat-link",
        IdentityPages.page(
          WeChatLinkView(phone: "138 **** 2076", returnTo: "/report", words, language), words,
          language)
      ),
      (
        "account-phone",
        IdentityPages.page(
          AccountPhoneView(
            now: "138 **** 2076", typed: "0470-8221234",
            errors: errors("phone", "account.phone.mistake.mobile"), words, language), words,
          language)
      ),
      (
        "account-phone-old",
        IdentityPages.page(
          AccountPhoneView(step(false), demoCode: nil, errors: nil, words, language), words,
          language)
      ),
      (
        "account-phone-new",
        IdentityPages.page(
          AccountPhoneView(
            step(true), demoCode: "804211",
            errors: errors("code", "account.phone.mistake.taken"), words, language), words,
          language)
      ),
      (
        "account-password",
        IdentityPages.page(
          AccountPasswordView(
            errors: errors("password", "identity.password-common"), words, language), words,
          language)
      ),
      (
        "account-two-step",
        IdentityPages.page(
          AccountTwoStepView(
            staff(enrolled: true, asked: true), canRemove: false,
            errors: errors("code", "two-step.mistake.used"), now: now, words, language), words,
          language)
      ),
      (
        "two-step-enrol",
        IdentityPages.page(
          TwoStepEnrolView(
            shown, action: "/sign-in/staff/enrol", pass: "pass", returnTo: "/", isAsked: true,
            errors: nil, words, language), words, language)
      ),
      (
        "recovery-codes",
        IdentityPages.page(
          RecoveryCodesView(
            codes: (0..<10).map { "7K2MX-9QRT\($0)" }, next: "/admin/staff"), words, language)
      ),
      (
        "sign-in-two-step",
        IdentityPages.page(
          SignInTwoStepView(
            pass: "pass", returnTo: "/console", errors: errors("code", "two-step.mistake.wrong"),
            words, language), words, language)
      ),
      (
        "sign-in-password",
        IdentityPages.page(
          SignInPasswordView(
            pass: "pass", returnTo: "/",
            errors: errors("password", "identity.password-short", ["n": "10"]), words, language),
          words, language)
      ),
    ]
  }
}
