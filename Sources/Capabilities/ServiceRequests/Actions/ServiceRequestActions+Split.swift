import Casework
import Civics
import Contracts
import Kernel

extension ServiceRequestActions {
  /// Splits a request into parts with numbers of their own, each given to its unit.
  ///
  /// Throws as `move`.
  func split(
    _ id: Identifier<Case>, into parts: [CasePart], expecting version: Int?, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> Moved {
    let plan = try await directory?.plan()
    if let plan {
      let check = PlanCheck(plan: plan, region: site.region)
      for part in parts { try check.check(.dispatch(part.assignment)) }
    }
    // Nobody who may not see it uses up numbers; a repetition finds it split already.
    _ = try await dossier(id, for: viewer)
    var numbers: [CaseNumber] = []
    for _ in parts.prefix(CasePart.counts.upperBound) { numbers.append(try await nextNumber()) }
    for attempt in 1... {
      do {
        return try await split(
          id, into: parts, numbered: numbers, expecting: version, by: viewer, key: key)
      } catch StoreError.unique where attempt < 3 {
        // Two parts of one millisecond drew the same 20 bits; other ids draw others.
        continue
      }
    }
    throw Problem(.unavailable)
  }

  private func split(
    _ id: Identifier<Case>, into parts: [CasePart], numbered numbers: [CaseNumber],
    expecting version: Int?, by viewer: Viewer, key: CommandKey?
  ) async throws -> Moved {
    let engine = engine
    return try await database.command(key) { tx in
      let split = try engine.split(
        .id(id), into: parts, numbered: numbers, expecting: version, by: viewer, in: tx)
      for part in parts {
        try DispatchRules.check(
          part.assignment, service: split.item.service, place: split.item.place)
      }
      return try Self.told(split, engine, in: tx)
    }
  }

  /// Tells of a move and of what followed of itself.
  static func told(
    _ moved: CaseMoved, _ engine: CaseEngine, in tx: Transaction
  ) throws -> Moved {
    for one in [moved] + moved.also {
      try tx.publish(ServiceRequestEvents.Moved(one, at: tx.now))
      try CloseSilent.enqueue(after: one, engine, in: tx)
    }
    return Moved(
      id: moved.item.id.rawValue, no: moved.item.no.rawValue,
      state: moved.item.state.rawValue, version: moved.item.version,
      tellsReporter: moved.tellsReporter, textsCaller: moved.textsCaller)
  }
}
