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

  /// A transaction of its own, committed and on disk before its caller is told.
  func write(_ write: PendingWrite, jitter: () -> UInt64) {
    var outcome: PendingWrite.Outcome?
    let result: Result<Void, any Error> = perform(reading: false, jitter: jitter) {
      let ran = write.run(on: self)
      outcome = ran
      if let error = ran.error { throw error }
      try commit()
    }
    switch result {
    case .success: outcome?.tell()
    case .failure(let error): write.fail(error)
    }
  }

  /// Several changes in one transaction and one sync of the disk, for all of which one failure
  /// is enough: false when nothing is left of any, and each is to be tried alone.
  func write(together writes: [PendingWrite]) -> Bool {
    do {
      try open()
    } catch {
      // A server that does not answer: each alone would wait as long for it, one after the other.
      let told = (error as? PostgresFailure)?.storeError ?? error
      for write in writes { write.fail(told) }
      return true
    }
    let head = chainHead
    start(reading: false)
    var outcomes: [PendingWrite.Outcome] = []
    outcomes.reserveCapacity(writes.count)
    for write in writes {
      let outcome = write.run(on: self)
      guard outcome.error == nil else {
        giveUp(head)
        return false
      }
      outcomes.append(outcome)
    }
    do {
      try commit()
    } catch {
      let isUnknown = engineFailure?.isCommitUnknown == true
      giveUp(head)
      if isUnknown { for write in writes { write.fail(StoreError.commitUnknown) } }
      return isUnknown
    }
    for outcome in outcomes { outcome.tell() }
    return true
  }

  /// Takes back what was done; a connection that is lost is left.
  private func giveUp(_ head: ChainHead?) {
    let cause = engineFailure
    rollBack()
    chainHead = head ?? learntHead
    if cause?.isLoss == true || cause?.isCommitUnknown == true { disconnect() }
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
        giveUp(head)
        if cause?.isCommitUnknown == true { return .failure(StoreError.commitUnknown) }

        if cause?.isLearnt == true { continue }
        if cause?.isLoss == true, losses < Self.reconnections {
          losses += 1
          continue
        }
        if cause?.code == "23505", hasLinked, !hasHealed {
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
