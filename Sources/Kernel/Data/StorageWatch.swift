import Synchronization

/// Whether the last write that says something about the disk found it full or failing.
///
/// Refusals, conflicts and lost connections say nothing about it and change nothing here.
final class StorageWatch: Sendable {
  private struct State {
    var isFailing = false
    var triedAt = Timestamp(milliseconds: 0)
  }

  private let state = Mutex(State())

  func note(_ error: any Error) {
    guard let error = error as? StoreError, case .storage = error else { return }
    state.withLock { $0.isFailing = true }
  }

  /// A commit is on disk.
  func noteWritten() {
    state.withLock { state in
      if state.isFailing { state.isFailing = false }
    }
  }

  enum Look { case sound, failing, tryAgain }

  /// Of those who ask while it fails, one every few seconds is to try.
  func look(at now: Timestamp) -> Look {
    state.withLock { state in
      guard state.isFailing else { return .sound }
      let passed = now.milliseconds(since: state.triedAt)
      guard !(0..<Self.pause).contains(passed) else { return .failing }
      state.triedAt = now
      return .tryAgain
    }
  }

  /// Milliseconds between two tries.
  static let pause: Int64 = 5000
}

extension Database {
  /// Whether writes reach the disk, as far as the last ones tell; costs nothing while they do.
  ///
  /// While they do not, a small one is tried now and then, so that it is noticed when there is room
  /// again although nobody else writes.
  public func isWritable() async -> Bool {
    switch storage.look(at: clock()) {
    case .sound: return true
    case .failing: return false
    case .tryAgain:
      do {
        try await tryWrite()
        return true
      } catch {
        return false
      }
    }
  }

  /// Writes a row as it is.
  ///
  /// - Throws: `StoreError.storage` where nothing can be written.
  public func tryWrite() async throws {
    try await write { tx in try MigrationBook.touch(tx) }
  }
}
