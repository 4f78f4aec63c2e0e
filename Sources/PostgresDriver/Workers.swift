import Dispatch
import Foundation
import Kernel
import Synchronization

/// Connections with a thread each, and those who wait for one, in order.
///
/// Work goes straight to a thread, which blocks in libpq; the cooperative pool never does.
final class Workers: Sendable {
  private struct State {
    var idle: [Worker] = []
    var waiting: [Job] = []
    /// Workers with changes in hand.
    var changing = 0
    var isClosed = false
    var isSweeping = false
    var lastNumber: UInt64 = 0
  }

  private let state = Mutex(State())
  private let running = DispatchGroup()
  private let jitter: @Sendable () -> UInt64
  /// Transactions that change at once; what comes meanwhile shares the next ones.
  private let mostChanging: Int

  init(_ options: PostgresDriver.Options) {
    jitter = options.jitter
    mostChanging = options.writers
  }

  func start(_ connections: [PostgresConnection]) {
    for connection in connections {
      running.enter()
      let worker = Worker(connection, jitter: jitter)
      let thread = Thread { [self] in
        worker.loop(for: self)
        running.leave()
      }
      thread.stackSize = 1 << 20
      thread.name = "postgres \(connection.lane)"
      thread.start()
    }
  }

  var waiting: Int { state.withLock { $0.waiting.count } }

  func nextNumber() -> UInt64 {
    state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
  }

  func add(_ job: Job) {
    enum Next { case refuse, hand(Worker), wait(sweep: Bool) }
    let next: Next = state.withLock { state in
      if state.isClosed { return .refuse }
      // The one that worked last: few lanes, warm caches.
      if !job.isChange || state.changing < mostChanging, let worker = state.idle.popLast() {
        if job.isChange { state.changing += 1 }
        return .hand(worker)
      }
      state.waiting.append(job)
      defer { state.isSweeping = true }
      return .wait(sweep: !state.isSweeping)
    }
    switch next {
    case .refuse: job.fail(.unavailable)
    case .hand(let worker): worker.hand(job)
    case .wait(let sweep): if sweep { sweepLater(at: job.deadline) }
    }
  }

  /// Takes back a job nobody has begun; false when somebody has.
  func withdraw(_ number: UInt64) -> Job? {
    state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiting.remove(at: index)
    }
  }

  /// The next job for a worker, and changes that wait with it, up to `most`; none when it should
  /// wait to be handed one, or end.
  func next(for worker: Worker, after done: [Job], most: Int) -> (jobs: [Job], isOver: Bool) {
    state.withLock { state in
      if done.first?.isChange == true { state.changing -= 1 }
      let mayChange = state.changing < mostChanging
      let jobs = Self.take(most, from: &state.waiting, mayChange: mayChange)
      if jobs.first?.isChange == true { state.changing += 1 }
      if !jobs.isEmpty { return (jobs, false) }
      if state.isClosed { return ([], true) }
      state.idle.append(worker)
      return ([], false)
    }
  }

  private static func take(_ most: Int, from waiting: inout [Job], mayChange: Bool) -> [Job] {
    guard let first = waiting.firstIndex(where: { mayChange || !$0.isChange }) else { return [] }
    var jobs = [waiting.remove(at: first)]
    guard jobs[0].isChange else { return jobs }
    var left: [Job] = []
    for job in waiting {
      if job.isChange, jobs.count < most { jobs.append(job) } else { left.append(job) }
    }
    waiting = left
    return jobs
  }

  /// Refuses what comes from now on, lets what waits be done, and tells when all threads ended.
  func close(_ done: @escaping @Sendable () -> Void = {}) {
    let idle = state.withLock { state in
      state.isClosed = true
      defer { state.idle = [] }
      return state.idle
    }
    for worker in idle { worker.hand(nil) }
    running.notify(queue: .global(), execute: done)
  }

  /// One timer for all who wait: they wait equally long, so the first is the first to give up.
  private func sweepLater(at deadline: ContinuousClock.Instant) {
    let wait = (deadline - .now).components
    let seconds = Double(wait.seconds) + Double(wait.attoseconds) / 1e18
    DispatchQueue.global().asyncAfter(deadline: .now() + max(seconds, 0.001)) { [weak self] in
      self?.sweep()
    }
  }

  private func sweep() {
    let (late, next) = state.withLock { state in
      let now = ContinuousClock.now
      let late = state.waiting.prefix { $0.deadline <= now }
      state.waiting.removeFirst(late.count)
      state.isSweeping = !state.waiting.isEmpty
      return (Array(late), state.waiting.first?.deadline)
    }
    for job in late { job.fail(.unavailable) }
    if let next { sweepLater(at: next) }
  }
}
