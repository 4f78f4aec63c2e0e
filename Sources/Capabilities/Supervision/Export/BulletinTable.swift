import Kernel

/// A week's figures as a table: one row for the whole, each unit, place, class and kind.
enum BulletinTable {
  /// The columns are a promise to those who read the files; new ones go to the end.
  static func rows(
    _ frozen: FrozenWeek, name: (Axis, String) -> String
  ) -> [[String]] {
    let head =
      ["week", "axis", "code", "name"] + measures.map(\.rawValue)
      + frozen.formula.rates.flatMap {
        [$0.code + "_percent", $0.code + "_low", $0.code + "_high"]
      }
    var rows = [head]
    for axis in [Axis.all, .unit, .area, .classCode, .kind] {
      for code in frozen.figures.codes(axis) {
        rows.append(row(axis, code, frozen, name(axis, code)))
      }
    }
    return rows
  }

  private static let measures = Measure.allCases.filter { $0 != .open }

  private static func row(
    _ axis: Axis, _ code: String, _ frozen: FrozenWeek, _ name: String
  ) -> [String] {
    let figures = frozen.figures
    return [frozen.week.description, axis.rawValue, code, name]
      + measures.map { String(figures.n($0, axis, code)) }
      + frozen.formula.rates.flatMap { rate -> [String] in
        let ratio = figures.ratio(rate, axis, code)
        guard let share = ratio.share, let (low, high) = ratio.interval else {
          return ["", "", ""]
        }
        return [Ratio.percent(share), Ratio.percent(low), Ratio.percent(high)]
      }
  }
}
