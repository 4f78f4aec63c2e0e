internal import Kernel

/// The message pages' sources, and their views as pages.
enum MessagesPages {
  static let templates: [TemplateSource] = [
    TemplateSource("deliveries", PackageResources.deliveries_mustache),
    TemplateSource("message-chain", PackageResources.message_chain_mustache),
    TemplateSource("message-chains", PackageResources.message_chains_mustache),
    TemplateSource("message-template", PackageResources.message_template_mustache),
    TemplateSource("message-templates", PackageResources.message_templates_mustache),
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

  static func page(_ view: TemplatesView, _ words: Words, _ language: Language) -> Page {
    page("message-templates", view, "templates.title", words, language, true)
  }

  static func page(_ view: TemplateView, _ words: Words, _ language: Language) -> Page {
    page("message-template", view, "templates.title", words, language, true)
  }

  static func page(_ view: ChainsView, _ words: Words, _ language: Language) -> Page {
    page("message-chains", view, "chains.title", words, language, true)
  }

  static func page(_ view: ChainView, _ words: Words, _ language: Language) -> Page {
    page("message-chain", view, "chains.title", words, language, true)
  }

  static func page(_ view: DeliveriesView, _ words: Words, _ language: Language) -> Page {
    page("deliveries", view, "deliveries.title", words, language, true)
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
