internal import Kernel

/// Each view as a page: its template, title, frame and place in the navigation.
enum ServiceRequestsPages {
  static func page(_ view: HomeView, _ words: Words, _ language: Language) -> Page {
    kept(
      Page(
        "home", view, title: words.text("nav.home", in: language), tab: .home, isWide: true))
  }

  static func page(_ view: ReportWhatView, _ words: Words, _ language: Language) -> Page {
    task("report-what", view, "report.what", words, language)
  }

  static func page(_ view: ReportWhereView, _ words: Words, _ language: Language) -> Page {
    var page = task("report-where", view, "report.where", words, language)
    page.hasMap = view.map != nil
    return page
  }

  static func page(_ view: ReportCheckView, _ words: Words, _ language: Language) -> Page {
    var page = task("report-check", view, "report.check", words, language)
    page.hasMap = view.map != nil
    return page
  }

  static func page(_ view: ReceivedView, _ words: Words, _ language: Language) -> Page {
    task("report-received", view, "received.thanks", words, language)
  }

  static func page(_ view: ReportOfflineView, _ words: Words, _ language: Language) -> Page {
    task("report-offline", view, "queued.title", words, language)
  }

  static func page(_ view: MyReportsView, _ words: Words, _ language: Language) -> Page {
    kept(Page("my-reports", view, title: words.text("nav.mine", in: language), tab: .mine))
  }

  static func page(_ view: AroundView, _ words: Words, _ language: Language) -> Page {
    Page(
      "around", view, title: words.text("home.nearby", in: language), tab: .home,
      hasMap: view.map != nil)
  }

  static func page(_ view: OpenDataView, _ words: Words, _ language: Language) -> Page {
    Page("open-data", view, title: words.text("open.heading", in: language), tab: .home)
  }

  static func page(_ view: CoverView, _ words: Words, _ language: Language) -> Page {
    Page(
      "cover", view, title: words.text("cover.title", in: language), layout: .console,
      tab: .queue)
  }

  static func page(_ view: CaseView, _ words: Words, _ language: Language) -> Page {
    kept(Page("case", view, title: view.title, layout: .task, tab: .mine, isWide: true))
  }

  static func page(_ view: TrackView, _ words: Words, _ language: Language) -> Page {
    Page("track", view, title: words.text("track.title", in: language), tab: .mine)
  }

  static func page(_ view: IntakeView, _ words: Words, _ language: Language) -> Page {
    Page("intake", view, title: words.text("intake.title", in: language), layout: .console)
  }

  static func page(_ view: TakenInView, _ words: Words, _ language: Language) -> Page {
    Page("intake-taken", view, title: words.text("intake.taken", in: language), layout: .console)
  }

  static func page(_ view: OutsideAskView, _ words: Words, _ language: Language) -> Page {
    Page("outside-ask", view, title: words.text("outside.title", in: language), layout: .console)
  }

  static func page(_ view: OutsideView, _ words: Words, _ language: Language) -> Page {
    Page("outside", view, title: words.text("outside.page", in: language), layout: .task)
  }

  static func page(_ view: SplitView, _ words: Words, _ language: Language) -> Page {
    Page("split", view, title: words.text("act.split", in: language), layout: .console)
  }

  static func page(_ view: MergeView, _ words: Words, _ language: Language) -> Page {
    Page(
      "merge", view, title: words.text("act.merge", in: language), layout: .console, tab: .queue,
      hasMap: view.map != nil)
  }

  static func page(_ view: QueueView, _ words: Words, _ language: Language) -> Page {
    Page(
      "queue", view, title: words.text("queue.title", in: language), layout: .console,
      tab: .queue, head: "queue-head", hasMap: view.map != nil)
  }

  static func page(_ view: BatchView, _ words: Words, _ language: Language) -> Page {
    Page("batch", view, title: view.heading, layout: .console, tab: .queue)
  }

  static func page(_ view: LedgerView, _ words: Words, _ language: Language) -> Page {
    Page(
      "ledger", view, title: words.text("queue.list", in: language), layout: .print, tab: .queue)
  }

  static func page(_ view: MovesView, _ words: Words, _ language: Language) -> Page {
    Page(
      "moves", view, title: words.text("queue.feed", in: language), layout: .console, tab: .queue)
  }

  static func page(_ view: HotSpotsView, _ words: Words, _ language: Language) -> Page {
    Page(
      "hot-spots", view, title: words.text("hot.title", in: language), layout: .console,
      tab: .queue)
  }

  static func page(_ view: HotSpotView, _ words: Words, _ language: Language) -> Page {
    Page("hot-spot", view, title: view.line.summary, layout: .console, tab: .queue)
  }

  static func page(_ view: DeskView, _ words: Words, _ language: Language) -> Page {
    Page(
      "desk", view, title: words.text("nav.desk", in: language), layout: .console, tab: .desk,
      hasMap: view.map != nil)
  }

  static func page(_ view: DeskCaseView, _ words: Words, _ language: Language) -> Page {
    Page("desk-case", view, title: view.detail.title, layout: .console, tab: .desk)
  }

  static func page(_ view: CallbacksView, _ words: Words, _ language: Language) -> Page {
    Page(
      "callbacks", view, title: words.text("nav.callbacks", in: language), layout: .console,
      tab: .callbacks)
  }

  static func page(_ view: CallbackView, _ words: Words, _ language: Language) -> Page {
    Page("callback", view, title: view.detail.title, layout: .console, tab: .callbacks)
  }

  static func page(_ view: LimitsView) -> Page {
    Page("limits", view, title: view.heading, layout: .console, tab: .directory)
  }

  static func page(_ view: LimitsCheckView) -> Page {
    Page("limits-check", view, title: view.heading, layout: .console, tab: .directory)
  }

  /// One's own pages stay readable without network (docs/rules.md §9).
  private static func kept(_ page: Page) -> Page {
    var page = page
    page.mayKeep = true
    return page
  }

  private static func task(
    _ template: String, _ view: any Sendable, _ title: String, _ words: Words,
    _ language: Language
  ) -> Page {
    Page(template, view, title: words.text(title, in: language), layout: .task, tab: .report)
  }
}
