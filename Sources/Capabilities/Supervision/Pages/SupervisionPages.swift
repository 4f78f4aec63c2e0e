internal import Kernel

/// Each view as a page.
enum SupervisionPages {
  static let templates: [TemplateSource] = [
    TemplateSource("sv-bulletins", PackageResources.sv_bulletins_mustache),
    TemplateSource("sv-cases", PackageResources.sv_cases_mustache),
    TemplateSource("sv-check", PackageResources.sv_check_mustache),
    TemplateSource("sv-cockpit", PackageResources.sv_cockpit_mustache),
    TemplateSource("sv-figures", PackageResources.sv_figures_mustache),
    TemplateSource("sv-formula", PackageResources.sv_formula_mustache),
    TemplateSource("sv-lines", PackageResources.sv_lines_mustache),
    TemplateSource("sv-lines-head", PackageResources.sv_lines_head_mustache),
    TemplateSource("sv-overview", PackageResources.sv_overview_mustache),
    TemplateSource("sv-sheet", PackageResources.sv_sheet_mustache),
    TemplateSource("sv-week", PackageResources.sv_week_mustache),
  ]

  static func page(_ view: SupervisionView, _ words: Words, _ language: Language) -> Page {
    console("sv-overview", view, words.text("sv.title", in: language))
  }

  static func page(_ view: CasesView, _ words: Words, _ language: Language) -> Page {
    console("sv-cases", view, view.heading)
  }

  static func page(_ view: WeekView, _ words: Words, _ language: Language) -> Page {
    console("sv-week", view, view.name)
  }

  static func page(_ view: CheckView, _ words: Words, _ language: Language) -> Page {
    console("sv-check", view, words.text("sv.check", in: language))
  }

  static func page(_ view: FormulaView, _ words: Words, _ language: Language) -> Page {
    console("sv-formula", view, words.text("sv.formula", in: language))
  }

  static func page(_ view: BulletinsView, _ words: Words, _ language: Language) -> Page {
    Page("sv-bulletins", view, title: words.text("sv.bulletins", in: language), tab: .home)
  }

  static func page(_ view: SheetView, _ words: Words, _ language: Language) -> Page {
    Page("sv-sheet", view, title: view.title, layout: .print)
  }

  static func page(_ view: CockpitView, _ words: Words, _ language: Language) -> Page {
    Page("sv-cockpit", view, title: words.text("sv.cockpit", in: language), layout: .wall)
  }

  private static func console(_ template: String, _ view: any Sendable, _ title: String) -> Page {
    Page(template, view, title: title, layout: .console, tab: .supervision)
  }
}
