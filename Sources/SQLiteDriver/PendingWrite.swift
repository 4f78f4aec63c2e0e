import Kernel

/// A write that waits for its commit; the caller is resumed exactly once, by `Outcome` or `fail`.
struct PendingWrite: Sendable {
  /// What a body came to, told to the caller only when the shared commit is known.
  struct Outcome {
    /// Why the body failed, nil when it did not.
    let error: (any Error)?
    let tell: () -> Void
  }

  private let work: @Sendable (SQLiteConnection) -> Outcome
  let fail: @Sendable (any Error) -> Void

  init<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T,
    _ caller: CheckedContinuation<T, any Error>
  ) {
    work = { connection in
      let result = Result { () throws -> T in
        let value = try body(connection)
        // A body that swallowed a failure has not done what it says.
        if let failure = connection.failure { throw failure }
        return value
      }
      switch result {
      case .success: return Outcome(error: nil) { caller.resume(with: result) }
      case .failure(let error): return Outcome(error: error) { caller.resume(with: result) }
      }
    }
    fail = { caller.resume(throwing: $0) }
  }

  /// Starts with a clean slate and leaves one.
  func run(on connection: SQLiteConnection) -> Outcome {
    connection.forgetFailure()
    defer { connection.forgetFailure() }
    return work(connection)
  }
}
