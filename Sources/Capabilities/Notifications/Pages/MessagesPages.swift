internal import Kernel

/// The message pages' sources, and their views as pages.
enum MessagesPages {
  static let templates: [TemplateSource] = [
    TemplateSource("messages", PackageResources.messages_mustache),
    TemplateSource("text-settings", PackageResources.text_settings_mustache),
  ]

  static func page(
    _ view: MessagesView, _ words: Words, _ language: Language, forStaff: Bool
  ) -> Page {
    page("messages", view, "messages.title", words, language, forStaff)
  }

  static func page(
    _ view: TextSettingsView, _ words: Words, _ language: Language, forStaff: Bool
  ) -> Page {
    page("text-settings", view, "messages.settings", words, language, forStaff)
  }

  private static func page(
    _ template: String, _ view: any Sendable, _ title: String, _ words: Words,
    _ language: Language, _ forStaff: Bool
  ) -> Page {
    Page(
      template, view, title: words.text(title, in: language),
      layout: forStaff ? .console : .resident, tab: forStaff ? .messages : .mine)
  }
}
