internal import Contracts
internal import Kernel

/// Grids by community, or offices: names, numbers, and who is on duty.
struct GridsView: Sendable {
  let search: String
  /// Kept when searching from the offices.
  let showsUnits: Bool
  let shows: [Link]
  let groups: [Group]
  /// Set when nothing has the name.
  let empty: Empty?
  /// Says that not everything is listed.
  let cut: String?

  struct Link: Sendable {
    let path: String
    let label: String
    let current: Bool
  }

  struct Group: Sendable {
    /// A community with its number.
    let head: Row?
    let rows: [Row]
  }

  struct Row: Sendable {
    let name: String
    let note: String?
    /// Who is on duty now and until when, or when somebody will be.
    let duty: Duty?
    let phone: Phone?
  }

  struct Duty: Sendable {
    let isOn: Bool
    let lines: [String]
  }

  struct Phone: Sendable {
    let number: String
    /// Whom it rings, for those who only hear the page.
    let whom: String
  }

  struct Empty: Sendable { let text: String }

  /// What of the plan is on this page.
  struct Found: Sendable {
    let groups: [PlanSearch.Group]
    let units: [CityPlan.Unit]
    let showsUnits: Bool
    let grids: Int
    let offices: Int

    init(groups: [PlanSearch.Group], units: [CityPlan.Unit], showsUnits: Bool) {
      grids = groups.reduce(0) { $0 + $1.grids.count }
      offices = units.count
      self.showsUnits = showsUnits
      self.units = showsUnits ? Array(units.prefix(PlanSearch.most)) : []
      var room = PlanSearch.most
      self.groups = (showsUnits ? [] : groups).compactMap { group in
        guard room > 0 else { return nil }
        let grids = Array(group.grids.prefix(room))
        room -= max(1, grids.count)
        return PlanSearch.Group(place: group.place, grids: grids)
      }
    }

    var areas: [String] {
      groups.flatMap { group in (group.place.map { [$0] } ?? []) + group.grids }.map(\.code)
    }

    var isCut: Bool {
      showsUnits
        ? units.count < offices : groups.reduce(0) { $0 + $1.grids.count } < grids
    }
  }

  init(
    _ found: Found, _ posts: [Scope: [DutyPost]], _ plan: CityPlan, _ duty: DutySay,
    words typed: String, _ words: Words, _ language: Language
  ) {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      words.text(key, values, in: language)
    }
    func phone(_ number: String?, _ name: String) -> Phone? {
      guard let number, !number.isEmpty else { return nil }
      return Phone(number: number, whom: say("grids.call", ["name": name]))
    }
    func people(_ scope: Scope, _ answer: DutySay.Answer?) -> String? {
      let named = answer?.names ?? []
      let names = (posts[scope] ?? []).filter { !named.contains($0.name) }
        .map { "\($0.name) · \($0.post)" }
      return names.isEmpty ? nil : names.joined(separator: say("grids.and"))
    }
    func row(_ area: CityPlan.Area) -> Row {
      let name = area.name(in: language)
      let answer = duty.answer(.area(area.code))
      return Row(
        name: name, note: people(.area(area.code), answer), duty: answer.map(Duty.init),
        phone: phone(answer?.phone ?? area.phone, name))
    }
    search = typed
    showsUnits = found.showsUnits
    let query = typed.isEmpty ? "" : "q=" + URLEncoded.encode(typed)
    shows = [
      Link(
        path: "/grids" + (query.isEmpty ? "" : "?" + query),
        label: say("grids.grids", ["n": String(found.grids)]), current: !found.showsUnits),
      Link(
        path: "/grids?show=units" + (query.isEmpty ? "" : "&" + query),
        label: say("grids.units", ["n": String(found.offices)]), current: found.showsUnits),
    ]
    let offices = found.units.map { unit in
      let name = unit.name(in: language)
      let place = plan.placeOrStreet(unit.area, in: language) ?? say("grids.whole")
      let answer = duty.answer(.unit(unit.code))
      let note = [say("grids.serves", ["place": place]), people(.unit(unit.code), answer)]
      return Row(
        name: name, note: note.compactMap(\.self).joined(separator: " · "),
        duty: answer.map(Duty.init), phone: phone(answer?.phone ?? unit.phone, name))
    }
    groups =
      found.showsUnits
      ? (offices.isEmpty ? [] : [Group(head: nil, rows: offices)])
      : found.groups.map { Group(head: $0.place.map(row), rows: $0.grids.map(row)) }
    empty =
      groups.isEmpty
      ? Empty(text: typed.isEmpty ? say("grids.empty") : say("grids.none", ["q": typed])) : nil
    cut = found.isCut ? say("grids.cut", ["n": String(PlanSearch.most)]) : nil
  }
}

extension CityPlan {
  /// What an area is called; nil for the whole site.
  fileprivate func placeOrStreet(_ code: String, in language: Language) -> String? {
    if code.isEmpty { return nil }
    let name = placeName(code, in: language)
    return name.isEmpty ? area(code)?.name(in: language) : name
  }
}

extension GridsView.Duty {
  fileprivate init(_ answer: DutySay.Answer) {
    self.init(isOn: answer.isOn, lines: answer.lines)
  }
}
