/// A write that waits for a commit it may share with others, for drivers.
///
/// The caller is resumed exactly once, by `Outcome.tell` or by `fail`.
public struct PendingWrite: Sendable {
  /// What a body came to, told to the caller only when the shared commit is known.
  public struct Outcome {
    /// Why the body failed, nil when it did not.
    public let error: (any Error)?
    public let tell: () -> Void

    public init(error: (any Error)?, tell: @escaping () -> Void) {
      self.error = error
      self.tell = tell
    }
  }

  private let work: @Sendable (any Connection) -> Outcome
  public let fail: @Sendable (any Error) -> Void

  public init<T: Sendable>(
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

  /// Runs the body once more; neither commits nor tells anybody.
  public func run(on connection: any Connection) -> Outcome { work(connection) }
}
