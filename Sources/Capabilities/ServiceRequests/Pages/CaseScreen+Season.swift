import Casework
import Civics
import Kernel

/// What is worth knowing of a case beside its state: found on patrol, and the season that presses.
extension CaseScreen {
  func marks(_ source: CaseSource, _ season: CaseSeason?) -> [String] {
    [source.isProactive ? text("mark.proactive") : nil, season.map(pressed(by:))].compactMap(\.self)
  }

  /// 上冻前（12月15日前办好）.
  func pressed(by season: CaseSeason) -> String {
    text(
      "mark.season",
      [
        "season": CodeWords.seasons.text(season.code, words, language),
        "when": Say.date(season.dueOn, now: now, in: language),
      ])
  }

  /// The seasons of a place as choices; the first is none.
  func seasons(
    _ all: [CaseSeason], none: String, chosen: String?
  ) -> [OptionView] {
    [OptionView(value: none, label: text("season.none"), chosen: chosen == nil || chosen == none)]
      + all.map { season in
        OptionView(
          value: season.code, label: pressed(by: season), chosen: season.code == chosen)
      }
  }
}
