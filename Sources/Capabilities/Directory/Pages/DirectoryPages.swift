internal import Kernel

/// The look-up's sources, and its view as a page.
enum DirectoryPages {
  static let templates: [TemplateSource] = [
    TemplateSource("grids", PackageResources.grids_mustache)
  ]

  static func page(
    _ view: GridsView, _ words: Words, _ language: Language, forStaff: Bool
  ) -> Page {
    Page(
      "grids", view, title: words.text("grids.title", in: language),
      layout: forStaff ? .console : .resident, tab: forStaff ? nil : .home)
  }
}
