internal import Kernel

/// Sources of the pages about mandates and consents.
enum MandatesPages {
  static let words: [WordFile] = [
    WordFile(
      owner: "Mandates", language: .chinese, bytes: PackageResources.Mandates_zh_Hans_json),
    WordFile(owner: "Mandates", language: .english, bytes: PackageResources.Mandates_en_json),
  ]

  static let templates: [TemplateSource] = [
    TemplateSource("consent", PackageResources.consent_mustache),
    TemplateSource("mandate", PackageResources.mandate_mustache),
    TemplateSource("mandate-ask", PackageResources.mandate_ask_mustache),
    TemplateSource("mandate-ends", PackageResources.mandate_ends_mustache),
    TemplateSource("mandate-lines", PackageResources.mandate_lines_mustache),
    TemplateSource("mandate-scopes", PackageResources.mandate_scopes_mustache),
    TemplateSource("mandate-ward", PackageResources.mandate_ward_mustache),
    TemplateSource("permission-rows", PackageResources.permission_rows_mustache),
    TemplateSource("permissions", PackageResources.permissions_mustache),
    TemplateSource("real-name", PackageResources.real_name_mustache),
    TemplateSource("window", PackageResources.window_mustache),
    TemplateSource("window-mandate", PackageResources.window_mandate_mustache),
  ]

  /// A resident's page; staff have private lives too, in the frame they work in.
  static func own(
    _ template: String, _ view: any Sendable, _ title: String, _ call: Call
  ) -> Page {
    Page(
      template, view, title: call.words.text(title, in: call.language), layout: .resident,
      tab: .me)
  }

  static func window(
    _ template: String, _ view: any Sendable, _ title: String, _ words: Words,
    _ language: Language
  ) -> Page {
    Page(
      template, view, title: words.text(title, in: language), layout: .console, tab: .window)
  }
}
