import Dispatch
import Foundation
import Kernel
import Synchronization

/// Connections with a thread each, and those who wait for one, in order.
///
/// Work goes straight to a thread, which blocks in libpq; the cooperative pool never does.
final class Workers: Sendable {
  private struct State {
    var queue: WorkQueue<Worker>
    var isSweeping = false
    var isHurrying = false
    var lastNumber: UInt64 = 0
  }

  /// How long a look waits for those that run while connections stand idle.
  private static let patience = Duration.milliseconds(5)

  private let state: Mutex<State>
  private let running = DispatchGroup()
  private let jitter: @Sendable () -> UInt64

  init(_ options: PostgresDriver.Options) {
    jitter = options.jitter
    let queue = WorkQueue<Worker>(
      mostChanging: options.writers, usuallyLooking: options.readers, patience: Self.patience)
    state = Mutex(State(queue: queue))
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

  var waiting: Int { state.withLock { $0.queue.waiting.count } }

  func nextNumber() -> UInt64 {
    state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
  }

  func add(_ job: Job) {
    enum Next { case refuse, hand(Worker), wait(sweep: Bool, hurry: Bool) }
    let next: Next = state.withLock { state in
      if state.queue.isClosed { return .refuse }
      if let worker = state.queue.add(job) { return .hand(worker) }
      defer { state.isSweeping = true }
      return .wait(sweep: !state.isSweeping, hurry: Self.mustHurry(&state))
    }
    switch next {
    case .refuse: job.fail(.unavailable)
    case .hand(let worker): worker.hand(job)
    case .wait(let sweep, let hurry):
      if sweep { sweepLater(at: job.deadline) }
      if hurry { hurryLater() }
    }
  }

  /// Takes back a job nobody has begun; nil when somebody has.
  func withdraw(_ number: UInt64) -> Job? { state.withLock { $0.queue.withdraw(number) } }

  /// The next jobs for a worker; none when it should wait to be handed one, or end.
  func next(for worker: Worker, after done: [Job], most: Int) -> (jobs: [Job], isOver: Bool) {
    let (jobs, others, isClosed, hurry) = state.withLock { state in
      let now = ContinuousClock.now
      let jobs = state.queue.next(for: worker, after: done, most: most, at: now)
      let others = state.queue.due(at: now)
      return (jobs, others, state.queue.isClosed, Self.mustHurry(&state))
    }
    for other in others { other.worker.hand(other.job) }
    if hurry { hurryLater() }
    return (jobs, jobs.isEmpty && isClosed)
  }

  /// Refuses what comes from now on, lets what waits be done, and tells when all threads ended.
  func close(_ done: @escaping @Sendable () -> Void = {}) {
    for worker in state.withLock({ $0.queue.close() }) { worker.hand(nil) }
    running.notify(queue: .global(), execute: done)
  }

  /// Whether somebody has to come back for looks that wait beside idle workers.
  private static func mustHurry(_ state: inout State) -> Bool {
    guard !state.isHurrying, state.queue.isHolding else { return false }
    state.isHurrying = true
    return true
  }

  private func hurryLater() {
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience.seconds) { [weak self] in
      self?.hurry()
    }
  }

  private func hurry() {
    let (pairs, again) = state.withLock { state in
      let pairs = state.queue.due(at: .now)
      state.isHurrying = state.queue.isHolding
      return (pairs, state.isHurrying)
    }
    for pair in pairs { pair.worker.hand(pair.job) }
    if again { hurryLater() }
  }

  /// One timer for all who wait: they wait equally long, so the first is the first to give up.
  private func sweepLater(at deadline: ContinuousClock.Instant) {
    let wait = max((deadline - .now).seconds, 0.001)
    DispatchQueue.global().asyncAfter(deadline: .now() + wait) { [weak self] in self?.sweep() }
  }

  private func sweep() {
    let (late, next) = state.withLock { state in
      let late = state.queue.expired(at: .now)
      state.isSweeping = !state.queue.waiting.isEmpty
      return (late, state.queue.waiting.first?.deadline)
    }
    for job in late { job.fail(.unavailable) }
    if let next { sweepLater(at: next) }
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
