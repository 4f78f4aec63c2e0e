internal import Kernel

/// The tables of a period: rates with what they are made of, and by unit, place and class.
struct FiguresView: Sendable {
  let rates: [Rate]
  let composite: String?
  let formulaSince: String
  let minimum: String
  let counts: [Count]
  let units: [Line]
  let areas: [Line]
  let classes: [Line]
  let excluded: [Count]
  let hasExcluded: Bool

  struct Rate: Sendable {
    let name: String
    let weight: String
    let share: String
    let interval: String
    let part: String
    let whole: String
    let missing: String
    let partPath: String
    let wholePath: String
    let missingPath: String
    /// `按时首次联系 ÷ 应联系`.
    let formula: String
    let isThin: Bool
    let change: String
  }

  struct Count: Sendable {
    let name: String
    let n: String
    let path: String?
    let change: String
  }

  struct Line: Sendable {
    let place: String
    let name: String
    let received: String
    let receivedPath: String
    let handled: String
    let handledPath: String
    let inTime: String
    let interval: String
    let latePath: String
    let solved: String
    let satisfied: String
    let reworked: String
    let reworkedPath: String
    let isLow: Bool
    let isThin: Bool
  }
}

extension FiguresView {
  init(
    _ figures: Figures, _ formula: Formula, since: LocalDate, before: Figures?,
    span: FigureActions.Span, _ say: FigureSay
  ) {
    rates = formula.rates.map { rate in
      let ratio = figures.ratio(rate)
      return Rate(
        name: say.rate(rate.code), weight: rate.weight > 0 ? "\(rate.weight)%" : "",
        share: say.percent(ratio), interval: say.interval(ratio),
        part: Say.number(ratio.numerator), whole: Say.number(ratio.denominator),
        missing: Say.number(ratio.denominator - ratio.numerator),
        partPath: ListPath.of(rate.numerator, span),
        wholePath: ListPath.of(rate.denominator, span),
        missingPath: ListPath.of(rate.denominator, but: rate.numerator, span),
        formula: say.measure(rate.numerator) + " ÷ " + say.measure(rate.denominator),
        isThin: ratio.denominator < formula.minimumSample,
        change: say.change(ratio, before?.ratio(rate)))
    }
    composite = figures.composite(formula).map { Ratio.percent($0 / 100) }
    formulaSince =
      since == FormulaEdition.shipped.validOn
      ? say.text("sv.formula.shipped") : Say.fullDate(since, in: say.language)
    minimum = String(formula.minimumSample)
    counts =
      Self.shown.map { measure in
        Count(
          name: say.measure(measure), n: Say.number(figures.n(measure)),
          // Open ones are too many to be listed in each frozen week.
          path: measure == .open && span.isFrozen ? nil : ListPath.of(measure, span),
          change: measure.isStock ? "" : say.change(figures.n(measure), before?.n(measure)))
      }
      + [figures.meanMinutes].compactMap { minutes in
        minutes.map {
          Count(name: say.text("sv.mean-time"), n: say.minutes($0), path: nil, change: "")
        }
      }
    units = Self.units(figures, formula, span, say)
    areas = Self.lines(.area, figures, formula, span, say)
    classes = Self.lines(.classCode, figures, formula, span, say)
    excluded = Exclusion.allCases.compactMap { exclusion in
      let n = figures.excluded(exclusion)
      return n == 0
        ? nil
        : Count(
          name: say.text("sv.exclusion." + exclusion.rawValue), n: Say.number(n),
          path: ListPath.of(.excluded, span), change: "")
    }
    hasExcluded = !excluded.isEmpty
  }

  private static let shown: [Measure] = [
    .received, .handled, .closed, .open, .overdue, .parked, .reworked, .proactive, .imported,
    .excluded, .overruled, .overruledBack,
  ]

  private static func units(
    _ figures: Figures, _ formula: Formula, _ span: FigureActions.Span, _ say: FigureSay
  ) -> [Line] {
    guard let rate = formula.rate("in_time") else { return [] }
    return figures.compared(rate, minimum: formula.minimumSample).map { unit, place in
      line(.unit, unit, place: place, figures, formula, span, say)
    }
  }

  private static func lines(
    _ axis: Axis, _ figures: Figures, _ formula: Formula, _ span: FigureActions.Span,
    _ say: FigureSay
  ) -> [Line] {
    figures.codes(axis).sorted {
      (figures.n(.received, axis, $1), $0) < (figures.n(.received, axis, $0), $1)
    }.prefix(40).map { line(axis, $0, place: nil, figures, formula, span, say) }
  }

  private static func line(
    _ axis: Axis, _ code: String, place: Int?, _ figures: Figures, _ formula: Formula,
    _ span: FigureActions.Span, _ say: FigureSay
  ) -> Line {
    func ratio(_ rate: String) -> Ratio {
      formula.rate(rate).map { figures.ratio($0, axis, code) }
        ?? Ratio(numerator: 0, denominator: 0)
    }
    func n(_ measure: Measure) -> String { Say.number(figures.n(measure, axis, code)) }
    func path(_ measure: Measure, but: Measure? = nil) -> String {
      ListPath.of(measure, but: but, span, axis, code)
    }
    let inTime = ratio("in_time")
    let isThin = inTime.denominator < formula.minimumSample
    return Line(
      place: place.map(String.init) ?? "–", name: say.name(axis, code), received: n(.received),
      receivedPath: path(.received), handled: n(.handled), handledPath: path(.handled),
      inTime: say.percent(inTime), interval: say.interval(inTime),
      latePath: path(.handled, but: .handledInTime), solved: say.percent(ratio("solution")),
      satisfied: say.percent(ratio("satisfaction")), reworked: n(.reworked),
      reworkedPath: path(.reworked),
      isLow: !isThin && (inTime.share ?? 1) * 100 < Double(formula.target), isThin: isThin)
  }
}
