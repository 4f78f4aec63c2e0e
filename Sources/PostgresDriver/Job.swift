import Kernel
import Synchronization

/// Work that waits for a connection; its caller is resumed exactly once, by the work or by `fail`.
struct Job: Sendable {
  enum Work: Sendable {
    case look(@Sendable (PostgresConnection) -> Void)
    case change(PendingWrite)
  }

  let number: UInt64
  /// When it came.
  let since: ContinuousClock.Instant
  let deadline: ContinuousClock.Instant
  let work: Work
  let fail: @Sendable (StoreError) -> Void

  var isChange: Bool {
    if case .change = work { true } else { false }
  }
}

/// Whether a look is wanted any more, and how to stop it while it runs.
final class Interest: Sendable {
  private struct State {
    var isLost = false
    var running: CancelHandle?
  }

  private let state = Mutex(State())

  /// False when the caller has gone already.
  func begin(on cancel: CancelHandle?) -> Bool {
    state.withLock { state in
      state.running = cancel
      return !state.isLost
    }
  }

  /// True when a request to stop was made, which may yet hit the connection's next statement.
  ///
  /// Waits for one under way.
  func end() -> Bool {
    state.withLock { state in
      state.running = nil
      return state.isLost
    }
  }

  func lose() { state.withLock { $0.isLost = true } }

  /// Asks the server to stop; talks to it, so never on the cooperative pool.
  ///
  /// Holds the lock throughout, so that the connection cannot go on to somebody else's work.
  func interrupt() {
    state.withLock { $0.running?.send() }
  }
}
