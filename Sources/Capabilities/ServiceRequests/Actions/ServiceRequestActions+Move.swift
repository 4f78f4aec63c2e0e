import Casework
import Civics
import Contracts
import Kernel

extension ServiceRequestActions {
  typealias Key = CaseStore.Key

  /// The one way in which requests move: load, decide, save, tell.
  func move(
    _ request: Key, _ move: CaseMove, version: Int?, key: CommandKey?, by viewer: Viewer,
    _ more: @escaping @Sendable (Case, Transaction) throws -> Void = { _, _ in }
  ) async throws -> MoveReceipt {
    try await database.command(key) { tx in
      let moved = try engine.move(request, move, expecting: version, by: viewer, in: tx)
      try tx.publish(ServiceRequestEvents.Moved(moved, at: tx.now))
      try more(moved.item, tx)
      return MoveReceipt(moved.item)
    }
  }

  func accept(
    _ request: Key, version: Int? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .accept, version: version, key: key, by: viewer)
  }

  func refuse(
    _ request: Key, _ refusal: CaseDetails.Refusal, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .refuse(refusal), version: version, key: key, by: viewer)
  }

  func merge(
    _ request: Key, into target: Identifier<Case>, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .merge(into: target), version: version, key: key, by: viewer)
  }

  func file(
    _ request: Key, _ filing: Filing, version: Int? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    guard catalogue.classes.contains(filing.classCode) else {
      throw Problem(field: "class_code", "error.request.class-unknown")
    }
    return try await move(request, .file(filing), version: version, key: key, by: viewer)
  }

  func dispatch(
    _ request: Key, _ assignment: Assignment, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .dispatch(assignment), version: version, key: key, by: viewer) {
      item, _ in
      try DispatchRules.check(assignment, service: item.service, catalogue: catalogue)
    }
  }

  func decideObjection(
    _ request: Key, upheld: Bool, reason: String, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(
      request, .decideObjection(upheld: upheld, reason: reason), version: version, key: key,
      by: viewer)
  }

  func correct(
    _ request: Key, _ correction: Correction, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try check(correction)
    return try await move(request, .correct(correction), version: version, key: key, by: viewer)
  }

  private func check(_ correction: Correction) throws {
    if let code = correction.classCode, !catalogue.classes.contains(code) {
      throw Problem(field: "class_code", "error.request.class-unknown")
    }
    if let service = correction.service {
      var faults = Faults()
      let type = faults.type(service, catalogue)
      _ = faults.item(correction.item, of: type)
      guard faults.list.isEmpty else { throw Problem(faults.list) }
    }
    if let area = correction.place?.area, !area.hasPrefix(site.region) {
      throw Problem(field: "area", "error.request.area-outside")
    }
  }
}

extension ServiceRequestEvents.Moved {
  init(_ moved: CaseMoved, at now: Timestamp) {
    self.init(
      request: moved.item.id.rawValue, move: moved.move.rawValue, from: moved.from.rawValue,
      to: moved.item.state.rawValue, version: moved.item.version, unit: moved.item.leadUnit,
      level: moved.item.level?.rawValue, area: moved.item.place.area, entry: moved.event,
      role: moved.role.rawValue, imported: moved.item.isImported, at: now)
  }
}

extension MoveReceipt {
  init(_ item: Case) {
    self.init(
      id: item.id, no: item.no.rawValue, state: item.state, version: item.version,
      dueAt: item.dueAt)
  }
}
