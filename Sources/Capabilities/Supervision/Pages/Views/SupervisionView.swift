internal import Kernel

/// The running week, and those before it.
struct SupervisionView: Sendable {
  let range: String
  let asOf: String
  let figures: FiguresView
  let late: String
  let latePath: String
  let weeks: [Row]
  let hasWeeks: Bool
  let canDecide: Bool

  struct Row: Sendable {
    let path: String
    let name: String
    let range: String
    let state: String
    let isMissed: Bool
    let isOut: Bool
  }

  init(_ overview: FigureActions.Overview, canDecide: Bool, _ say: FigureSay) {
    let span = FigureActions.Span.days(overview.week.monday, overview.week.sunday)
    range = say.range(overview.week)
    asOf = say.text("sv.as-of", ["when": Say.due(say.now, now: say.now, in: say.language)])
    figures = FiguresView(
      overview.figures, overview.formula.formula, since: overview.formula.validOn, before: nil,
      span: span, say)
    late = Say.number(overview.late)
    latePath = ListPath.of(.overdue, span)
    weeks = overview.bulletins.map { bulletin in
      Row(
        path: "/supervision/weeks/\(bulletin.week)", name: say.number(bulletin.week),
        range: say.range(bulletin.week), state: say.state(bulletin), isMissed: bulletin.isMissed,
        isOut: bulletin.state == .published)
    }
    hasWeeks = !weeks.isEmpty
    self.canDecide = canDecide
  }
}

/// The requests behind a figure.
struct CasesView: Sendable {
  let heading: String
  let note: String
  let rows: [Row]
  let isEmpty: Bool
  let older: String?
  let first: String?

  struct Row: Sendable {
    let path: String
    let number: String
    let kind: String
    let place: String
    let unit: String
    let filed: String
    let reason: String
  }
}

/// Bulletins that are out.
struct BulletinsView: Sendable {
  let rows: [SupervisionView.Row]
  let isEmpty: Bool
  let older: String?

  init(_ bulletins: [Bulletin], shown: Int, _ say: FigureSay) {
    rows = bulletins.prefix(shown).map { bulletin in
      SupervisionView.Row(
        path: "/bulletins/\(bulletin.week)", name: say.number(bulletin.week),
        range: say.range(bulletin.week), state: say.state(bulletin), isMissed: bulletin.isMissed,
        isOut: true)
    }
    isEmpty = rows.isEmpty
    older =
      bulletins.count > shown
      ? bulletins.prefix(shown).last.map { "/bulletins?before=\($0.week)" } : nil
  }
}
