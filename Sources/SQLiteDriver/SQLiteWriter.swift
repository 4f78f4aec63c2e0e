import Kernel
import Synchronization

/// Everybody's writes in order: those that wait while one commit runs share the next one.
///
/// Measured with FULL: 64 waiting writers make 12 thousand durable writes a second against
/// 400 to 2,000 one by one, and a lone writer pays nothing for it.
final class SQLiteWriter: Sendable {
  private struct State {
    var waiting: [PendingWrite] = []
    var isDraining = false
    var isClosed = false
  }

  private let desk: Desk
  private let group: GroupCommit
  private let limit: Int
  private let state = Mutex(State())

  init(desk: Desk, group: GroupCommit, limit: Int) {
    self.desk = desk
    self.group = group
    self.limit = limit
  }

  func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { caller in add(PendingWrite(body, caller)) }
  }

  /// Refuses what comes from now on; what waits is still done.
  func close() { state.withLock { $0.isClosed = true } }

  private func add(_ write: PendingWrite) {
    enum Next { case refuse, wait, start }
    let next: Next = state.withLock { state in
      if state.isClosed { return .refuse }
      state.waiting.append(write)
      if state.isDraining { return .wait }
      state.isDraining = true
      return .start
    }
    switch next {
    case .refuse: write.fail(StoreError.unavailable)
    case .wait: break
    case .start:
      desk.work { [self] connection in
        while let batch = take() { group.commit(batch, on: connection) }
      }
    }
  }

  private func take() -> ArraySlice<PendingWrite>? {
    state.withLock { state in
      let batch = state.waiting.prefix(limit)
      if batch.isEmpty {
        state.isDraining = false
        return nil
      }
      state.waiting.removeFirst(batch.count)
      return batch
    }
  }
}
