public import Kernel

/// What one viewer may see of one kind of case, as SQL and for a case in hand.
public struct CaseSight: Sendable {
  public let viewer: Viewer
  let permissions: CasePermissions
  let scopes: [Scope]
  let restrictedScopes: [Scope]

  public init(_ viewer: Viewer, _ permissions: CasePermissions) {
    self.viewer = viewer
    self.permissions = permissions
    scopes = Self.unique(
      viewer.grants.filter { !$0.permissions.isDisjoint(with: permissions.sighted) }.map(\.scope))
    restrictedScopes = Self.unique(viewer.scopes(for: permissions.seeRestricted))
  }

  /// Whether the viewer works here at all.
  public var isStaff: Bool { !scopes.isEmpty }

  /// A condition on the columns of `cases`.
  public var condition: SQL {
    var parts: [SQL] = []
    if let person = viewer.person { parts.append("reporter = \(person)") }
    if isStaff { parts.append("(\(staff()))") }
    return SQL.any(parts)
  }

  /// What the viewer joined: theirs to follow, in the view of neighbours.
  public var joined: SQL {
    guard let person = viewer.person else { return "FALSE" }
    return "id IN (SELECT case_id FROM case_supporters WHERE person = \(person))"
  }

  /// That the viewer may learn whose telephone a case was reported with, as `mayKnowReporter` and
  /// the permission to reveal it say for one in hand.
  func reporterKnown(area: SQL) -> SQL {
    let revealed = Self.reach(viewer.scopes(for: permissions.revealContact), area, past: false)
    let trusted = [permissions.operate, permissions.supervise].flatMap(viewer.scopes(for:))
    return """
      (NOT is_anonymous AND \(revealed)
        AND (NOT hides_from_handler OR \(Self.reach(trusted, area, past: false))))
      """
  }

  /// What staff see by their scopes, without their own reports.
  ///
  /// `area` is the column, or an expression on it that keeps planners off its index.
  func staff(area: SQL = "area") -> SQL {
    let reach = Self.reach(scopes, area)
    guard let open = unrestricted(area: area) else { return reach }
    return "\(reach) AND \(open)"
  }

  /// That a case is not restricted for the viewer: by permission, or because they have it to do.
  ///
  /// Nil where nothing is.
  func unrestricted(area: SQL) -> SQL? {
    guard restrictedScopes != [.everything] else { return nil }
    let open: SQL = "confidentiality <> 'restricted'"
    let parts = [Self.reach(restrictedScopes, area), atHand(area: area)]
    return SQL.any([open] + parts.map { "(\($0))" as SQL })
  }

  /// What the viewer's units lead or help with now, and what their own level has.
  private func atHand(area: SQL) -> SQL {
    SQL.any(
      viewer.scopes(for: permissions.handle).compactMap { scope -> SQL? in
        switch scope {
        case .own, .everything: nil
        case .unit(let unit):
          "id IN (SELECT case_id FROM case_units WHERE unit = \(unit) AND role <> 'past')"
        case .area, .one: "(\(desk(of: [scope], area: area)))"
        }
      })
  }

  /// Whether a restricted case would stay the viewer's to see, whoever gets it next.
  func keepsRestricted(_ item: Case) -> Bool {
    restrictedScopes.contains { Self.reaches($0, item) }
  }

  /// Digits of the widest area the viewer works in; 0 for the whole site or by unit.
  var width: Int {
    scopes.map { scope in
      if case .area(let prefix) = scope { prefix.utf8.count } else { 0 }
    }.min() ?? 0
  }

  /// `past`: with what a unit led or helped with before.
  static func reach(_ scopes: [Scope], _ area: SQL, past: Bool = true) -> SQL {
    let units: SQL = past ? "" : " AND role <> 'past'"
    return SQL.any(
      scopes.compactMap { scope -> SQL? in
        switch scope {
        case .own: nil
        case .area(let prefix): CaseSight.within(prefix, area)
        case .unit(let unit):
          "id IN (SELECT case_id FROM case_units WHERE unit = \(unit)\(units))"
        case .one(let id): "id = \(id)"
        case .everything: "TRUE"
        }
      })
  }

  /// Codes that begin with the digits; nines bound them, since punctuation sorts by locale.
  static func within(_ prefix: String, _ column: SQL = "area") -> SQL {
    let last = prefix + String(repeating: "9", count: max(0, 15 - prefix.utf8.count))
    return "(\(column) >= \(prefix) AND \(column) <= \(last))"
  }

  /// What the viewer has to work on, as `has` says it for one in hand.
  func desk(area: SQL = "area") -> SQL {
    desk(of: viewer.scopes(for: permissions.handle), area: area)
  }

  private func desk(of scopes: [Scope], area: SQL) -> SQL {
    SQL.any(
      scopes.compactMap { scope -> SQL? in
        switch scope {
        case .own: return nil
        case .unit(let unit): return "lead_unit = \(unit)"
        case .one(let id): return "(id = \(id) AND level IS NOT NULL)"
        case .everything: return "level IS NOT NULL"
        case .area(let prefix):
          let levels = CaseLevel.allCases.filter { level in
            level.digits == prefix.utf8.count && isDesk(scope, at: level)
          }
          let within = Self.within(prefix, area)
          return "(lead_unit IS NULL AND level IN \(list: levels) AND \(within))"
        }
      })
  }

  private static func unique(_ scopes: [Scope]) -> [Scope] {
    if scopes.contains(.everything) { return [.everything] }
    var seen: Set<Scope> = []
    return scopes.filter { $0 != .own && seen.insert($0).inserted }
  }
}

extension CaseSight {
  /// What the viewer is to this case.
  public func roles(in item: Case) -> Set<CaseRole> {
    var roles: Set<CaseRole> = []
    if let person = viewer.person {
      roles.insert(item.reporter.person == person ? .reporter : .neighbour)
    }
    for grant in viewer.grants { roles.formUnion(given(by: grant, in: item)) }
    // Supervision is not of the unit that did the work, nor of the one who did it.
    if isOfLeadUnit(item) || item.details.resultsBy?.contains(viewer.actor) == true {
      roles.remove(.supervisor)
    }
    return roles
  }

  public func actor(in item: Case) -> CaseActor {
    CaseActor(
      id: viewer.actor, person: viewer.person, roles: roles(in: item), post: viewer.post)
  }

  private func given(by grant: Grant, in item: Case) -> Set<CaseRole> {
    var roles: Set<CaseRole> = []
    let abilities = grant.permissions
    if abilities.contains(permissions.handle) {
      if isDesk(grant.scope, at: item.level), Self.has(grant.scope, item) {
        roles.insert(.handler)
      }
      if case .unit(let unit) = grant.scope, item.details.coUnits?.contains(unit) == true {
        roles.insert(.coHandler)
      }
    }
    guard Self.reaches(grant.scope, item) else { return roles }
    if abilities.contains(permissions.operate) { roles.insert(.operator) }
    if abilities.contains(permissions.checkOnSite) { roles.insert(.fieldWorker) }
    if abilities.contains(permissions.approve) { roles.insert(.approver) }
    if abilities.contains(permissions.supervise) { roles.insert(.supervisor) }
    return roles
  }

  /// Whether those who work in the scope have what that level has.
  ///
  /// The district and its leaders have the same area: who decides there works for the leaders and
  /// nobody else does, or passing a case up would bring it back to the same desk.
  func isDesk(_ scope: Scope, at level: CaseLevel?) -> Bool {
    guard case .area(let digits) = scope, digits.utf8.count == CaseLevel.leader.digits else {
      return true
    }
    return (level == .leader) == viewer.scopes(for: permissions.approve).contains(scope)
  }

  /// Whether the scope's holder is the one who has the case on the desk.
  private static func has(_ scope: Scope, _ item: Case) -> Bool {
    guard let level = item.level else { return false }
    return switch scope {
    case .own: false
    case .unit(let unit): item.leadUnit == unit
    case .one(let id): item.id.rawValue == id
    case .area(let prefix):
      // What a unit leads is the unit's, however near the level's own people are.
      item.leadUnit == nil && prefix.utf8.count == level.digits
        && item.place.area.hasPrefix(prefix)
    case .everything: true
    }
  }

  static func reaches(_ scope: Scope, _ item: Case) -> Bool {
    switch scope {
    case .own: false
    case .area(let prefix): item.place.area.hasPrefix(prefix)
    case .one(let id): item.id.rawValue == id
    case .unit(let unit): item.leadUnit == unit || item.details.coUnits?.contains(unit) == true
    case .everything: true
    }
  }

  private func isOfLeadUnit(_ item: Case) -> Bool {
    guard let unit = item.leadUnit else { return false }
    return viewer.grants.contains { $0.scope == .unit(unit) }
  }

  /// Whether the viewer may know who reported it.
  public func mayKnowReporter(of item: Case, as roles: Set<CaseRole>) -> Bool {
    if roles.contains(.reporter) { return true }
    if item.reporter.isAnonymous { return false }
    let entitled: Set<CaseRole> =
      item.reporter.hidesFromHandler
      ? [.operator, .supervisor]
      : [.operator, .supervisor, .handler, .coHandler, .fieldWorker, .approver]
    return !roles.isDisjoint(with: entitled)
  }

  /// The case without what the viewer may not know.
  public func redacted(_ item: Case) -> Case {
    guard !mayKnowReporter(of: item, as: roles(in: item)) else { return item }
    var item = item
    item.reporter.person = nil
    item.reporter.contactMasked = nil
    return item
  }
}
