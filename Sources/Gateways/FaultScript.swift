import Synchronization

/// What a simulator is told to do wrong, call by call, so that a failure is the same every time.
public final class FaultScript: Sendable {
  public enum Fault: String, Sendable, CaseIterable {
    /// The call never arrives.
    case unreachable
    /// No answer within the time, and nothing was done.
    case timeOut = "time_out"
    /// Done, but the answer is lost on the way back.
    case successThenLost = "success_then_lost"
    /// Done and answered, and the callback comes twice.
    case duplicateCallback = "duplicate_callback"
    /// Done and answered, and the callback comes before the answer.
    case earlyCallback = "early_callback"
    /// Declined with a code.
    case refused
  }

  private let pending: Mutex<[Fault?]>

  /// - Parameter faults: one entry a call, nil for a call that goes well; afterwards all go well.
  public init(_ faults: [Fault?] = []) { pending = Mutex(faults) }

  /// Adds to the end of the script.
  public func append(_ faults: [Fault?]) { pending.withLock { $0 += faults } }

  /// What happens to the next call.
  func next() -> Fault? {
    pending.withLock { pending in pending.isEmpty ? nil : pending.removeFirst() }
  }
}
