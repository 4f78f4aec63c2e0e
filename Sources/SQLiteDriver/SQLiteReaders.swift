import Kernel
import Synchronization

/// A few reading connections and those who wait for one, in order.
final class SQLiteReaders: Sendable {
  private typealias Job = @Sendable (SQLiteConnection) -> Void

  private struct State {
    /// The last one back goes out first: its cache is warm.
    var idle: [Desk]
    var waiting: [Job] = []
    var isClosed = false
  }

  private let desks: [Desk]
  private let state: Mutex<State>

  init(desks: [Desk]) {
    self.desks = desks
    state = Mutex(State(idle: desks.reversed()))
  }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    if Task.isCancelled { throw StoreError.cancelled }
    return try await withCheckedThrowingContinuation { caller in
      let accepted = add { connection in
        caller.resume(with: Result { try Self.snapshot(of: connection, body) })
      }
      if !accepted { caller.resume(throwing: StoreError.unavailable) }
    }
  }

  /// Refuses what comes from now on, does what waits, then ends the connections.
  func close() throws {
    state.withLock { $0.isClosed = true }
    for desk in desks { try desk.close() }
  }

  private func add(_ job: @escaping Job) -> Bool {
    let (accepted, desk): (Bool, Desk?) = state.withLock { state in
      if state.isClosed { return (false, nil) }
      if let desk = state.idle.popLast() { return (true, desk) }
      state.waiting.append(job)
      return (true, nil)
    }
    desk?.work { [self] connection in
      job(connection)
      while let next = next(for: desk) { next(connection) }
    }
    return accepted
  }

  private func next(for desk: Desk?) -> Job? {
    state.withLock { state in
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      if let desk { state.idle.append(desk) }
      return nil
    }
  }

  private static func snapshot<T>(
    of connection: SQLiteConnection, _ body: (any Connection) throws -> T
  ) throws -> T {
    connection.forgetFailure()
    defer { connection.forgetFailure() }
    do {
      try connection.control("BEGIN DEFERRED")
      // Ending a snapshot changes nothing, whatever it answers.
      defer { try? connection.control("COMMIT") }
      let value = try body(connection)
      if let failure = connection.failure { throw failure }
      return value
    } catch let failure as SQLiteFailure {
      throw failure.storeError
    }
  }
}
