internal import Kernel

/// A frozen week counted again from its list.
struct CheckView: Sendable {
  let name: String
  let week: String
  let verdict: String
  let isSame: Bool
  let hash: String
  let rows: [Row]

  struct Row: Sendable {
    let name: String
    let frozen: String
    let again: String
    let path: String
  }

  init(_ frozen: FrozenWeek, _ again: Figures, isSame: Bool, _ say: FigureSay) {
    name = say.number(frozen.week) + " " + say.range(frozen.week)
    week = frozen.week.description
    verdict = say.text(isSame ? "sv.check.same" : "sv.check.differs")
    (self.isSame, hash) = (isSame, String(frozen.hash.prefix(16)))
    rows = Measure.allCases.filter { $0 != .open }.map { measure in
      Row(
        name: say.measure(measure), frozen: Say.number(frozen.figures.n(measure)),
        again: Say.number(again.n(measure)), path: ListPath.of(measure, .frozen(frozen.week)))
    }
  }
}
