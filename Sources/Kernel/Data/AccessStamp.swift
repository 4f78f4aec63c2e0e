import Synchronization

/// Moves on whenever a transaction has changed who may do what, so that remembered answers to
/// that question are asked anew.
final class AccessStamp: Sendable {
  private let count = Atomic<UInt64>(0)

  var value: UInt64 { count.load(ordering: .acquiring) }
  func moveOn() { count.add(1, ordering: .releasing) }
}
