internal import Kernel

/// The templates of the look-up and of the registers, and each view as a page.
enum DirectoryPages {
  static let templates: [TemplateSource] = [
    TemplateSource("grids", PackageResources.grids_mustache),
    TemplateSource("register", PackageResources.register_mustache),
    TemplateSource("register-entry", PackageResources.register_entry_mustache),
    TemplateSource("register-field", PackageResources.register_field_mustache),
    TemplateSource("register-head", PackageResources.register_head_mustache),
    TemplateSource("register-import", PackageResources.register_import_mustache),
    TemplateSource("register-map", PackageResources.register_map_mustache),
    TemplateSource("register-plan", PackageResources.register_plan_mustache),
  ]

  static func page(
    _ view: GridsView, _ words: Words, _ language: Language, forStaff: Bool
  ) -> Page {
    Page(
      "grids", view, title: words.text("grids.title", in: language),
      layout: forStaff ? .console : .resident, tab: forStaff ? nil : .home)
  }

  static func page(_ view: RegisterView) -> Page {
    Page(
      "register", view, title: view.heading, layout: .console, tab: .directory,
      head: "register-head")
  }

  static func page(_ view: EntryView) -> Page {
    Page(
      "register-entry", view, title: view.heading, layout: .console, tab: .directory,
      hasMap: view.map != nil)
  }

  static func page(_ view: ImportView) -> Page {
    Page("register-import", view, title: view.heading, layout: .console, tab: .directory)
  }

  static func page(_ view: ImportPlanView) -> Page {
    Page("register-plan", view, title: view.heading, layout: .console, tab: .directory)
  }
}
