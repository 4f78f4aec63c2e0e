import Casework
import Civics
import Kernel

/// What can be looked at; each method at most two statements.
extension ServiceRequestActions {
  func find(_ request: Key, for viewer: Viewer) async throws -> Case {
    try await database.read { db in try engine.find(request, for: viewer, in: db) }
  }

  /// The request with history, clocks, files and possible moves.
  func dossier(_ request: Key, for viewer: Viewer) async throws -> CaseDossier {
    try await database.read { db in try engine.dossier(request, for: viewer, in: db) }
  }

  /// What neighbours see of a shared request.
  func sharedDossier(_ request: Key) async throws -> CaseDossier {
    try await database.read { db in try engine.sharedDossier(request, in: db) }
  }

  func mine(_ query: CaseQuery, of viewer: Viewer) async throws -> CasePage<CaseListItem> {
    guard viewer.isSignedIn else { throw Problem(.signInNeeded) }
    let now = now
    return try await database.read { db in
      try engine.mine(query, of: viewer, at: now, in: db)
    }
  }

  func joined(_ query: CaseQuery, by viewer: Viewer) async throws -> CasePage<CaseListItem> {
    guard viewer.isSignedIn else { throw Problem(.signInNeeded) }
    let now = now
    return try await database.read { db in
      try engine.joined(query, by: viewer, at: now, in: db)
    }
  }

  /// The console: everything in the viewer's scopes.
  func queue(_ query: CaseQuery, for viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = now
    let query = asked(query, by: viewer)
    return try await database.read { db in
      try engine.list(query, for: viewer, at: now, in: db)
    }
  }

  /// What the viewer's unit, or the viewer at their level, has to do.
  func desk(_ query: CaseQuery, of viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = now
    let query = asked(query, by: viewer)
    return try await database.read { db in
      try engine.desk(query, of: viewer, at: now, in: db)
    }
  }

  /// What supervision has to call back.
  func callBacks(_ query: CaseQuery, for viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = now
    return try await database.read { db in
      try engine.toVerify(query, for: viewer, at: now, in: db)
    }
  }

  /// Closed ones that were rated 没办好.
  func toReview(_ query: CaseQuery, for viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = now
    return try await database.read { db in
      try engine.toReview(query, for: viewer, at: now, in: db)
    }
  }

  /// Shared requests, for everybody.
  func shared(_ query: CaseQuery) async throws -> CasePage<CaseListItem> {
    let now = now
    return try await database.read { db in try engine.shared(query, at: now, in: db) }
  }

  func counts(
    for viewer: Viewer, area: String? = nil, unit: String? = nil
  ) async throws -> CaseCounts {
    let now = now
    return try await database.read { db in
      try engine.counts(for: viewer, area: area, unit: unit, at: now, in: db)
    }
  }

  /// Open requests of the last week within 50 m or at the same address; staff also see what is
  /// not shared.
  func nearby(_ place: CasePlace, for viewer: Viewer) async throws -> [CaseListItem] {
    let since = now.adding(days: -7)
    let isStaff = engine.sight(of: viewer).isStaff
    return try await database.read { db in
      try engine.near(
        place, metres: 50, since: since, for: isStaff ? viewer : nil, in: db)
    }
  }

  func maySee(_ file: Identifier<CaseFile>, as viewer: Viewer) async throws -> Bool {
    try await database.read { db in try engine.maySee(file, as: viewer, in: db) }
  }

  /// The reporter's number in the clear; each look is a line of the audit.
  func revealContact(
    _ request: Key, by viewer: Viewer
  ) async throws -> String {
    let keys = keys
    return try await database.write { tx in
      let found = try engine.sealedContact(of: request, for: viewer, in: tx)
      guard let sealed = found.sealed else { throw Problem(.notFound) }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "service_request.contact_revealed",
          subject: "case:\(found.id)"))
      return try sealed.open(in: CaseEngine.contactPlace(of: found.id), keys: keys)
    }
  }

  /// A telephone number typed into the search finds by its hash, for those who may reveal it.
  private func asked(_ query: CaseQuery, by viewer: Viewer) -> CaseQuery {
    guard let text = query.text, viewer.can(.revealContacts), let phone = try? PhoneNumber(text)
    else { return query }
    var query = query
    query.text = nil
    query.contact = LookupHash.candidates(
      for: phone.rawValue, label: CaseEngine.contactLabel, keys: keys)
    return query
  }
}
