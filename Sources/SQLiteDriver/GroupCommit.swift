import GRDBSQLite
import Kernel
import Synchronization

/// Several writes in one transaction and one `fsync`, each undone alone when it fails alone.
final class GroupCommit: Sendable {
  /// Times a body that asks to be run again is.
  private static let attempts = 10

  private let keeper: WALKeeper
  private let seenVersion = Mutex<Int64?>(nil)

  init(keeper: WALKeeper) { self.keeper = keeper }

  func commit(_ batch: ArraySlice<PendingWrite>, on connection: SQLiteConnection) {
    var rest = batch
    if batch.count > 1, commitTogether(batch, on: connection) { rest = [] }
    while !rest.isEmpty { rest = commitOnce(rest, on: connection) }
    keeper.keepSmall(connection)
  }

  /// The usual way: none fails, so none needs a savepoint, before each of which SQLite would copy
  /// every page that the next one touches.
  ///
  /// False when one has failed and nothing is left of any; bodies may run twice.
  private func commitTogether(
    _ batch: ArraySlice<PendingWrite>, on connection: SQLiteConnection
  ) -> Bool {
    guard (try? begin(on: connection)) != nil else {
      rollBack(connection)
      return false
    }
    let headBefore = connection.chainHead
    var outcomes: [PendingWrite.Outcome] = []
    outcomes.reserveCapacity(batch.count)
    for write in batch {
      let outcome = connection.tried(write)
      guard outcome.error == nil, connection.isInTransaction else {
        rollBack(connection)
        connection.chainHead = headBefore
        return false
      }
      outcomes.append(outcome)
    }
    do {
      try connection.control("COMMIT")
      for outcome in outcomes { outcome.tell() }
    } catch {
      let failure = error as? SQLiteFailure
      rollBack(connection)
      connection.chainHead = headBefore
      settle(batch, after: failure, on: connection)
    }
    return true
  }

  /// Commits as many as it can and hands back those that have to go into another transaction.
  private func commitOnce(
    _ batch: ArraySlice<PendingWrite>, on connection: SQLiteConnection
  ) -> ArraySlice<PendingWrite> {
    do {
      try begin(on: connection)
    } catch {
      rollBack(connection)
      let told = told(error)
      for write in batch { write.fail(told) }
      return []
    }
    let headBefore = connection.chainHead
    var outcomes: [PendingWrite.Outcome] = []
    outcomes.reserveCapacity(batch.count)
    for (offset, write) in batch.enumerated() {
      let outcome = run(write, alone: batch.count == 1, on: connection)
      guard connection.isInTransaction else {
        // The engine gave up everything so far (disk full, I/O error); nothing was committed.
        connection.chainHead = headBefore
        for done in batch.prefix(offset) { done.fail(StoreError.unavailable) }
        if outcome.error == nil { write.fail(StoreError.unavailable) } else { outcome.tell() }
        return batch.dropFirst(offset + 1)
      }
      outcomes.append(outcome)
    }
    if outcomes.count == 1, outcomes[0].error != nil {
      rollBack(connection)
      connection.chainHead = headBefore
      outcomes[0].tell()
      return []
    }
    do {
      try connection.control("COMMIT")
    } catch {
      let failure = error as? SQLiteFailure
      rollBack(connection)
      connection.chainHead = headBefore
      settle(batch, after: failure, on: connection)
      return []
    }
    for outcome in outcomes { outcome.tell() }
    return []
  }

  /// What a failed commit means to those who shared it.
  private func settle(
    _ batch: ArraySlice<PendingWrite>, after failure: SQLiteFailure?,
    on connection: SQLiteConnection
  ) {
    switch failure?.primary {
    case SQLITE_CONSTRAINT where batch.count > 1:
      // A deferred key of one of them: find out whose by committing each alone.
      for write in batch { _ = commitOnce([write], on: connection) }
    // A full disk fails before the commit's frame is whole, a busy file before anything.
    case SQLITE_CONSTRAINT, SQLITE_FULL, SQLITE_BUSY:
      let told = failure?.storeError ?? .unavailable
      for write in batch { write.fail(told) }
    default:
      // Frames may have reached the disk although the sync failed.
      connection.chainHead = nil
      for write in batch { write.fail(StoreError.commitUnknown) }
    }
  }

  /// Runs one body, again while it asks for it; a failed one leaves no trace in the transaction.
  private func run(
    _ write: PendingWrite, alone: Bool, on connection: SQLiteConnection
  ) -> PendingWrite.Outcome {
    let head = connection.chainHead
    var attempt = 1
    while true {
      let outcome = tryOnce(write, savepoint: !alone, on: connection)
      guard let error = outcome.error else { return outcome }
      connection.chainHead = head
      let again = error as? StoreError == .retry && attempt < Self.attempts
      guard again, connection.isInTransaction else { return outcome }
      if alone {
        rollBack(connection)
        guard (try? begin(on: connection)) != nil else { return outcome }
      }
      attempt += 1
    }
  }

  private func tryOnce(
    _ write: PendingWrite, savepoint: Bool, on connection: SQLiteConnection
  ) -> PendingWrite.Outcome {
    guard savepoint else { return connection.tried(write) }
    var outcome: PendingWrite.Outcome?
    do {
      try connection.control("SAVEPOINT work")
      let ran = connection.tried(write)
      outcome = ran
      if ran.error != nil {
        guard connection.isInTransaction else { return ran }
        try connection.control("ROLLBACK TO work")
      }
      try connection.control("RELEASE work")
      return ran
    } catch {
      // A savepoint that cannot be opened or closed takes the whole group with it.
      rollBack(connection)
      if let outcome, outcome.error != nil { return outcome }
      let told = told(error)
      return PendingWrite.Outcome(error: told) { write.fail(told) }
    }
  }

  private func begin(on connection: SQLiteConnection) throws {
    try connection.control("BEGIN IMMEDIATE")
    // Another process may have added links to this lane's chain.
    let version = try connection.pragma("PRAGMA data_version")
    let isKnown = seenVersion.withLock { seen in
      defer { seen = version }
      return seen == version
    }
    if !isKnown { connection.chainHead = nil }
  }

  private func rollBack(_ connection: SQLiteConnection) {
    guard connection.isInTransaction else { return }
    // Fails only when the engine has rolled back by itself, which is as good.
    try? connection.control("ROLLBACK")
  }

  private func told(_ error: any Error) -> any Error {
    (error as? SQLiteFailure)?.storeError ?? error
  }
}
