import Contracts
import Kernel

extension CityPlan.Rule {
  /// Nil for a line that is not one: nothing is suggested by it.
  init?(_ entry: Entry) {
    guard entry.register == .rules, let time = CityPlan.RuleTime(entry) else { return nil }
    self.init(
      code: entry.code, name: entry.name, english: entry.values["english"],
      matter: entry["matter"], area: entry["place"], time: time, lead: entry["lead"],
      coUnits: entry["co"].words)
  }
}

extension CityPlan.RuleTime {
  /// Nil where one of the columns holds none.
  init?(_ entry: Entry) {
    self.init()
    if let typed = entry.values["days"] {
      guard let days = CityPlan.Days(rawValue: typed) else { return nil }
      self.days = days
    }
    if let typed = entry.values["daytimes"] {
      guard let times = ShiftTimes(typed) else { return nil }
      spans = times.spans.map { Span(start: $0.start, end: $0.end) }
    }
    if let typed = entry.values["season"] {
      guard let season = Season(typed) else { return nil }
      self.season = season
    }
    first = LocalDate(entry["first"])
    last = LocalDate(entry["last"])
  }
}

extension CityPlan.RuleTime.Season {
  /// Reads `10-15~04-15`; nil for what is none.
  init?(_ typed: String) {
    let days = typed.filter { !$0.isWhitespace }.split { "~～至".contains($0) }.map(String.init)
    // A leap year has every day there is.
    let ends = days.compactMap { LocalDate("2028-" + $0) }
    guard days.count == 2, ends.count == 2 else { return nil }
    self.init(
      from: ends[0].month * 100 + ends[0].day, to: ends[1].month * 100 + ends[1].day)
  }

  /// As it is stored.
  var text: String {
    [from, to].map { Digits.padded($0 / 100, 2) + "-" + Digits.padded($0 % 100, 2) }
      .joined(separator: "~")
  }
}

extension String {
  /// Codes that stand side by side, however they are set apart.
  var words: [String] {
    split { $0.isWhitespace || [",", "，", ";", "；", "、"].contains($0) }.map(String.init)
  }
}
