internal import Kernel

/// Each view of administration as a page.
enum AdminPages {
  static func page(_ view: StaffListView, _ words: Words, _ language: Language) -> Page {
    page("admin-staff", view, "admin.people", words, language)
  }

  static func page(_ view: StaffNewView, _ words: Words, _ language: Language) -> Page {
    page("admin-staff-new", view, "admin.add", words, language)
  }

  static func page(_ view: HandedView, _ words: Words, _ language: Language) -> Page {
    page("admin-handed", view, "admin.people", words, language)
  }

  static func page(_ view: PersonView, _ words: Words, _ language: Language) -> Page {
    page("admin-person", view, "admin.account", words, language)
  }

  static func page(_ view: RolesView, _ words: Words, _ language: Language) -> Page {
    page("admin-roles", view, "admin.roles", words, language)
  }

  static func page(_ view: LimitsView, _ words: Words, _ language: Language) -> Page {
    page("admin-limits", view, "admin.limits", words, language)
  }

  static func page(_ view: AuditView, _ words: Words, _ language: Language) -> Page {
    page("admin-audit", view, "audit.title", words, language, tab: .audit)
  }

  private static func page(
    _ template: String, _ view: any Sendable, _ title: String, _ words: Words,
    _ language: Language, tab: Tab = .people
  ) -> Page {
    Page(
      template, view, title: words.text(title, in: language), layout: .console, tab: tab)
  }
}
