internal import Kernel

/// The pages of signing in, of one's own account and of administration: their sources for the
/// renderer, and each view as a page.
enum IdentityPages {
  static let words: [WordFile] = [
    WordFile(
      owner: "Identity", language: .chinese, bytes: PackageResources.Identity_zh_Hans_json),
    WordFile(owner: "Identity", language: .english, bytes: PackageResources.Identity_en_json),
  ]

  /// The same sentences for text messages, which no page renders.
  static let sentences: Words = {
    do { return try Words(words) } catch { fatalError("the shipped words are broken: \(error)") }
  }()

  static let templates: [TemplateSource] = [
    TemplateSource("account", PackageResources.account_mustache),
    TemplateSource("account-password", PackageResources.account_password_mustache),
    TemplateSource("account-phone", PackageResources.account_phone_mustache),
    TemplateSource("account-two-step", PackageResources.account_two_step_mustache),
    TemplateSource("admin-audit", PackageResources.admin_audit_mustache),
    TemplateSource("admin-handed", PackageResources.admin_handed_mustache),
    TemplateSource("admin-head", PackageResources.admin_head_mustache),
    TemplateSource("admin-limits", PackageResources.admin_limits_mustache),
    TemplateSource("admin-person", PackageResources.admin_person_mustache),
    TemplateSource("admin-picker", PackageResources.admin_picker_mustache),
    TemplateSource("admin-roles", PackageResources.admin_roles_mustache),
    TemplateSource("admin-staff", PackageResources.admin_staff_mustache),
    TemplateSource("admin-staff-new", PackageResources.admin_staff_new_mustache),
    TemplateSource("recovery-codes", PackageResources.recovery_codes_mustache),
    TemplateSource("sign-in", PackageResources.sign_in_mustache),
    TemplateSource("sign-in-code", PackageResources.sign_in_code_mustache),
    TemplateSource("sign-in-password", PackageResources.sign_in_password_mustache),
    TemplateSource("sign-in-staff", PackageResources.sign_in_staff_mustache),
    TemplateSource("sign-in-two-step", PackageResources.sign_in_two_step_mustache),
    TemplateSource("text-field", PackageResources.text_field_mustache),
    TemplateSource("two-step-enrol", PackageResources.two_step_enrol_mustache),
    TemplateSource("wechat-arrive", PackageResources.wechat_arrive_mustache),
    TemplateSource("wechat-link", PackageResources.wechat_link_mustache),
  ]

  static func page(_ view: SignInView, _ words: Words, _ language: Language) -> Page {
    plain("sign-in", view, "sign-in.title", words, language)
  }

  static func page(_ view: SignInCodeView, _ words: Words, _ language: Language) -> Page {
    plain("sign-in-code", view, "sign-in.code.title", words, language)
  }

  static func page(_ view: SignInStaffView, _ words: Words, _ language: Language) -> Page {
    plain("sign-in-staff", view, "sign-in.staff", words, language)
  }

  static func page(_ view: SignInTwoStepView, _ words: Words, _ language: Language) -> Page {
    plain("sign-in-two-step", view, "two-step.ask.title", words, language)
  }

  static func page(_ view: SignInPasswordView, _ words: Words, _ language: Language) -> Page {
    plain("sign-in-password", view, "password.first.title", words, language)
  }

  static func page(_ view: TwoStepEnrolView, _ words: Words, _ language: Language) -> Page {
    plain("two-step-enrol", view, "two-step.enrol.title", words, language)
  }

  static func page(_ view: RecoveryCodesView, _ words: Words, _ language: Language) -> Page {
    plain("recovery-codes", view, "recovery.title", words, language)
  }

  static func page(_ view: WeChatArrivalView, _ words: Words, _ language: Language) -> Page {
    let title = view.isLate ? "wechat.late.title" : "wechat.arrive.title"
    return plain("wechat-arrive", view, title, words, language)
  }

  static func page(_ view: WeChatLinkView, _ words: Words, _ language: Language) -> Page {
    plain("wechat-link", view, "wechat.link.title", words, language)
  }

  static func page(
    _ view: AccountView, _ words: Words, _ language: Language, forStaff: Bool
  ) -> Page {
    own("account", view, "account.title", words, language, forStaff: forStaff)
  }

  static func page(_ view: AccountPasswordView, _ words: Words, _ language: Language) -> Page {
    own("account-password", view, "password.title", words, language, forStaff: true)
  }

  static func page(_ view: AccountPhoneView, _ words: Words, _ language: Language) -> Page {
    own("account-phone", view, "account.phone.title", words, language, forStaff: false)
  }

  static func page(_ view: AccountTwoStepView, _ words: Words, _ language: Language) -> Page {
    own("account-two-step", view, "two-step.title", words, language, forStaff: true)
  }

  private static func plain(
    _ template: String, _ view: any Sendable, _ title: String, _ words: Words,
    _ language: Language
  ) -> Page {
    Page(template, view, title: words.text(title, in: language), layout: .plain)
  }

  private static func own(
    _ template: String, _ view: any Sendable, _ title: String, _ words: Words,
    _ language: Language, forStaff: Bool
  ) -> Page {
    Page(
      template, view, title: words.text(title, in: language),
      layout: forStaff ? .console : .resident, tab: forStaff ? .settings : .me)
  }
}
