internal import Contracts
internal import Kernel

/// Puts a line's page together: its form with what was typed, its history, its end.
struct EntryScreen: Sendable {
  let say: RegisterSay
  let around: Surroundings
  let register: Register
  /// Nil for a line that is being made.
  let opened: RegisterActions.Opened?
  /// The ground that borders are drawn on.
  let ground: MapSettings

  /// What a refused form brings back.
  struct Posted: Sendable {
    var typed: [String: String] = [:]
    var errors: FormErrors?
    var overlaps: [BorderRule.Overlap] = []
    /// What was typed is for another state of the line than is stored now.
    var isStale = false
    /// The end that was refused.
    var end: String?
  }

  static func path(_ entry: Entry) -> String {
    "/directory/\(entry.register.rawValue)/entries/" + URLEncoded.encode(entry.code)
  }

  func view(_ posted: Posted?) -> EntryView {
    let entry = opened?.entry
    let isEnd = posted?.end != nil
    let typed = posted.flatMap { isEnd || $0.typed.isEmpty ? nil : $0.typed }
    let errors = posted?.errors
    return EntryView(
      register: register.rawValue, heading: entry.map(say.name) ?? say.new(register),
      back: say.register(register),
      action: entry.map(Self.path) ?? "/directory/\(register.rawValue)/new",
      code: entry.map { register == .holidays ? "" : $0.shownCode },
      version: String(entry?.version ?? 0), note: entry.flatMap(ends),
      fields: columns.map { field($0, typed, isEnd ? nil : errors, posted?.isStale ?? false) },
      map: hasBorder ? map : nil, overlaps: posted.flatMap { overlaps($0.overlaps) },
      submit: say.text(entry == nil ? "directory.create" : "directory.save"),
      end: entry.flatMap { end($0, posted) }, revival: entry.flatMap(revival),
      people: people, hasPeople: !people.isEmpty, history: history,
      hasHistory: !history.isEmpty, errors: errors)
  }

  private var columns: [Register.Column] {
    register.columns.filter { opened == nil || $0.key != register.codeKey }
  }

  private var hasBorder: Bool { register.columns.contains { $0.key == "border" } }

  private func field(
    _ column: Register.Column, _ typed: [String: String]?, _ errors: FormErrors?, _ isStale: Bool
  ) -> FieldView {
    let key = column.key
    let stored = opened?.entry[key] ?? ""
    let value = typed.map { $0[key] ?? "" } ?? stored
    let isOther = isStale && value != stored
    return FieldView(
      key: key, label: say.field(key), isOptional: !column.isRequired, hint: say.hint(key),
      error: errors?.on[key],
      meanwhile: isOther
        ? say.text("directory.meanwhile", ["value": say.value(key, stored)]) : nil,
      value: value, line: column.look == .line ? FieldView.Line(most: 200, known: known(key)) : nil,
      long: column.look == .long ? FieldView.Long(rows: key == "border" ? 5 : 4) : nil,
      choice: column.look == .choice ? choices(key, value) : nil)
  }

  /// What a column of codes may name.
  private func known(_ key: String) -> FieldView.Known? {
    let entries: [Entry]
    switch key {
    case "matter": return topics
    case "lead": entries = around.all(.units)
    case "parent", "office": entries = around.all(.units).filter { $0.code != opened?.entry.code }
    case "area", "place": entries = around.all(.regions) + around.all(.grids)
    case "station": entries = around.all(.posts)
    default: return nil
    }
    guard !entries.isEmpty else { return nil }
    return FieldView.Known(
      options: entries.map {
        FieldView.Option(value: $0.shownCode, label: say.name($0), chosen: false)
      })
  }

  private var topics: FieldView.Known? {
    let all = [CityPlan.Rule.everything] + around.topics.map(\.code)
    return FieldView.Known(
      options: all.map {
        FieldView.Option(value: $0, label: say.topic($0, around), chosen: false)
      })
  }

  private func choices(_ key: String, _ chosen: String) -> FieldView.Choice {
    let days = register == .rules ? ShiftDays.daily : .workdays
    let usual = key == "kind" ? UnitKind.department.rawValue : days.rawValue
    return FieldView.Choice(
      options: Register.choices(of: key).map { code in
        FieldView.Option(
          value: code, label: say.value(key, code),
          chosen: code == (chosen.isEmpty ? usual : chosen))
      })
  }

  /// Neighbours are drawn beside it: those of the same length of code.
  private var map: BorderMap {
    let own = opened?.entry
    let digits = own?.code.utf8.count ?? (register == .grids ? 15 : 12)
    let others = around.all(register).filter {
      $0.code != own?.code && $0.code.utf8.count == digits && !$0["border"].isEmpty
    }
    let middle =
      (own.flatMap { try? Border.read($0["border"]) }
      ?? others.first.flatMap {
        try? Border.read($0["border"])
      })?.box
    let centre = middle.map { box in
      "\((box.south + box.north) / 2),\((box.west + box.east) / 2)"
    }
    return BorderMap(
      basemap: "/assets/demo-basemap.geojson", tiles: ground.tiles,
      attribution: ground.attribution, datum: ground.datum.rawValue,
      centre: centre ?? "28.9950,118.0100", zoom: min(17, ground.maxZoom),
      maxZoom: ground.maxZoom,
      neighbours: others.map { BorderMap.Neighbour(name: say.name($0), border: $0["border"]) })
  }

  private func overlaps(_ overlaps: [BorderRule.Overlap]) -> EntryView.Overlaps? {
    guard !overlaps.isEmpty else { return nil }
    return EntryView.Overlaps(
      title: say.text("directory.overlaps"),
      list: overlaps.map { overlap in
        say.text(
          "directory.border.overlap",
          ["name": say.name(overlap.other), "area": BorderRule.text(overlap.squareMetres)])
      },
      confirm: say.text("directory.overlaps.confirm"))
  }
}
