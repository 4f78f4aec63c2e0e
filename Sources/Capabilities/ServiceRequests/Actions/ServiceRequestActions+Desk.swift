import Casework
import Civics
import Contracts
import Kernel

/// The lists and looks of those who work here.
extension ServiceRequestActions {
  /// What the viewer's unit, or the viewer at their level, has to do.
  func desk(_ query: CaseQuery, of viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    return try await database.read { try engine.desk(query, of: viewer, at: now, in: $0) }
  }

  /// The desk's list and its counts, on one snapshot.
  func deskQueue(_ query: CaseQuery, of viewer: Viewer) async throws -> Queue {
    let now = database.world.now()
    return try await database.read { db in
      Queue(
        page: try engine.desk(query, of: viewer, at: now, in: db),
        counts: try engine.deskCounts(of: viewer, at: now, in: db), cube: nil)
    }
  }

  /// What supervision has to call back.
  func callBacks(_ query: CaseQuery, for viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    return try await database.read { try engine.toVerify(query, for: viewer, at: now, in: $0) }
  }

  /// Closed ones that were rated 没办好 and that supervision may reopen.
  func toReview(_ query: CaseQuery, for viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    return try await database.read { try engine.toReview(query, for: viewer, at: now, in: $0) }
  }

  /// Reopened ones that nobody has begun to do again, as supervision follows them.
  func sentBack(_ query: CaseQuery, for viewer: Viewer) async throws -> CasePage<CaseListItem> {
    var query = query
    query.states = [.reopened]
    return try await list(query, for: viewer)
  }

  /// Those the viewer said 我也遇到了 to.
  func joined(_ query: CaseQuery, by viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    return try await database.read { try engine.joined(query, by: viewer, at: now, in: $0) }
  }

  func counts(
    for viewer: Viewer, area: String? = nil, unit: String? = nil
  ) async throws -> CaseCounts {
    let now = database.world.now()
    return try await database.read { db in
      try engine.counts(for: viewer, area: area, unit: unit, at: now, in: db)
    }
  }

  /// Whether the viewer may open this file.
  func maySee(_ file: Identifier<CaseFile>, as viewer: Viewer) async throws -> Bool {
    try await database.read { try engine.maySee(file, as: viewer, in: $0) }
  }

  /// The reporter's number in the clear; each look is a line of the audit.
  ///
  /// What was left with the case, else that of the account it was reported with. Throws
  /// `Problem(.notNow)` where there is none, `Problem(.forbidden)` where the viewer may see the
  /// case but not the person.
  func revealContact(_ id: Identifier<Case>, by viewer: Viewer) async throws -> String {
    let (engine, keys, people) = (engine, keys, people)
    return try await database.write { tx in
      let found = try engine.contact(of: .id(id), for: viewer, in: tx)
      let left = try found.sealed?.open(in: CaseEngine.contactPlace(of: found.id), keys: keys)
      let number = try left ?? found.person.flatMap { try people?.phone(of: $0, in: tx)?.rawValue }
      guard let number else { throw Problem(.notNow, "refusal.no-number") }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "service_request.contact_revealed",
          subject: "case:\(found.id)"))
      return number
    }
  }

  /// A telephone number typed into the search finds by its hash, for those who may reveal it.
  func asked(_ query: CaseQuery, by viewer: Viewer) -> CaseQuery {
    guard let text = query.text, viewer.can(.revealContacts), let phone = try? PhoneNumber(text)
    else { return query }
    var query = query
    query.text = nil
    query.contact = LookupHash.candidates(
      for: phone.rawValue, label: CaseEngine.contactLabel, keys: keys)
    return query
  }
}
