import Contracts
import Kernel

extension StaffDesk {
  /// A role on its way to somebody.
  struct Gift: Sendable {
    let role: String
    let scope: Scope
    /// Nil: from now on.
    var from: Timestamp?
    /// Nil: until it is taken away.
    var until: Timestamp?
  }

  /// Gives a role; throws `Problem(.invalid)` for an unknown one or one that may not go with others.
  ///
  /// Somebody who thereby has to show a second factor and has none signs in again to set it up.
  func give(
    _ gift: Gift, to person: Identifier<Person>, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try Self.require(.administerGrants, viewer, over: person)
    try await checkPlace(of: gift.scope)
    let (isDemo, factors) = (signIn.isDemo, signIn.factors)
    _ = try await database.command(key) { tx in
      _ = try Self.account(person, in: tx)
      if let until = gift.until, until <= max(tx.now, gift.from ?? tx.now) {
        throw Problem(field: "until", "identity.grant-until")
      }
      try Self.check(gift.role, for: person, in: tx)
      try GrantStore.insert(
        gift.role, to: person, in: gift.scope, from: gift.from, until: gift.until,
        by: viewer.actor, tx)
      let (kind, value) = gift.scope.columns
      try SignInActions.note(
        "granted", person, [gift.role, kind, value].filter { !$0.isEmpty }.joined(separator: " "),
        by: viewer.actor, in: tx)
      if !isDemo, try SecondFactorStore.isAsked(of: person, at: tx.now, in: tx),
        try factors.find(person, in: tx) == nil
      {
        try Sessions.closeAll(of: person, in: tx)
      }
      return true
    }
  }

  /// Takes one grant away at once; it stays on record with its end.
  func take(
    _ grant: Identifier<RoleGrant>, from person: Identifier<Person>, by viewer: Viewer,
    key: CommandKey?
  ) async throws {
    try Self.require(.administerGrants, viewer, over: person)
    _ = try await database.command(key) { tx in
      guard let role = try GrantStore.end(grant, of: person, in: tx) else {
        throw Problem(.notFound)
      }
      try SignInActions.note("grant_ended", person, role, by: viewer.actor, in: tx)
      return true
    }
  }

  /// Says whether holders of the role have to show a second factor.
  ///
  /// Sessions of holders without one end, so that it holds from now on.
  func setTwoStep(
    _ isTwoStep: Bool, role code: String, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try Self.require(.administerGrants, viewer)
    let isDemo = signIn.isDemo
    _ = try await database.command(key) { tx in
      guard let role = try RoleStore.all(at: tx.now, in: tx).first(where: { $0.code == code })
      else { throw Problem(.notFound) }
      // Administrators never go without.
      guard isTwoStep || !SeparationOfDuties.alone.contains(code) else {
        throw Problem(.notNow, "identity.role-two-step")
      }
      guard role.isTwoStep != isTwoStep else { return true }
      try RoleStore.define(
        Role(
          code: role.code, chinese: role.chinese, english: role.english,
          permissions: role.permissions, isTwoStep: isTwoStep), in: tx)
      if isTwoStep, !isDemo {
        for person in try GrantStore.holders(of: code, in: tx)
        where try signIn.factors.find(person, in: tx) == nil {
          try Sessions.closeAll(of: person, in: tx)
        }
      }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "identity.role_two_step", subject: "role:" + code,
          detail: isTwoStep ? "on" : "off"))
      return true
    }
  }

  /// Decides limits; throws `Problem(.invalid)` naming every one that is out of its bounds.
  func decide(
    _ values: [SignInLimit: Int64?], by viewer: Viewer, key: CommandKey?
  ) async throws {
    try Self.require(.administerGrants, viewer)
    let faults = SignInLimit.allCases.compactMap { limit -> FieldError? in
      guard let value = values[limit] else { return nil }
      let allowed = limit.terms.allowed
      if let value, allowed.contains(value) { return nil }
      return FieldError(
        limit.rawValue, "identity.limit-bounds",
        values: ["from": String(allowed.lowerBound), "to": String(allowed.upperBound)])
    }
    guard faults.isEmpty else { throw Problem(faults) }
    _ = try await database.command(key) { tx in
      let known = try LimitStore.rules(at: tx.now, in: tx)
      for limit in SignInLimit.allCases {
        guard let value = values[limit] ?? nil, value != known[limit] else { continue }
        try LimitStore.decide(limit, value, by: viewer.actor, in: tx)
        try tx.audit(
          AuditEntry(
            actor: viewer.actor, action: "identity.limit_decided",
            subject: "limit:" + limit.rawValue, detail: "\(known[limit]) \(value)"))
      }
      return true
    }
  }

  /// A place or unit that holds today: another one would be a role for nothing, or for what it
  /// comes to mean later.
  private func checkPlace(of scope: Scope) async throws {
    let plan = try await directory.plan()
    switch scope {
    case .area(let code):
      guard code == region || plan.hasArea(code) else {
        throw Problem(field: "area", "identity.scope-area")
      }
    case .unit(let code):
      guard plan.hasUnit(code) else { throw Problem(field: "unit", "identity.scope-unit") }
    case .own, .one, .everything: break
    }
  }

  static func check(
    _ role: String, for person: Identifier<Person>, in tx: Transaction
  ) throws {
    guard try RoleStore.exists(role, in: tx) else {
      throw Problem(field: "role", "identity.role-unknown")
    }
    guard SeparationOfDuties.isKept(try GrantStore.roles(of: person, in: tx) + [role]) else {
      throw Problem(field: "role", "identity.role-separate")
    }
  }
}
