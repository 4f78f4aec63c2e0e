internal import Kernel

/// The message page's sources, and its view as a page.
enum MessagesPages {
  static let templates: [TemplateSource] = [
    TemplateSource("messages", PackageResources.messages_mustache)
  ]

  static func page(
    _ view: MessagesView, _ words: Words, _ language: Language, forStaff: Bool
  ) -> Page {
    Page(
      "messages", view, title: words.text("messages.title", in: language),
      layout: forStaff ? .console : .resident, tab: forStaff ? .messages : .mine)
  }
}
