import Foundation
import Kernel

extension PostgresConnection {
  /// Times a body is run at most when it conflicts with others.
  private static let attempts = 10
  /// Times a transaction is moved to a new connection when its own is lost before the commit.
  private static let reconnections = 2

  /// A look on one snapshot.
  func read<T>(_ body: (any Connection) throws -> T, jitter: () -> UInt64) -> Result<T, any Error> {
    perform(reading: true, jitter: jitter) {
      let value = try body(self)
      if let failure { throw failure }
      leave()
      return value
    }
  }

  /// A transaction, committed and on disk.
  func write<T>(_ body: (any Connection) throws -> T, jitter: () -> UInt64) -> Result<T, any Error>
  {
    perform(reading: false, jitter: jitter) {
      let value = try body(self)
      // A body that swallowed a failure has not done what it says.
      if let failure { throw failure }
      try commit()
      return value
    }
  }

  private func perform<T>(
    reading: Bool, jitter: () -> UInt64, _ work: () throws -> T
  ) -> Result<T, any Error> {
    var attempt = 1
    var losses = 0
    var hasHealed = false
    while true {
      do {
        try open()
      } catch {
        return .failure((error as? PostgresFailure)?.storeError ?? error)
      }
      let head = chainHead
      start(reading: reading)
      do {
        return .success(try work())
      } catch {
        let cause = engineFailure
        let hasLinked = chainHead != head
        rollBack()
        chainHead = head ?? learntHead
        if cause?.isLoss == true || cause?.isCommitUnknown == true { disconnect() }
        if cause?.isCommitUnknown == true { return .failure(StoreError.commitUnknown) }

        if cause?.isLearnt == true { continue }
        if cause?.isLoss == true, losses < Self.reconnections {
          losses += 1
          continue
        }
        if cause?.code == "23505", head != nil, hasLinked, !hasHealed {
          // Perhaps another process has added to this lane's chain: read the head again.
          hasHealed = true
          forgetChain()
          continue
        }
        let isConflict = cause?.isConflict ?? (error as? StoreError == .retry)
        guard isConflict, attempt < Self.attempts else { return .failure(error) }
        pause(attempt, jitter())
        attempt += 1
      }
    }
  }

  /// Half to all of 2, 4, 8 … 128 ms; the thread is this connection's own.
  private func pause(_ attempt: Int, _ random: UInt64) {
    let longest = Double(1 << min(attempt, 7)) / 1000
    let share = 0.5 + Double(random >> 11) / Double(1 << 54)
    Thread.sleep(forTimeInterval: longest * share)
  }
}
