internal import Kernel

/// The sign-in pages: their sources for the renderer, and each view as a page.
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
    TemplateSource("sign-in", PackageResources.sign_in_mustache),
    TemplateSource("sign-in-code", PackageResources.sign_in_code_mustache),
    TemplateSource("sign-in-staff", PackageResources.sign_in_staff_mustache),
  ]

  static func page(_ view: SignInView, _ words: Words, _ language: Language) -> Page {
    Page("sign-in", view, title: words.text("sign-in.title", in: language), layout: .plain)
  }

  static func page(_ view: SignInCodeView, _ words: Words, _ language: Language) -> Page {
    Page(
      "sign-in-code", view, title: words.text("sign-in.code.title", in: language), layout: .plain)
  }

  static func page(_ view: SignInStaffView, _ words: Words, _ language: Language) -> Page {
    Page("sign-in-staff", view, title: words.text("sign-in.staff", in: language), layout: .plain)
  }
}
