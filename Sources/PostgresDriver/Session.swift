import CPostgres
import Foundation
import Kernel

/// One libpq connection, always in pipeline mode; used by its own thread only.
///
/// Commands are sent in one go and answered in order: that is an exchange. The answer to a
/// command that only ends a transaction is owed, and read before the next exchange.
final class Session {
  let handle: OpaquePointer
  let statements: StatementCache
  let cancel: CancelHandle?
  private var owed: [Answer] = []
  private(set) var isBroken = false
  /// Seconds the server may say nothing; nil while what runs may take as long as it does.
  var patience: Double?

  init(_ settings: ConnectionSettings) throws {
    patience = settings.silenceSeconds
    guard let handle = settings.connect() else { throw PostgresFailure.lost }
    guard PQstatus(handle) == CONNECTION_OK else {
      let message = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
      PQfinish(handle)
      throw PostgresFailure(code: "08001", message: message)
    }
    self.handle = handle
    statements = StatementCache(handle)
    cancel = CancelHandle(handle)
    // The server's notices would go to standard error.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    guard PQenterPipelineMode(handle) == 1 else { throw PostgresFailure.lost }
  }

  deinit { PQfinish(handle) }

  /// False once the connection is gone; looks at what the server has said meanwhile.
  func isUsable() -> Bool {
    guard (try? settle()) != nil else { return false }
    // Nothing is owed, so bytes that wait here are a farewell or the end of the stream.
    for _ in 0..<3 where !isBroken {
      var waiting = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 0) > 0 else { break }
      if PQconsumeInput(handle) == 0 || PQstatus(handle) == CONNECTION_BAD { isBroken = true }
    }
    if !isBroken, statements.wantsToStartOver { startOver() }
    return !isBroken
  }

  /// Sends everything in one flush and waits for the answers of the last `wanted` statements.
  ///
  /// - Throws: the first failure; commands after it were not run.
  func exchange(_ commands: [Command], wanted: Int) throws -> [Reply] {
    try settle()
    return try read(try send(commands), wanted: wanted)
  }

  /// Sends a command that only ends a transaction, without waiting for its answer.
  func end(with command: Command) {
    guard (try? settle()) != nil else { return }
    // A connection that cannot even send is found out by the next `isUsable`.
    owed = (try? send([command])) ?? []
  }

  /// Several statements at once, outside the pipeline.
  func script(_ text: String) throws {
    try settle()
    guard PQexitPipelineMode(handle) == 1 else { throw lost() }
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    guard PQenterPipelineMode(handle) == 1 else { throw lost() }
    let status = PQresultStatus(result)
    guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
      throw PostgresFailure(result)
    }
  }

  private func settle() throws {
    guard !isBroken else { throw PostgresFailure.lost }
    guard !owed.isEmpty else { return }
    let answers = owed
    owed = []
    _ = try read(answers, wanted: 0)
  }

  private func startOver() {
    statements.forget()
    guard PQsendQueryParams(handle, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 1) == 1,
      PQpipelineSync(handle) == 1
    else {
      isBroken = true
      return
    }
    owed = [.plain, .sync]
  }

  /// The connection is of no more use.
  func lost(commitUnknown: Bool = false) -> PostgresFailure {
    isBroken = true
    var failure = PostgresFailure.lost
    failure.isCommitUnknown = commitUnknown
    return failure
  }
}
