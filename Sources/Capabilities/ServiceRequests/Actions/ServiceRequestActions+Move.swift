import Casework
import Civics
import Contracts
import Kernel

extension ServiceRequestActions {
  /// What a move answers.
  struct Moved: Sendable, Codable, Hashable {
    let id: String
    let no: String
    let state: String
    let version: Int
    /// Whether the reporter gets a message; pages say so.
    let tellsReporter: Bool
    /// Whether who reported it without an account gets a text of refusals, delays and results.
    let textsCaller: Bool
  }

  /// Any move of the state table, by whoever may.
  ///
  /// Throws `Problem(.notFound)`, `Problem(.staleVersion)`, a `CaseRefusal` or a `DispatchRefusal`.
  func move(
    _ id: Identifier<Case>, _ move: CaseMove, expecting version: Int?, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> Moved {
    if case .split(let parts) = move {
      return try await split(id, into: parts, expecting: version, by: viewer, key: key)
    }
    try await check(move, on: id, by: viewer)
    let (engine, book, plan) = (engine, duplicates, try await directory?.plan())
    return try await database.command(key) { tx in
      var move = move
      if case .dispatch(let assignment) = move {
        let item = try engine.find(.id(id), for: viewer, in: tx)
        move = .dispatch(Self.proposed(assignment, on: item, plan, engine, at: tx.now))
      }
      return try Self.step(id, move, expecting: version, by: viewer, engine, book, in: tx)
    }
  }

  /// With what the dispatch catalogue says at that moment, whoever it is given to.
  static func proposed(
    _ assignment: Assignment, on item: Case, _ plan: CityPlan?, _ engine: CaseEngine,
    at now: Timestamp
  ) -> Assignment {
    var assignment = assignment
    assignment.proposal = plan?.proposal(for: item, at: now, engine)
    return assignment
  }

  /// Files and dispatches in one act, as the console's form does; neither without the other.
  ///
  /// The urgency stays as it was found when the request came in. Throws as `move`.
  func dispatch(
    _ id: Identifier<Case>, _ assignment: Assignment, filedAs classCode: String,
    expecting version: Int?, by viewer: Viewer, key: CommandKey?
  ) async throws -> Moved {
    try check(classCode: classCode)
    try await check(.dispatch(assignment), on: id, by: viewer)
    let (engine, plan) = (engine, try await directory?.plan())
    return try await database.command(key) { tx in
      var item = try engine.find(.id(id), for: viewer, in: tx)
      item.classCode = classCode
      let assignment = Self.proposed(assignment, on: item, plan, engine, at: tx.now)
      let filing = Filing(classCode: classCode, urgency: item.urgency, limit: assignment.limit)
      _ = try Self.step(id, .file(filing), expecting: version, by: viewer, engine, in: tx)
      return try Self.step(
        id, .dispatch(assignment), expecting: nil, by: viewer, engine, in: tx)
    }
  }

  static func step(
    _ id: Identifier<Case>, _ move: CaseMove, expecting version: Int?, by viewer: Viewer,
    _ engine: CaseEngine, _ book: DuplicateBook = .shipped, in tx: Transaction
  ) throws -> Moved {
    // Whom it joins: the case itself, or the one it is merged into.
    let joined: Identifier<Case>? =
      switch move {
      case .support: id
      case .merge(let target): target
      default: nil
      }
    let before = try joined.flatMap { try engine.findBySystem($0, in: tx)?.supporters }
    let moved = try engine.move(.id(id), move, expecting: version, by: viewer, in: tx)
    switch move {
    case .dispatch(let assignment), .reassign(let assignment, _):
      try DispatchRules.check(
        assignment, service: moved.item.service, place: moved.item.place)
    default: break
    }
    let told = try told(moved, engine, in: tx)
    if let joined, let before { try raise(joined, from: before, book, engine, in: tx) }
    return told
  }
}

extension ServiceRequestEvents.Moved {
  init(_ moved: CaseMoved, at now: Timestamp) {
    self.init(
      request: moved.item.id.rawValue, move: moved.move.rawValue, from: moved.from.rawValue,
      to: moved.item.state.rawValue, version: moved.item.version, unit: moved.item.leadUnit,
      level: moved.item.level?.rawValue, owner: moved.item.owner, area: moved.item.place.area,
      entry: moved.event,
      role: moved.role.rawValue, isImported: moved.item.isImported, at: now)
  }
}
