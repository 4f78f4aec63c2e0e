public import Kernel

/// An action that was to fail as a whole and left something behind, or did not fail at all.
public struct HalfDone: Error, CustomStringConvertible {
  /// Which statement failed, from 1.
  public let statement: Int
  /// What changed nevertheless: `+` came, `-` went.
  public let changes: [String]

  public var description: String {
    let what = changes.isEmpty ? "the action hid the failure" : changes.joined(separator: "\n")
    return "after a failure at statement \(statement):\n\(what)"
  }
}

/// Lets the 1st, 2nd, 3rd… statement of an action fail until it gets through.
///
/// After each failure every table must hold what it held before, and the action must have thrown.
/// - Returns: how many statements were made to fail; check it is as many as the action has.
/// - Throws: `HalfDone`, or what the action throws of its own accord.
@discardableResult
public func eachFailure(
  of action: @Sendable (Database) async throws -> Void, in database: Database
) async throws -> Int {
  let driver = FailingDriver(database.driver)
  let failing = Database(driver: driver, world: database.world)
  let before = try await TableDump(of: database)
  for number in 1... {
    driver.fail(at: number)
    do {
      try await action(failing)
      if !driver.struck { return number - 1 }
      throw HalfDone(statement: number, changes: [])
    } catch {
      // The action's own failures are not ours to judge; a `Problem` made of ours is.
      guard driver.struck, !(error is HalfDone) else { throw error }
    }
    let changes = before.changes(to: try await TableDump(of: database))
    if !changes.isEmpty { throw HalfDone(statement: number, changes: changes) }
  }
  return 0
}
