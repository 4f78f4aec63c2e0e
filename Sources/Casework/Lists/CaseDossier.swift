public import Kernel

/// Everything on one case that the viewer may see.
public struct CaseDossier: Sendable {
  public internal(set) var item: Case
  public let events: [CaseEvent]
  public let limits: [CaseLimit]
  public internal(set) var files: [CaseAttachment]
  public let roles: Set<CaseRole>
  /// What the viewer could do next, content aside.
  public let moves: [CaseMove.Kind]
  /// Whether the viewer said 我也遇到了, or their own report was merged into it.
  public var isJoined = false
  /// Merged cases that the viewer may open too; those that came in are for the staff.
  public var links: [CaseLink] = []
  /// What it was split into, in the order in which it was.
  public internal(set) var parts: [CasePartLine] = []
  /// What it is a part of.
  public internal(set) var whole: CaseWhole?
}

extension CaseEngine {
  /// Two statements, sent together: the case; history, clocks and files.
  public func dossier(
    _ key: CaseStore.Key, for viewer: Viewer, in db: some Reading
  ) throws -> CaseDossier {
    let sight = sight(of: viewer)
    let (item, parts) = try CaseDossierStore.find(
      key, kind: kind.code, where: sight.condition, linked: sight.condition, in: db)
    return Self.whole(item, parts, sight).with(parts)
  }

  /// The viewer's own view, or what neighbours see where there is no other; in one look.
  ///
  /// One that was merged, or that took others in, needs a third statement.
  public func dossierOrShared(
    _ key: CaseStore.Key, for viewer: Viewer, in db: some Reading
  ) throws -> (dossier: CaseDossier, isShared: Bool) {
    let sight = sight(of: viewer)
    let found = try CaseDossierStore.find(
      key, kind: kind.code, seen: sight.condition, joinedBy: viewer.person,
      linked: opened(by: sight), in: db)
    guard !found.isSeen else {
      return (Self.whole(found.item, found.parts, sight).with(found.parts), false)
    }
    guard found.parts.isJoined || found.item.isShared || found.item.isJoinable else {
      throw Problem(.notFound)
    }
    var dossier = Self.shared(found.item, found.parts)
    dossier.isJoined = found.parts.isJoined
    return (dossier, true)
  }

  private static func whole(
    _ item: Case, _ parts: CaseDossierStore.Parts, _ sight: CaseSight
  ) -> CaseDossier {
    let roles = sight.roles(in: item)
    let isStaff = sight.scopes.contains { CaseSight.reaches($0, item) } || sight.worked(on: parts)
    let knowsReporter = sight.mayKnowReporter(of: item, as: roles)
    return CaseDossier(
      item: sight.redacted(item),
      events: parts.events.filter { isStaff || $0.isPublic }.map { event in
        var event = isStaff ? event : event.outward
        guard event.role == .reporter, !knowsReporter else { return event }
        event.actor = nil
        return event
      },
      limits: parts.limits, files: parts.files, roles: roles,
      moves: item.possibleMoves(by: sight.actor(in: item)),
      links: parts.links(of: item, forStaff: isStaff))
  }

  /// What neighbours see: the case and its public steps, nobody's name.
  private static func shared(_ found: Case, _ parts: CaseDossierStore.Parts) -> CaseDossier {
    let steps = parts.events.filter {
      $0.isPublic && $0.role != .reporter && !$0.move.isTalk || $0.move == .submit
    }
    return CaseDossier(
      item: found.published, events: steps.map(\.published),
      limits: parts.limits, files: [], roles: [], moves: [],
      links: parts.links(of: found, forStaff: false))
  }
}

extension CaseSight {
  /// A unit that had the case before it was passed on keeps reading.
  fileprivate func worked(on parts: CaseDossierStore.Parts) -> Bool {
    scopes.contains { scope in
      guard case .unit(let unit) = scope else { return false }
      return parts.units.contains(unit)
    }
  }
}
