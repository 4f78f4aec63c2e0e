import Synchronization

/// Keeps the last thing that was made, for those who ask for the same again.
final class LastMade<Key: Equatable & Sendable, Value: Sendable>: Sendable {
  private let last = Mutex<(key: Key, value: Value)?>(nil)

  /// Whoever asks while it is being made waits for it.
  func value(for key: Key, make: () throws -> Value) rethrows -> Value {
    try last.withLock { last in
      if let last, last.key == key { return last.value }
      let value = try make()
      last = (key, value)
      return value
    }
  }
}
