public import Kernel

/// An action that was to fail as a whole and left something behind, or did not fail at all.
public struct HalfDone: Error, CustomStringConvertible {
  /// What was made to fail; empty where the test did not name it.
  public let name: String
  /// Which statement failed, from 1.
  public let statement: Int
  /// What changed nevertheless: `+` came, `-` went.
  public let changes: [String]

  public var description: String {
    let what = changes.isEmpty ? "the action hid the failure" : changes.joined(separator: "\n")
    return "\(name) after a failure at statement \(statement):\n\(what)"
  }
}

/// Lets the 1st, 2nd, 3rd… statement of an action fail until it gets through.
///
/// After each failure every table must hold what it held before, and the action must have thrown.
/// - Parameters:
///   - name: the function that holds the transaction, `Type.function`: an architecture test looks
///     for each function that writes among these names.
///   - action: what is made to fail, on the database it is handed.
///   - database: the one that is looked at.
/// - Returns: how many statements were made to fail; check it is as many as the action has.
/// - Throws: `HalfDone`, or what the action throws of its own accord.
@discardableResult
public func eachFailure(
  _ name: String = "", of action: @Sendable (Database) async throws -> Void,
  in database: Database
) async throws -> Int {
  let driver = FailingDriver(database.driver)
  let failing = Database(driver: driver, world: database.world)
  let before = try await TableDump(of: database)
  for number in 1... {
    driver.fail(at: number)
    do {
      try await action(failing)
      if !driver.struck { return number - 1 }
      throw HalfDone(name: name, statement: number, changes: [])
    } catch {
      // The action's own failures are not ours to judge; a `Problem` made of ours is.
      guard driver.struck, !(error is HalfDone) else { throw error }
    }
    let changes = before.changes(to: try await TableDump(of: database))
    if !changes.isEmpty { throw HalfDone(name: name, statement: number, changes: changes) }
  }
  return 0
}

/// Work that ended otherwise after a failure and a second run than without the failure.
public struct NotMadeGood: Error, CustomStringConvertible {
  public let name: String
  /// Which statement failed, from 1.
  public let statement: Int
  public let end: String
  public let wanted: String

  public var description: String {
    "\(name) after a failure at statement \(statement), done again:\n\(end)\nand not\n\(wanted)"
  }
}

/// The same for work that takes several transactions on purpose, such as intent, call and outcome.
///
/// Each failure has a subject of its own, with which the work is done twice more afterwards, as the
/// queue does. The end must then be the one of two runs without a failure: any job may run twice.
/// - Parameters:
///   - name: as for `eachFailure`.
///   - work: what is made to fail, for one subject.
///   - subject: makes the next one, all alike.
///   - end: what became of one, without ids and times.
///   - database: the one that is looked at.
/// - Returns: how many statements were made to fail.
/// - Throws: `NotMadeGood`, `HalfDone` where the work hid the failure, or what it throws itself.
@discardableResult
public func eachFailureMadeGood<Subject: Sendable>(
  _ name: String, of work: @Sendable (Subject, Database) async throws -> Void,
  each subject: () async throws -> Subject, leaving end: (Subject) async throws -> [String],
  in database: Database
) async throws -> Int {
  let first = try await subject()
  for _ in 1...2 { try await work(first, database) }
  let wanted = try await end(first)
  let driver = FailingDriver(database.driver)
  let failing = Database(driver: driver, world: database.world)
  for number in 1... {
    let next = try await subject()
    driver.fail(at: number)
    do {
      try await work(next, failing)
      if !driver.struck { return number - 1 }
      throw HalfDone(name: name, statement: number, changes: [])
    } catch {
      guard driver.struck, !(error is HalfDone) else { throw error }
    }
    for _ in 1...2 { try await work(next, database) }
    let found = try await end(next)
    guard found == wanted else {
      throw NotMadeGood(
        name: name, statement: number, end: found.joined(separator: "\n"),
        wanted: wanted.joined(separator: "\n"))
    }
  }
  return 0
}
