import Casework
import Contracts
import Kernel

/// What is checked before a move is tried.
extension ServiceRequestActions {
  /// Codes of the catalogue, units and places of the directory, files.
  ///
  /// Throws `Problem(.invalid)` naming the field, or `Problem(.notFound)`.
  func check(_ move: CaseMove, on id: Identifier<Case>, by viewer: Viewer) async throws {
    switch move {
    case .report(let result), .solveOnSite(let result): try requireFiles(result.afterPhotos)
    case .addWords(_, _, let photos): try requireFiles(photos)
    case .file(let filing): try check(classCode: filing.classCode)
    case .correct(let correction): try check(correction)
    default: break
    }
    guard let directory else { return }
    let plan = PlanCheck(plan: try await directory.plan(), region: site.region)
    try plan.check(move)
    if case .correct(let correction) = move, let area = correction.place?.area,
      !plan.knows(area: area)
    {
      // The form sends every answer: a place that was left as it is may be one of long ago.
      let engine = engine
      let item = try await database.read { try engine.find(.id(id), for: viewer, in: $0) }
      guard item.place.area == area else { throw Problem(field: "area", "mistake.no-area") }
    }
  }

  func check(classCode: String) throws {
    guard ServiceCatalogue.classes.contains(classCode) else {
      throw Problem(field: "class_code", "problem.field-value")
    }
  }

  private func check(_ correction: Correction) throws {
    try correction.classCode.map(check(classCode:))
    if let code = correction.service {
      let service = catalogue.service(code)
      let itemFits = correction.item.map { item in
        service?.items.contains { $0.code == item } ?? false
      }
      guard service != nil, itemFits ?? true else {
        throw Problem(field: "kind", "mistake.no-kind")
      }
    }
    if let area = correction.place?.area, !area.hasPrefix(site.region) {
      throw Problem(field: "area", "mistake.outside-site")
    }
    if let length = correction.place?.address.count, length > limits.addressLength {
      throw Problem(
        field: "address", "mistake.too-long",
        values: ["most": String(limits.addressLength), "n": String(length)])
    }
  }
}

/// Files are sent before they are named.
extension ServiceRequestActions {
  /// A name of one that is not there is a mistake, not a server error.
  func requireFiles(_ files: [Identifier<CaseFile>]) throws {
    guard files.count <= limits.photos else {
      throw Problem(
        field: "photos", "mistake.too-many-photos", values: ["n": String(files.count)])
    }
    for (index, file) in files.enumerated() where !hasFile(file) { throw Self.noPhoto(index) }
  }

  func requireVoice(_ id: String?) throws -> Identifier<CaseFile>? {
    guard let id else { return nil }
    let file = Identifier<CaseFile>(rawValue: id)
    guard hasFile(file) else { throw Problem(field: "voice", "mistake.voice-failed") }
    return file
  }

  /// Remembers who sent a file, so that nobody else can put it on a case.
  func sent(_ file: Identifier<CaseFile>, by viewer: Viewer) async throws {
    try await database.write { try SentFileStore.add(file, of: viewer.actor, in: $0) }
  }

  /// That a program names what its own person or client sent, or what is on the case already.
  ///
  /// Others' files are answered as those that are not there. Pages need none of this: their photos
  /// come from the draft that the server keeps.
  func requireOwn(
    _ files: [Identifier<CaseFile>], of viewer: Viewer, on id: Identifier<Case>? = nil
  ) async throws {
    guard !files.isEmpty, files.count <= limits.photos else { return }
    let engine = engine
    let own = try await database.read { db in
      let sent = try SentFileStore.sent(files, by: viewer.actor, in: db)
      guard let id, !sent.isSuperset(of: files) else { return sent }
      return sent.union(try engine.attached(files, to: id, for: viewer, in: db))
    }
    for (index, file) in files.enumerated() where !own.contains(file) { throw Self.noPhoto(index) }
  }

  private static func noPhoto(_ index: Int) -> Problem {
    Problem(field: "photos", "mistake.photo-failed", values: ["n": String(index + 1)])
  }
}

extension CaseMove {
  /// The files it names.
  var files: [Identifier<CaseFile>] {
    switch self {
    case .report(let result), .solveOnSite(let result): result.afterPhotos
    case .addWords(_, _, let photos): photos
    default: []
    }
  }
}
