internal import Civics
internal import Contracts
internal import Kernel

/// A bulletin on two sheets of paper.
struct SheetView: Sendable {
  let title: String
  let week: String
  let number: String
  let range: String
  let date: String
  let isDraft: Bool
  let isMissed: Bool
  let canRead: Bool
  let hasPaper: Bool
  let five: [Figure]
  let overview: String
  /// What stands beside the five, so that words of people do not have to say it.
  let also: String
  let days: [Day]
  let kinds: [Bar]
  let units: [Unit]
  let target: String
  let items: [WeekView.Item]
  let hasItems: Bool
  let promises: [WeekView.Item]
  let hasPromises: Bool
  /// What was found on patrol, and how many more there are.
  let found: [Found]
  let hasFound: Bool
  let moreFound: String?
  let praise: [String]
  let urge: [String]
  let hasPraise: Bool
  let hasUrge: Bool
  let plan: [String]
  let hasPlan: Bool
  let method: String
  let excluded: String
  let signedAs: String?
  let editedAs: String?
  let asOf: String
  let qr: Drawing?
  let back: String

  struct Drawing: Sendable {
    let side: Int
    let path: String
  }

  struct Figure: Sendable {
    let n: String
    let unit: String?
    let label: String
    let change: String
    let path: String?
  }

  /// One weekday's two bars, in the units of the drawing.
  struct Day: Sendable {
    let x: String
    let x2: String
    let mid: String
    let label: String
    let y: String
    let height: String
    let y2: String
    let height2: String
    let top: String
    let n: String
  }

  struct Bar: Sendable {
    let name: String
    let n: String
    let y: String
    let text: String
    let width: String
  }

  struct Unit: Sendable {
    let place: String
    let name: String
    let received: String
    let handled: String
    let share: String
    let width: String
    let isLow: Bool
    let isThin: Bool
    let interval: String
    let satisfied: String
    let returned: String
    let change: String
  }
}

extension SheetView {
  init(
    _ whole: FigureActions.WholeWeek, link: String, canRead: Bool, hasPaper: Bool, _ say: FigureSay
  ) {
    let (frozen, bulletin) = (whole.frozen, whole.bulletin)
    let (figures, formula) = (frozen.figures, frozen.formula)
    let before = whole.previous?.figures
    let today = CityTime.date(of: bulletin.publishedAt ?? bulletin.signedAt ?? say.now)
    title = say.text("sv.bulletin") + " " + say.number(frozen.week)
    (week, number, range) = (
      frozen.week.description, say.number(frozen.week), say.range(frozen.week)
    )
    date = Say.fullDate(today, in: say.language)
    isDraft = bulletin.state != .published
    isMissed = bulletin.isMissed
    (self.canRead, self.hasPaper) = (canRead, hasPaper)
    five = Self.five(figures, formula, before, frozen.week, linked: canRead, say)
    let written = HiddenNumbers.hidden(in: bulletin.words.overview)
    overview = written.isEmpty ? Self.summary(figures, say) : written
    also = say.text(
      "sv.also",
      [
        "proactive": Say.number(figures.n(.proactive)), "overdue": Say.number(figures.n(.overdue)),
        "repeated": Say.number(figures.n(.repeated)), "imported": Say.number(figures.n(.imported)),
      ])
    days = Self.days(figures, say)
    kinds = Self.kinds(figures, say)
    units = Self.units(figures, formula, before, say)
    target = String(formula.target)
    let all = whole.items.map(\.published).map {
      ($0.weekOn, WeekView.item($0, today, canSettle: false, say))
    }
    items = all.filter { $0.0 == frozen.week.monday }.map(\.1)
    promises = all.filter { $0.0 < frozen.week.monday }.map(\.1)
    found = whole.proactive.map { Found($0, linked: canRead, say) }
    hasFound = !found.isEmpty
    moreFound = Found.more(figures.n(.proactive) - found.count, say)
    (hasItems, hasPromises) = (!items.isEmpty, !promises.isEmpty)
    func lines(_ text: String) -> [String] {
      HiddenNumbers.hidden(in: text).split(separator: "\n").map { String($0).trimmed }
        .filter { !$0.isEmpty }
    }
    (praise, urge, plan) = (
      lines(bulletin.words.praise), lines(bulletin.words.urge), lines(bulletin.words.plan)
    )
    (hasPraise, hasUrge, hasPlan) = (!praise.isEmpty, !urge.isEmpty, !plan.isEmpty)
    method = say.text(
      "sv.method",
      [
        "imported": Say.number(figures.n(.imported)), "minimum": String(formula.minimumSample),
        "n": Say.number(figures.n(.excluded)),
      ])
    excluded = Exclusion.allCases.compactMap { exclusion in
      let n = figures.excluded(exclusion)
      return n == 0 ? nil : say.text("sv.exclusion." + exclusion.rawValue) + " \(n)"
    }.joined(separator: " · ")
    (signedAs, editedAs) = (bulletin.signedAs, bulletin.editedAs)
    asOf = say.text(
      "sv.frozen", ["when": Say.due(frozen.frozenAt, now: say.now, in: say.language)])
    qr = QRCode(link).map { Drawing(side: $0.side, path: $0.path) }
    back = canRead ? "/supervision/weeks/\(frozen.week)" : "/bulletins"
  }

  /// What a bulletin says of itself where nobody wrote anything.
  static func summary(_ figures: Figures, _ say: FigureSay) -> String {
    say.text(
      "sv.summary",
      [
        "received": Say.number(figures.n(.received)), "handled": Say.number(figures.n(.handled)),
        "overdue": Say.number(figures.n(.overdue)),
        "proactive": Say.number(figures.n(.proactive)),
        "imported": Say.number(figures.n(.imported)),
      ])
  }

  private static func five(
    _ figures: Figures, _ formula: Formula, _ before: Figures?, _ week: Week, linked: Bool,
    _ say: FigureSay
  ) -> [Figure] {
    func count(_ measure: Measure) -> Figure {
      Figure(
        n: Say.number(figures.n(measure)), unit: nil, label: say.measure(measure),
        change: say.change(figures.n(measure), before?.n(measure)),
        path: linked ? ListPath.of(measure, .frozen(week)) : nil)
    }
    func share(_ code: String) -> Figure {
      let rate = formula.rate(code)
      let ratio = rate.map { figures.ratio($0) } ?? Ratio(numerator: 0, denominator: 0)
      return Figure(
        n: ratio.share.map(Ratio.percent) ?? "–", unit: ratio.share == nil ? nil : "%",
        label: say.rate(code) + " \(ratio.numerator)/\(ratio.denominator)",
        change: say.change(ratio, rate.flatMap { before?.ratio($0) }),
        path: linked
          ? rate.map { ListPath.of($0.denominator, but: $0.numerator, .frozen(week)) } : nil)
    }
    return [
      count(.received), count(.handled), share("in_time"), share("satisfaction"), count(.reworked),
    ]
  }

  /// Tenths of a unit are enough for a drawing.
  static func at(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  private static func days(_ figures: Figures, _ say: FigureSay) -> [Day] {
    let pairs = (1...7).map {
      (figures.n(.received, weekday: $0), figures.n(.handled, weekday: $0))
    }
    let most = Double(max(1, pairs.map { max($0.0, $0.1) }.max() ?? 1))
    return pairs.enumerated().map { index, pair in
      let x = 7.5 + Double(index) * 47.1
      let (a, b) = (Double(pair.0) / most * 112, Double(pair.1) / most * 112)
      return Day(
        x: at(x), x2: at(x + 17.2), mid: at(x + 15.7), label: say.text("sv.day.\(index + 1)"),
        y: at(130 - a), height: at(a), y2: at(130 - b), height2: at(b), top: at(126 - b),
        n: String(pair.1))
    }
  }

  private static func kinds(_ figures: Figures, _ say: FigureSay) -> [Bar] {
    let codes = figures.codes(.kind)
      .map { ($0, figures.n(.received, .kind, $0) + figures.n(.imported, .kind, $0)) }
      .filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(6)
    let most = Double(max(1, codes.first?.1 ?? 1))
    return codes.enumerated().map { index, kind in
      Bar(
        name: say.kind(kind.0), n: Say.number(kind.1), y: at(6.2 + Double(index) * 24),
        text: at(14.9 + Double(index) * 24), width: at(Double(kind.1) / most * 134))
    }
  }

  private static func units(
    _ figures: Figures, _ formula: Formula, _ before: Figures?, _ say: FigureSay
  ) -> [Unit] {
    guard let rate = formula.rate("in_time") else { return [] }
    return figures.compared(rate, minimum: formula.minimumSample).prefix(14).map { unit, place in
      func n(_ measure: Measure) -> String { Say.number(figures.n(measure, .unit, unit)) }
      let ratio = figures.ratio(rate, .unit, unit)
      let isThin = ratio.denominator < formula.minimumSample
      return Unit(
        place: place.map(String.init) ?? "–", name: say.unit(unit), received: n(.received),
        handled: n(.handled), share: say.percent(ratio), width: at((ratio.share ?? 0) * 64),
        isLow: !isThin && (ratio.share ?? 1) * 100 < Double(formula.target), isThin: isThin,
        interval: say.interval(ratio),
        satisfied: formula.rate("satisfaction").map { say.percent(figures.ratio($0, .unit, unit)) }
          ?? "–",
        returned: n(.reworked), change: say.change(ratio, before?.ratio(rate, .unit, unit)))
    }
  }
}
