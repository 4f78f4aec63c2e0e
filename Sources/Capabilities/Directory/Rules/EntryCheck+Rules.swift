import Contracts
import Kernel

/// Lines of the dispatch catalogue.
extension EntryCheck {
  mutating func checkRule(_ key: String, _ typed: String) {
    switch key {
    case "matter": matter(typed)
    case "daytimes":
      if let times = ShiftTimes(typed) {
        keep(key, times.text)
      } else {
        fault(key, "directory.wrong.times")
      }
    case "season":
      if let season = CityPlan.RuleTime.Season(typed) {
        keep(key, season.text)
      } else {
        fault(key, "directory.wrong.season")
      }
    default: helpers(typed)
    }
  }

  private mutating func matter(_ typed: String) {
    let code = typed.lowercased().filter { !$0.isWhitespace }
    let isKnown =
      code == CityPlan.Rule.everything || around.topics.contains { $0.code == code }
      || around.topics.isEmpty && !code.isEmpty
    guard isKnown else { return fault("matter", "directory.wrong.matter", ["code": typed]) }
    keep("matter", code)
  }

  /// Units beside the lead, each of which holds.
  private mutating func helpers(_ typed: String) {
    let codes = Set(typed.lowercased().words).sorted()
    if let unknown = codes.first(where: { around.entry(.units, $0) == nil }) {
      return fault("co", "directory.wrong.unit", ["code": unknown])
    }
    if codes.contains(text("lead").lowercased()) {
      return fault("co", "directory.wrong.co-lead")
    }
    keep("co", codes.joined(separator: " "))
  }

  /// That no other line says something about the same matter, place and time.
  mutating func checkCollisions() {
    guard faults.isEmpty, let rule = CityPlan.Rule(Entry(.rules, code, values)) else { return }
    let others = around.all(.rules).filter { $0.code != code }.compactMap(CityPlan.Rule.init)
    guard let other = others.first(where: rule.collides) else { return }
    let isSame = other.lead == rule.lead && other.coUnits == rule.coUnits
    fault(
      "matter", isSame ? "directory.wrong.rule-twice" : "directory.wrong.rule-contradicts",
      ["name": other.name, "code": other.code, "unit": other.lead])
  }
}
