internal import Contracts
internal import Kernel

/// The registers in the reader's words.
struct RegisterSay: Sendable {
  let words: Words
  let language: Language
  let now: Timestamp

  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }

  func register(_ register: Register) -> String { text("directory.register." + register.rawValue) }
  func field(_ key: String) -> String { text("directory.field." + key) }

  func hint(_ key: String) -> String? { words["directory.hint." + key, language] }

  /// What a register's own line is called in a sentence: "新增单位".
  func new(_ register: Register) -> String { text("directory.new." + register.rawValue) }

  func value(_ key: String, _ value: String) -> String {
    if value.isEmpty { return text("directory.nothing") }
    if key == "kind" { return text("directory.kind." + value) }
    if key == "days" { return text("directory.days." + value) }
    if key == "border" {
      let border = try? Border.read(value)
      return border.map { border in
        text(
          "directory.border.size",
          [
            "n": String(border.rings.reduce(0) { $0 + $1.count }),
            "area": BorderRule.text(border.squareMetres),
          ])
      } ?? value
    }
    return value
  }

  func change(_ difference: Entry.Difference) -> String {
    text(
      "directory.change",
      [
        "field": field(difference.key), "old": value(difference.key, difference.old),
        "new": value(difference.key, difference.new),
      ])
  }

  /// A second line of the list: what one wants to know before opening it.
  func note(_ entry: Entry, _ around: Surroundings) -> String? {
    let parts: [String] =
      switch entry.register {
      case .units:
        [
          text("directory.kind." + (entry.values["kind"] ?? "department")),
          entry["area"].isEmpty ? text("grids.whole") : place(entry["area"], around),
          entry["hours"],
        ]
      case .regions:
        entry.code.utf8.count == 12 ? [place(String(entry.code.prefix(9)), around)] : []
      case .grids:
        [place(String(entry.code.prefix(12)), around), value("border", entry["border"])]
      case .posts:
        [
          entry["office"].isEmpty
            ? "" : around.entry(.units, entry["office"])?.name ?? entry["office"],
          entry["area"].isEmpty ? "" : place(entry["area"], around),
        ]
      case .shifts:
        [
          around.entry(.posts, entry["station"]).map(name) ?? entry["station"],
          value("days", entry["days"]), entry["times"],
          [entry["first"], entry["last"]].filter { !$0.isEmpty }.joined(separator: "~"),
        ]
      case .rules: rule(entry, around)
      case .holidays: [entry["source"]]
      }
    let told = parts.filter { !$0.isEmpty }
    return told.isEmpty ? nil : told.joined(separator: " · ")
  }

  /// What, where, when, and to whom.
  private func rule(_ entry: Entry, _ around: Surroundings) -> [String] {
    let lead = around.entry(.units, entry["lead"]).map(name) ?? entry["lead"]
    return [
      topic(entry["matter"], around),
      entry["place"].isEmpty ? text("grids.whole") : place(entry["place"], around),
      entry["days"].isEmpty || entry["days"] == CityPlan.Days.daily.rawValue
        ? "" : value("days", entry["days"]),
      entry["daytimes"], entry["season"],
      [entry["first"], entry["last"]].filter { !$0.isEmpty }.joined(separator: "~"), "→ " + lead,
    ]
  }

  func topic(_ code: String, _ around: Surroundings) -> String {
    if code == CityPlan.Rule.everything { return text("directory.topic.all") }
    let found = around.topics.first { $0.code == code }
    return found.map { language == .english ? $0.english : $0.name } ?? code
  }

  func place(_ code: String, _ around: Surroundings) -> String {
    let found = around.entry(code.utf8.count == 15 ? .grids : .regions, code)
    return found.map { language == .english ? $0.values["english"] ?? $0.name : $0.name } ?? code
  }

  func name(_ entry: Entry) -> String {
    if entry.register == .holidays { return text("directory.year", ["year": entry.code]) }
    return language == .english ? entry.values["english"] ?? entry.name : entry.name
  }

  func date(_ day: LocalDate) -> String { Say.date(day, now: now, in: language) }
}
