import Casework
import Kernel

extension ServiceRequestActions {
  func dossier(_ id: Identifier<Case>, for viewer: Viewer) async throws -> CaseDossier {
    try await database.read { try engine.dossier(id, for: viewer, in: $0) }
  }

  /// The reporter's or staff's view, or the public one where there is no other.
  func dossierOrShared(
    _ id: Identifier<Case>, for viewer: Viewer
  ) async throws -> (dossier: CaseDossier, isShared: Bool) {
    try await database.read { try engine.dossierOrShared(id, for: viewer, in: $0) }
  }

  func list(_ query: CaseQuery, for viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    let query = asked(query, by: viewer)
    return try await database.read { try engine.list(query, for: viewer, at: now, in: $0) }
  }

  func mine(_ query: CaseQuery, of viewer: Viewer) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    return try await database.read { try engine.mine(query, of: viewer, at: now, in: $0) }
  }

  func shared(_ query: CaseQuery) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    return try await database.read { try engine.shared(query, at: now, in: $0) }
  }

  /// The queue and its counts on one snapshot, so that they agree.
  func queue(
    _ query: CaseQuery, for viewer: Viewer
  ) async throws -> (page: CasePage<CaseListItem>, counts: CaseCounts) {
    let now = database.world.now()
    let query = asked(query, by: viewer)
    return try await database.read { db in
      (
        try engine.list(query, for: viewer, at: now, in: db),
        try engine.counts(for: viewer, at: now, in: db)
      )
    }
  }

  /// Open cases close by that may be the same: 50 m, 7 days (`domain.md` §1.5).
  func near(_ place: CasePlace, for viewer: Viewer?) async throws -> [CaseListItem] {
    let since = database.world.now().adding(days: -7)
    return try await database.read { db in
      try engine.near(place, metres: 50, since: since, for: viewer, in: db)
    }
  }
}
