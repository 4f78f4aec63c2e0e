import Synchronization

/// Wakes who waits for new work; a ring while nobody waits is remembered once.
final class Bell: Sendable {
  private struct State {
    var rung = false
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  func ring() {
    let sleepers = state.withLock { state in
      defer { state.waiting = [:] }
      if state.waiting.isEmpty { state.rung = true }
      return Array(state.waiting.values)
    }
    for sleeper in sleepers { sleeper.resume() }
  }

  /// Returns at the next ring, when `limit` has passed, or when the task is cancelled.
  func wait(atMost limit: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait() }
      group.addTask { try? await Task.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  private func wait() async {
    let ticket = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let now = state.withLock { state in
          if state.rung || Task.isCancelled {
            state.rung = false
            return true
          }
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
