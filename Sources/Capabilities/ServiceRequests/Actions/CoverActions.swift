import Casework
import Kernel

/// Covering faces and plates, and deciding which photos everybody sees (docs/adr/0030).
struct CoverActions: Sendable {
  let actions: ServiceRequestActions
  let cleaner: PhotoCleaner
  let files: FileStore

  /// Characters of a reason.
  static let reasonLength = 2...500

  /// A case's photos as those who decide see them.
  struct Album: Sendable {
    let item: Case
    let photos: [CaseAttachment]
    let covers: [PhotoCover]
    let decisions: [PhotoDecision]
  }

  /// Throws `Problem(.notFound)` for what the viewer may not see as staff.
  func album(of id: Identifier<Case>, for viewer: Viewer) async throws -> Album {
    let engine = actions.engine
    return try await actions.database.read { db in
      let dossier = try engine.dossier(.id(id), for: viewer, in: db)
      guard dossier.roles.contains(where: \.isStaff) else { throw Problem(.notFound) }
      return Album(
        item: dossier.item,
        photos: dossier.files.filter { $0.kind == .before || $0.kind == .after },
        covers: try CoverStore.covers(of: id, in: db),
        decisions: try CoverStore.decisions(of: id, in: db))
    }
  }

  /// Makes the covered copy; nobody but those who decide sees it until it is approved.
  ///
  /// A photo on which there is nothing to cover gets a copy as well, so that what everybody has
  /// never names the original. Throws `Problem(.notFound)` or `Problem(.invalid)`.
  func cover(
    _ file: Identifier<CaseFile>, of id: Identifier<Case>, _ boxes: [PhotoCleaner.Box],
    by viewer: Viewer, key: CommandKey?
  ) async throws {
    let album = try await album(of: id, for: viewer)
    guard album.photos.contains(where: { $0.file == file }),
      let original = FileStore.Key(rawValue: file.rawValue), files.has(original)
    else { throw Problem(.notFound) }
    let copy = try await copy(of: try await files.read(original), boxes)
    let kept = try await files.put(copy).rawValue
    try await decide(.cover, file, of: id, reason: "", by: viewer, key: key) { _, now in
      PhotoCover(file: file, covered: kept, boxes: boxes, isPublic: false, at: now)
    }
  }

  private func copy(of bytes: [UInt8], _ boxes: [PhotoCleaner.Box]) async throws -> [UInt8] {
    do {
      return try await cleaner.cover(boxes, in: bytes).bytes
    } catch {
      throw error.problem
    }
  }

  /// Lets everybody see the covered copy, or no longer; each with its reason in the history.
  ///
  /// `seen`: the copy that was looked at, which is the one that is published. Throws
  /// `Problem(.notFound)` where no copy was made, `Problem(.staleVersion)` where another was made
  /// since, `Problem(.notNow)` for a case that neighbours do not read, and `Problem(.invalid)`
  /// without a reason to take one back.
  func publish(
    _ isPublic: Bool, _ file: Identifier<CaseFile>, seen covered: String?,
    of id: Identifier<Case>, reason: String,
    by viewer: Viewer, key: CommandKey?
  ) async throws {
    _ = try await album(of: id, for: viewer)
    let reason = reason.trimmed
    if !isPublic, !Self.reasonLength.contains(reason.count) {
      throw Problem(field: "reason", "refusal.too-short", values: ["n": "2"])
    }
    try await decide(
      isPublic ? .publish : .unpublish, file, of: id,
      reason: String(reason.prefix(Self.reasonLength.upperBound)), by: viewer, key: key
    ) { held, now in
      guard let held else { throw Problem(.notFound) }
      // Somebody covered it anew since this copy was looked at.
      if isPublic, covered != "\(held.covered)" { throw Problem(.staleVersion) }
      guard held.isPublic != isPublic else { throw Problem(.notNow, "refusal.nothing-changed") }
      return PhotoCover(
        file: file, covered: held.covered, boxes: held.boxes, isPublic: isPublic, at: now)
    }
  }

  private func decide(
    _ deed: PhotoDecision.Deed, _ file: Identifier<CaseFile>, of id: Identifier<Case>,
    reason: String, by viewer: Viewer, key: CommandKey?,
    _ next: @escaping @Sendable (PhotoCover?, Timestamp) throws -> PhotoCover
  ) async throws {
    let engine = actions.engine
    _ = try await actions.database.command(key) { tx in
      // Asked here, so that what is closed to neighbours meanwhile keeps its photos.
      if deed == .publish, try engine.findBySystem(id, in: tx)?.isShared != true {
        throw Problem(.notNow, "refusal.photo-not-shared")
      }
      let held = try CoverStore.covers(of: id, in: tx).first { $0.file == file }
      try CoverStore.put(try next(held, tx.now), of: id, in: tx)
      try CoverStore.note(
        PhotoDecision(
          id: tx.newID(), file: file, deed: deed, actor: viewer.actor, post: viewer.post,
          reason: reason, at: tx.now), of: id, in: tx)
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "service_request.photo_" + deed.rawValue,
          subject: "case:\(id)"))
      return deed.rawValue
    }
  }
}

extension ServiceRequestActions {
  /// A page of public cases with the photos of each that everybody may see.
  struct Published: Sendable {
    let page: CasePage<CaseListItem>
    let photos: [Identifier<Case>: [String]]
  }

  /// Two statements, and a third where words are looked for.
  func published(_ query: CaseQuery) async throws -> Published {
    let now = database.world.now()
    return try await database.read { db in
      let page = try engine.shared(query, at: now, in: db)
      return Published(
        page: page, photos: try CoverStore.published(of: page.items.map(\.id), in: db))
    }
  }

  /// Whether everybody may see this copy, or this viewer because they decide on it.
  func maySeeCopy(_ covered: String, as viewer: Viewer) async throws -> Bool {
    try await database.read { db in
      try CoverStore.originals(ofCopy: covered, in: db).contains { found in
        if found.isPublic, try engine.findBySystem(found.id, in: db)?.isShared == true {
          return true
        }
        return try viewer.can(.coverPhotos) && engine.maySee(found.file, as: viewer, in: db)
      }
    }
  }

  /// Copies of one case that everybody may see.
  func publishedPhotos(of id: Identifier<Case>) async throws -> [String] {
    try await database.read { try CoverStore.published(of: [id], in: $0)[id] ?? [] }
  }
}
