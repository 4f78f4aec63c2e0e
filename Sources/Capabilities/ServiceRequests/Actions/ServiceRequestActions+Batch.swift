import Casework
import Contracts
import Kernel

/// What is done to several requests of a list, each for itself.
extension ServiceRequestActions {
  /// Those of the ids that are in the viewer's queue.
  func items(
    _ ids: [Identifier<Case>], for viewer: Viewer
  ) async throws -> [CaseListItem] {
    try await database.read { try engine.items(ids, for: viewer, in: $0) }
  }

  /// Brings a request to a unit in one act: accepted and filed first where it is not yet, each
  /// step by its own rule.
  ///
  /// Class and urgency stay as they were found when it came in. Throws as `move`.
  func sendOut(
    _ id: Identifier<Case>, _ assignment: Assignment, expecting version: Int?, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> Moved {
    try await check(.dispatch(assignment), on: id, by: viewer)
    let (engine, plan) = (engine, try await directory?.plan())
    return try await database.command(key) { tx in
      let item = try engine.find(.id(id), for: viewer, in: tx)
      var moves: [CaseMove] = []
      if item.state == .submitted { moves.append(.accept) }
      if item.state == .submitted || item.state == .accepted {
        moves.append(
          .file(Filing(classCode: item.classCode, urgency: item.urgency, limit: nil)))
      }
      var expected = version
      for move in moves {
        _ = try Self.step(id, move, expecting: expected, by: viewer, engine, in: tx)
        expected = nil
      }
      let assignment = Self.proposed(assignment, on: item, plan, engine, at: tx.now)
      return try Self.step(
        id, .dispatch(assignment), expecting: expected, by: viewer, engine, in: tx)
    }
  }
}
