import Dispatch
import Kernel

/// A thread's side of the pool.
///
/// Unchecked because `connection` is not `Sendable`: only this worker's thread touches it.
/// `handed` is written before the signal and read after it.
final class Worker: @unchecked Sendable {
  /// Changes that share a commit at most: of 16, 32 and 64 the best with 64 callers.
  private static let mostTogether = 32

  private let connection: PostgresConnection
  private let jitter: @Sendable () -> UInt64
  private let signal = DispatchSemaphore(value: 0)
  private var handed: Job?
  /// Halved when a group fails, as where many are refused or meet on one row; grows back.
  ///
  /// Two at least: one alone is no group, so nothing would ever tell it to grow.
  private var most = mostTogether

  init(_ connection: PostgresConnection, jitter: @escaping @Sendable () -> UInt64) {
    self.connection = connection
    self.jitter = jitter
  }

  /// Gives an idle worker its next job, or its end.
  func hand(_ job: Job?) {
    handed = job
    signal.signal()
  }

  func loop(for workers: Workers) {
    var jobs: [Job] = []
    while true {
      let (next, isOver) = workers.next(for: self, after: jobs, most: most)
      if isOver { break }
      jobs = next
      if jobs.isEmpty {
        signal.wait()
        guard let job = handed else { break }
        handed = nil
        jobs = [job]
      }
      run(jobs)
    }
    connection.disconnect()
  }

  private func run(_ jobs: [Job]) {
    var writes: [PendingWrite] = []
    for job in jobs {
      switch job.work {
      case .look(let look): look(connection)
      case .change(let write): writes.append(write)
      }
    }
    if writes.count > 1 {
      let done = connection.write(together: writes)
      most = done ? min(most + 1, Self.mostTogether) : max(most / 2, 2)
      if done { return }
    }
    for write in writes { connection.write(write, jitter: jitter) }
  }
}
