public import Kernel

/// As much of a case as decides who hears that something happened to it.
public struct CaseSignal: Sendable, Hashable {
  public let id: Identifier<Case>
  public let version: Int
  public let state: CaseState
  public let service: String
  public let classCode: String
  public let area: String
  public let leadUnit: String?
  public let level: CaseLevel?
  let source: CaseSource
  let season: String?
  let isRestricted: Bool
  let reporter: Identifier<Person>?
  let supporters: Set<Identifier<Person>>
  /// Everybody who leads, helps or led it before.
  let units: Set<String>
  /// Those that lead or help now.
  let present: Set<String>
}

extension CaseEngine {
  /// Many cases in three statements, for nobody in particular: `sees` says who may hear of them.
  public func signals(
    of ids: Set<Identifier<Case>>, in db: Snapshot
  ) throws -> [Identifier<Case>: CaseSignal] {
    guard !ids.isEmpty else { return [:] }
    let list = Self.padded(ids.sorted())
    let found = try db.rows(all: [
      """
      SELECT id, version, state, service, class_code, area, lead_unit, level, confidentiality,
        reporter, source, season FROM cases WHERE id IN \(list: list) AND kind = \(kind.code)
      """,
      "SELECT case_id, person FROM case_supporters WHERE case_id IN \(list: list)",
      "SELECT case_id, unit, role FROM case_units WHERE case_id IN \(list: list)",
    ])
    var people: [Identifier<Case>: Set<Identifier<Person>>] = [:]
    for row in found[1] {
      people[try row.get("case_id"), default: []].insert(try row.get("person"))
    }
    var units: [Identifier<Case>: Set<String>] = [:]
    var present: [Identifier<Case>: Set<String>] = [:]
    for row in found[2] {
      let (id, unit): (Identifier<Case>, String) = (try row.get("case_id"), try row.get("unit"))
      units[id, default: []].insert(unit)
      if try row.get("role", as: String.self) != "past" { present[id, default: []].insert(unit) }
    }
    var signals: [Identifier<Case>: CaseSignal] = [:]
    for row in found[0] {
      let id: Identifier<Case> = try row.get("id")
      signals[id] = CaseSignal(
        id: id, version: try row.get("version"), state: try row.get("state"),
        service: try row.get("service"), classCode: try row.get("class_code"),
        area: try row.get("area"), leadUnit: try row.get("lead_unit"),
        level: try row.get("level"), source: try row.get("source"),
        season: try row.get("season"),
        isRestricted: try row.get("confidentiality", as: Confidentiality.self) == .restricted,
        reporter: try row.get("reporter"), supporters: people[id] ?? [], units: units[id] ?? [],
        present: present[id] ?? [])
    }
    return signals
  }

  /// Few lengths make few statements to keep prepared; a repeated id changes nothing.
  static func padded(_ ids: [Identifier<Case>]) -> [Identifier<Case>] {
    var size = 1
    while size < ids.count { size *= 2 }
    return ids + Array(repeating: ids[ids.count - 1], count: size - ids.count)
  }
}

extension CaseSight {
  /// Whether the viewer may see the case at all, as `condition` and `joined` say it in SQL.
  public func sees(_ signal: CaseSignal) -> Bool {
    if let person = viewer.person,
      signal.reporter == person || signal.supporters.contains(person)
    {
      return true
    }
    return seesAsStaff(signal)
  }

  /// Whether it is in the viewer's queue, as `staff` says it in SQL.
  public func seesAsStaff(_ signal: CaseSignal) -> Bool {
    guard Self.reaches(scopes, signal) else { return false }
    return !signal.isRestricted || Self.reaches(restrictedScopes, signal) || isAtHand(signal)
  }

  /// Whether the viewer has it to do, as `atHand` says it in SQL.
  private func isAtHand(_ signal: CaseSignal) -> Bool {
    viewer.scopes(for: permissions.handle).contains { scope in
      switch scope {
      case .own, .everything: false
      case .one(let id): signal.id.rawValue == id && signal.level != nil
      case .unit(let unit): signal.present.contains(unit)
      case .area(let prefix):
        signal.leadUnit == nil && signal.level?.digits == prefix.utf8.count
          && isDesk(scope, at: signal.level) && signal.area.hasPrefix(prefix)
      }
    }
  }

  /// Whether it came to the viewer by their unit and is in none of their areas.
  public func seesByUnitOnly(_ signal: CaseSignal) -> Bool {
    !Self.reaches(
      scopes.filter { if case .unit = $0 { false } else { true } }, signal)
  }

  private static func reaches(_ scopes: [Scope], _ signal: CaseSignal) -> Bool {
    scopes.contains { scope in
      switch scope {
      case .own: false
      case .one(let id): signal.id.rawValue == id
      case .area(let prefix): signal.area.hasPrefix(prefix)
      case .unit(let unit): signal.units.contains(unit)
      case .everything: true
      }
    }
  }
}

extension CaseQuery {
  /// Whether a list with this query would have the case.
  ///
  /// Never for one that looks for words, a telephone or a time: a signal does not tell.
  public func fits(_ signal: CaseSignal) -> Bool {
    text == nil && contact.isEmpty && time == nil && closedFrom == nil
      && (!isOpenOnly || signal.state.isOpen)
      && (states.isEmpty || states.contains(signal.state))
      && (services.isEmpty || services.contains(signal.service))
      && (classCodes.isEmpty || classCodes.contains(signal.classCode))
      && (area.map { signal.area.hasPrefix($0) } ?? true)
      && (unit == nil || unit == signal.leadUnit)
      && (level == nil || level == signal.level)
      && (!proactiveOnly || signal.source.isProactive)
      && (season == nil || season == signal.season)
  }
}
