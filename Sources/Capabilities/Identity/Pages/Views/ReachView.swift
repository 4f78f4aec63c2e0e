internal import Contracts
internal import Kernel

/// How far a role reaches: what kind of reach, and the place, unit or case of it, each to choose.
struct ReachView: Sendable {
  let error: String?
  let kinds: [PersonView.Choice]
  let area: Picker
  let unit: Picker
  let matter: TextField
  let days: [TextField]

  /// A list to choose from; the box that narrows it is shown by the script.
  struct Picker: Sendable {
    let name: String
    let label: String
    let hint: String?
    let error: String?
    let described: String
    let first: [PersonView.Choice]
    let groups: [Group]
    let find: String
  }

  struct Group: Sendable {
    let label: String
    let choices: [PersonView.Choice]
  }

  init(
    _ form: GiftForm, _ city: StaffDesk.Places, _ errors: FormErrors?, _ words: Words,
    _ language: Language
  ) {
    func say(_ key: String) -> String { words.text(key, in: language) }
    error = errors?.on["scope"]
    kinds = ScopeWords.kinds.map {
      PersonView.Choice(value: $0, label: say("scope.kind." + $0), chosen: $0 == form.scope)
    }
    func choice(_ code: String, _ name: String, _ chosen: String) -> PersonView.Choice {
      PersonView.Choice(value: code, label: name, chosen: code == chosen)
    }
    let places = city.plan.areas.sorted { $0.code < $1.code }
    func places(in street: CityPlan.Area) -> Group {
      let inside = places.filter { $0.code.hasPrefix(street.code) && $0.code != street.code }
      let all = words.text(
        "admin.area.all", ["name": street.name(in: language)], in: language)
      return Group(
        label: street.name(in: language),
        choices: [choice(street.code, all, form.area)]
          + inside.map { area in
            let name = city.plan.placeName(area.code, in: language)
            return choice(area.code, name.isEmpty ? area.name(in: language) : name, form.area)
          })
    }
    area = Picker(
      "area", say("admin.area"), hint: say("admin.area.hint"), errors, find: say("admin.narrow"),
      first: [choice(city.region, say("admin.area.district"), form.area)],
      groups: places.filter { $0.code.utf8.count == 9 }.map(places(in:)))
    let units = city.plan.units.sorted { $0.code < $1.code }
    unit = Picker(
      "unit", say("admin.unit"), hint: nil, errors, find: say("admin.narrow"),
      first: units.map { choice($0.code, $0.name(in: language), form.unit) }, groups: [])
    matter = TextField(
      "case", say("admin.case"), value: form.matter, hint: say("admin.case.hint"),
      errors: errors, most: 40, isPlain: true)
    days = [
      TextField(
        "from", say("admin.from"), type: "date", value: form.from, hint: say("admin.from.hint"),
        errors: errors, most: 10),
      TextField(
        "until", say("admin.until"), type: "date", value: form.until,
        hint: say("admin.until.hint"), errors: errors, most: 10),
    ]
  }
}

extension ReachView.Picker {
  fileprivate init(
    _ name: String, _ label: String, hint: String?, _ errors: FormErrors?, find: String,
    first: [PersonView.Choice], groups: [ReachView.Group]
  ) {
    let error = errors?.on[name]
    self.init(
      name: name, label: label, hint: hint, error: error,
      described: [hint == nil ? nil : name + "-hint", error == nil ? nil : name + "-err"]
        .compactMap(\.self).joined(separator: " "),
      first: first, groups: groups, find: find)
  }
}
