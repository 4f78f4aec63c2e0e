import Synchronization

/// Wakes who waits for new work; nobody misses a ring that came while they were busy.
final class Bell: Sendable {
  private struct State {
    /// How often it has rung.
    var rings = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  /// How often it has rung: note it before looking for work, and wait from there.
  var rings: Int { state.withLock { $0.rings } }

  func ring() {
    let sleepers = state.withLock { state in
      defer { state.waiting = [:] }
      state.rings += 1
      return Array(state.waiting.values)
    }
    for sleeper in sleepers { sleeper.resume() }
  }

  /// Returns at the first ring after `heard`, when `limit` has passed, or when the task is
  /// cancelled.
  func wait(after heard: Int, atMost limit: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait(after: heard) }
      group.addTask { try? await Task.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  private func wait(after heard: Int) async {
    let ticket = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let now = state.withLock { state in
          if state.rings > heard || Task.isCancelled { return true }
          state.waiting[ticket] = continuation
          return false
        }
        if now { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
    }
  }
}
