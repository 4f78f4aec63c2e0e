import Casework
import Civics
import Kernel

extension ServiceRequestActions {
  func dossier(_ id: Identifier<Case>, for viewer: Viewer) async throws -> CaseDossier {
    try await database.read { try engine.dossier(.id(id), for: viewer, in: $0) }
  }

  /// What the receipt shows: the followed view to whoever has its code, else the viewer's own.
  func receipt(
    of id: Identifier<Case>, hasCode: Bool, for viewer: Viewer
  ) async throws -> CaseDossier {
    try await database.read { db in
      hasCode
        ? try engine.followedDossier(id, in: db) : try engine.dossier(.id(id), for: viewer, in: db)
    }
  }

  /// The reporter's or staff's view, or the public one where there is no other.
  func dossierOrShared(
    _ id: Identifier<Case>, for viewer: Viewer
  ) async throws -> (dossier: CaseDossier, isShared: Bool) {
    try await database.read { try engine.dossierOrShared(.id(id), for: viewer, in: $0) }
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

  /// What somebody reported, with what goes with it on the list.
  struct Mine: Sendable {
    let page: CasePage<CaseListItem>
    /// When each was promised its next step.
    let promised: [Identifier<Case>: Timestamp]
    /// Numbers of those that merged ones went into.
    let targets: [Identifier<Case>: CaseNumber]
  }

  /// The same with what was promised of each, and where merged ones went.
  func mineWithPromises(_ query: CaseQuery, of viewer: Viewer) async throws -> Mine {
    let now = database.world.now()
    return try await database.read { db in
      let page = try engine.mine(query, of: viewer, at: now, in: db)
      return Mine(
        page: page, promised: try engine.promised(page.items, in: db),
        targets: try engine.targets(of: page.items, for: viewer, in: db))
    }
  }

  func shared(_ query: CaseQuery) async throws -> CasePage<CaseListItem> {
    let now = database.world.now()
    return try await database.read { try engine.shared(query, at: now, in: $0) }
  }

  /// The queue with its counts, on one snapshot so that they agree.
  struct Queue: Sendable {
    let page: CasePage<CaseListItem>
    /// Of everything; nil where the cube says more.
    let counts: CaseCounts?
    let cube: CaseCube?
    var recent: [RecentMove] = []
  }

  /// What is counted beside a list.
  enum Counting: Sendable {
    case everything
    /// By every filter, within the words that are looked for.
    case cube
    /// Nothing: the page has other things to ask.
    case none
  }

  /// `recent`: how many of the last moves go with it.
  func queue(
    _ query: CaseQuery, counting: Counting = .everything, recent: Int = 0, for viewer: Viewer
  ) async throws -> Queue {
    let now = database.world.now()
    let query = asked(query, by: viewer)
    return try await database.read { db in
      let query = try engine.looked(query, at: now, in: db)
      return Queue(
        page: try engine.list(query, for: viewer, at: now, in: db),
        counts: counting == .everything
          ? try engine.counts(for: viewer, at: now, in: db) : nil,
        cube: counting == .cube
          ? try engine.cube(query, for: viewer, at: now, in: db) : nil,
        recent: recent == 0
          ? [] : try engine.recent(for: viewer, limit: recent, at: now, in: db))
    }
  }

  /// What happened last in the viewer's scope.
  func recent(_ limit: Int, for viewer: Viewer) async throws -> [RecentMove] {
    let now = database.world.now()
    return try await database.read { try engine.recent(for: viewer, limit: limit, at: now, in: $0) }
  }

  /// What there would be without the words that were looked for.
  func cube(withoutTextOf query: CaseQuery, for viewer: Viewer) async throws -> CaseCube {
    let now = database.world.now()
    var query = query
    query.text = nil
    let plain = query
    return try await database.read { try engine.cube(plain, for: viewer, at: now, in: $0) }
  }

  /// Open requests that may be the same as this one: of its class or type, as near and as recent as
  /// the table of duplicates says; those of its very kind first.
  func nearDuplicates(of item: Case, for viewer: Viewer) async throws -> [CaseListItem] {
    let table = duplicateTable(at: database.world.now())
    let metres = table.metres(service: item.service, item: item.item)
    let since = item.submittedAt.adding(days: -table.days)
    let found = try await database.read { db in
      try engine.near(item.place, metres: metres, since: since, for: viewer, in: db)
    }
    let alike = found.filter { other in
      other.id != item.id
        && (other.classCode == item.classCode || other.service == item.service)
    }
    // Of its very kind first, and among those the ones that say the same.
    return alike.map { other in
      (other, Likeness.percent(item.title + item.body, other.title + other.excerpt))
    }.sorted { a, b in
      let (isSame, isOther) = (a.0.item == item.item, b.0.item == item.item)
      return isSame == isOther ? (a.1, a.0.ref) > (b.1, b.0.ref) : isSame
    }.map(\.0)
  }

  /// The dossier of the request with this number, as the viewer may see it.
  ///
  /// Throws `Problem(.notFound)`.
  func dossier(numbered no: CaseNumber, for viewer: Viewer) async throws -> CaseDossier {
    try await database.read { try engine.dossier(.number(no.rawValue), for: viewer, in: $0) }
  }

  /// Requests that a typed number can mean, the newest first: a short one comes again every year.
  func numbered(_ text: String, for viewer: Viewer) async throws -> [CaseListItem] {
    let now = database.world.now()
    return try await database.read { try engine.numbered(text, for: viewer, at: now, in: $0) }
  }

  /// Open cases close by that may be the same: 50 m, 7 days (docs/rules.md §4).
  func near(_ place: CasePlace, for viewer: Viewer?) async throws -> [CaseListItem] {
    let since = database.world.now().adding(days: -7)
    return try await database.read { db in
      try engine.near(place, metres: 50, since: since, for: viewer, in: db)
    }
  }
}
