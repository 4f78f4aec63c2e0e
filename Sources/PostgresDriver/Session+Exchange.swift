import CPostgres
import Foundation
import Kernel

extension Session {
  /// One thing to send.
  ///
  /// Values are encoded when it is made, so that sending fails only with the connection.
  struct Command {
    let text: String
    let values: [SQLValue]
    let parameters: Parameters
    /// Its failure may leave open whether the transaction happened.
    let isCommit: Bool

    init(_ sql: SQL) throws {
      (text, values) = sql.rendered(for: .postgres)
      parameters = try Parameters(values)
      isCommit = false
    }

    private init(control text: String, isCommit: Bool) {
      self.text = text
      values = []
      parameters = Parameters()
      self.isCommit = isCommit
    }

    static let commit = Command(control: "COMMIT", isCommit: true)
    static let rollback = Command(control: "ROLLBACK", isCommit: false)
    static let beginReading = Command(
      control: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", isCommit: false)
    static let beginWriting = Command(
      control: "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE", isCommit: false)
    static let noTimeout = Command(control: "SET LOCAL statement_timeout = 0", isCommit: false)
  }

  /// What one statement answered: its rows, or how many it touched.
  struct Reply {
    let rows: [Row]
    let count: Int
  }

  /// What the server will answer next.
  enum Answer {
    case prepared(PreparedStatement)
    case result(PreparedStatement)
    case commit
    case plain
    case sync
  }

  func send(_ commands: [Command]) throws -> [Answer] {
    var answers: [Answer] = []
    answers.reserveCapacity(commands.count * 2 + 1)
    var hasCommit = false
    for command in commands {
      guard let (statement, isNew) = statements.statement(command.text, command.values) else {
        throw lost()
      }
      if isNew { answers.append(.prepared(statement)) }
      let sent = command.parameters.withPointers { pointers in
        PQsendQueryPrepared(
          handle, statement.name, Int32(command.values.count), pointers, nil, nil, 1)
      }
      guard sent == 1 else { throw lost() }
      hasCommit = hasCommit || command.isCommit
      answers.append(command.isCommit ? .commit : .result(statement))
    }
    guard PQpipelineSync(handle) == 1 else { throw lost(commitUnknown: hasCommit) }
    answers.append(.sync)
    return answers
  }

  /// Reads all answers and hands out those of the last `wanted` statements.
  func read(_ answers: [Answer], wanted: Int) throws -> [Reply] {
    var failure: PostgresFailure?
    var kept: [(result: OpaquePointer, statement: PreparedStatement)] = []
    defer { for one in kept { PQclear(one.result) } }
    for (index, answer) in answers.enumerated() {
      guard hasAnswered(), let result = PQgetResult(handle) else {
        throw lost(commitUnknown: Self.holdsCommit(answers[index...]))
      }
      var isKept = false
      defer { if !isKept { PQclear(result) } }
      if case .sync = answer { continue }
      // An answer ends with a null; pipelined statements have one result each.
      while let more = PQgetResult(handle) { PQclear(more) }
      switch (PQresultStatus(result), answer) {
      case (PGRES_PIPELINE_ABORTED, let answer): forget(answer)
      case (PGRES_COMMAND_OK, .prepared(let statement)): statement.isReady = true
      case (PGRES_COMMAND_OK, .commit):
        failure = failure ?? Self.uncommitted(result)
      case (PGRES_COMMAND_OK, .result(let statement)), (PGRES_TUPLES_OK, .result(let statement)):
        kept.append((result, statement))
        isKept = true
        if kept.count > wanted { PQclear(kept.removeFirst().result) }
      case (PGRES_COMMAND_OK, _), (PGRES_TUPLES_OK, _): break
      default:
        let told = judge(PostgresFailure(result), of: answer, before: answers[(index + 1)...])
        if isBroken { throw told }
        failure = failure ?? told
      }
    }
    if let failure { throw failure }
    return try kept.map { result, statement in
      Reply(
        rows: try statement.shape(of: result).rows(result),
        count: PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0)
    }
  }

  /// Waits for the next answer; false when the server has been silent for too long.
  ///
  /// libpq itself would wait for ever.
  private func hasAnswered() -> Bool {
    guard let patience else { return true }
    let end = ContinuousClock.now + .seconds(patience)
    while PQisBusy(handle) != 0 {
      let left = Int32(clamping: Int((end - .now) / .milliseconds(1)))
      guard left > 0 else { return false }
      var waiting = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      // What failed meanwhile `PQgetResult` says.
      if poll(&waiting, 1, left) > 0, PQconsumeInput(handle) == 0 { return true }
    }
    return true
  }

  /// What a failure means for the statement, the connection and the commit.
  private func judge(
    _ told: PostgresFailure, of answer: Answer, before rest: ArraySlice<Answer>
  ) -> PostgresFailure {
    var failure = told
    forget(answer)
    if case .prepared(let statement) = answer {
      failure.isLearnt = statements.learn(from: failure, about: statement.text)
    }
    if failure.isStale { failure.isLearnt = statements.askToStartOver() }
    if case .commit = answer {
      // These say that the server took everything back; other failures may come after the fact.
      failure.isCommitUnknown = !failure.isConflict && !failure.code.hasPrefix("23")
    }
    if failure.isLoss {
      // The server answers in order, so what it says itself it says before the commit.
      let isSilent = failure.code.isEmpty && Self.holdsCommit(rest)
      failure.isCommitUnknown = failure.isCommitUnknown || isSilent
      _ = lost()
    }
    return failure
  }

  private func forget(_ answer: Answer) {
    if case .prepared(let statement) = answer { statements.remove(statement) }
  }

  private static func holdsCommit(_ answers: ArraySlice<Answer>) -> Bool {
    answers.contains { if case .commit = $0 { true } else { false } }
  }

  /// The server answers COMMIT with ROLLBACK when something had failed before.
  private static func uncommitted(_ result: OpaquePointer?) -> PostgresFailure? {
    let tag = PQcmdStatus(result).map { String(cString: $0) }
    return tag == "COMMIT" ? nil : PostgresFailure(code: "25P02", message: "nothing was committed")
  }
}
