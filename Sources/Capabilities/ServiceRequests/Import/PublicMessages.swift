import Casework
import Civics
import Kernel

/// Files real public messages at the time they were sent, through the same actions as everybody.
///
/// Marked as imported: outside rates, escalation and messages, and free of length limits. Known by
/// file and id for ever, so that a second run changes nothing; the same words twice are kept and
/// linked.
public struct PublicMessages: Sendable {
  public struct BadRow: Error, Sendable, Hashable {
    public let file: String
    public let line: Int
    public let reason: String
  }

  /// What one run did; each number counts what is new with it.
  public struct Report: Sendable {
    public var filed = 0
    /// Filed before, with the same words.
    public var known = 0
    public var answered = 0
    public var repeats = 0
    public var suggested = 0
    public var bad: [BadRow] = []
  }

  /// Files that are read, if they are there.
  public static let fileNames = ["messages.csv", "messages_with_replies.csv"]

  let actions: ServiceRequestActions

  /// Everything up to the reply is done by this one, which is nobody; the platform closes it.
  private static let importer = Viewer(
    person: nil,
    grants: [
      Grant(
        [.dispatchRequests, .handleRequests], in: .everything)
    ], client: "import:public-messages")

  /// Files all rows; `progress` hears how many are done.
  public func run(
    _ files: [(name: String, bytes: [UInt8])],
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> Report {
    var report = Report()
    var rows: [MessageRow] = []
    let now = actions.database.world.now()
    for file in files {
      let (read, bad) = MessageRow.read(file.name, file.bytes, now: now)
      rows += read
      report.bad += bad
    }
    rows.sort { ($0.at, $0.file, $0.line) < ($1.at, $1.file, $1.line) }
    var first: [String: Int] = [:]
    for (index, row) in rows.enumerated() where first[row.sameness] == nil {
      first[row.sameness] = index
    }
    let total = rows.count
    let originals = rows.indices.filter { first[rows[$0].sameness] == $0 }
    let repeats = rows.indices.filter { first[rows[$0].sameness] != $0 }
    var ids: [String: String] = [:]
    var done = 0
    for (batch, isRepeat) in [(originals, false), (repeats, true)] {
      for start in stride(from: 0, to: batch.count, by: 64) {
        let part = batch[start..<min(start + 64, batch.count)].map { rows[$0] }
        let earlier = isRepeat ? ids : [:]
        for outcome in try await file(part, repeating: earlier) {
          if !isRepeat { ids[outcome.row.sameness] = outcome.id?.rawValue }
          report.note(outcome, isRepeat: isRepeat)
        }
        done += part.count
        progress(done, total)
      }
    }
    if report.filed + report.answered > 0 { try await note(report) }
    return report
  }

  /// That somebody brought them in, beside the filings themselves.
  func note(_ report: Report) async throws {
    try await actions.database.write { tx in
      try tx.audit(
        AuditEntry(
          actor: "operator", action: "service_request.imported", subject: "public-messages",
          detail: "filed \(report.filed), answered \(report.answered)"))
    }
  }

  /// Many at once; those that kept running into the others, or waited too long for a connection,
  /// go in one after the other.
  private func file(
    _ rows: [MessageRow], repeating earlier: [String: String]
  ) async throws -> [MessageOutcome] {
    let known = try await filed(rows)
    let outcomes = try await withThrowingTaskGroup(of: MessageOutcome.self) { group in
      for (index, row) in rows.enumerated() {
        group.addTask {
          var outcome = MessageOutcome(row: row)
          do {
            try await file(&outcome, known: known[index], repeating: earlier[row.sameness])
          } catch StoreError.retry, StoreError.unavailable {
            outcome.isLate = true
          }
          return outcome
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    var done = outcomes.filter { !$0.isLate }
    for var late in outcomes where late.isLate {
      let known = try await filed([late.row])[0]
      try await file(&late, known: known, repeating: earlier[late.row.sameness])
      done.append(late)
    }
    return done
  }

  /// What was filed of each row before.
  private func filed(_ rows: [MessageRow]) async throws -> [FiledMessages.Filed?] {
    try await actions.database.read { db in
      var found: [String: [String: FiledMessages.Filed]] = [:]
      for file in Set(rows.map(\.file)) {
        let ids = rows.filter { $0.file == file }.map(\.id)
        found[file] = try FiledMessages.find(ids, of: file, in: db)
      }
      return rows.map { found[$0.file]?[$0.id] }
    }
  }

  /// Notes in `outcome` what is done as soon as it is, for whoever goes on after an error.
  private func file(
    _ outcome: inout MessageOutcome, known: FiledMessages.Filed?, repeating first: String?
  ) async throws {
    let row = outcome.row
    do {
      if let known {
        guard known.fingerprint == row.fingerprint else {
          throw row.bad("differs from what was filed before, which stays as it is")
        }
        outcome.id = known.request
      } else {
        let (id, isSuggested) = try await submit(row, repeating: first)
        outcome.id = id
        outcome.isSuggested = isSuggested
        outcome.isNew = true
      }
      if let reply = row.reply, let id = outcome.id {
        outcome.isAnswered = try await answer(row, reply, id, known: known)
      }
    } catch let bad as BadRow {
      outcome.bad = bad
    } catch let refusal as any ProblemConvertible {
      outcome.bad = row.bad(refusal.problem)
    } catch let problem as Problem {
      outcome.bad = row.bad(problem)
    }
  }

  private func submit(
    _ row: MessageRow, repeating first: String?
  ) async throws -> (Identifier<Case>, isSuggested: Bool) {
    let suggestion = actions.catalogue.suggestion(title: row.subject, body: row.text)
    var submission = Submission(
      title: row.subject, text: row.text, service: suggestion == nil ? "other" : nil,
      item: suggestion?.item, isPublic: false)
    submission.source = .publicMessage
    let receipt = try await actions.at(row.at).submit(
      submission, by: Self.importer, key: nil, isImport: true,
      repeating: first.map { Identifier(rawValue: $0) },
      also: { try FiledMessages.add(row, as: $0.id, in: $1) })
    return (Identifier(rawValue: receipt.id), suggestion != nil)
  }

  /// Whether it has its answer only now.
  private func answer(
    _ row: MessageRow, _ reply: MessageRow.Reply, _ id: Identifier<Case>,
    known: FiledMessages.Filed?
  ) async throws -> Bool {
    let hash = Hex.encode(SHA256.hash("\(reply.at.rawValue)\n" + reply.text))
    if let before = known?.replyHash {
      guard before == hash else {
        throw row.bad("its reply differs from the one filed before, which stays as it is")
      }
      return false
    }
    return try await actions.at(reply.at).answerImported(
      id, reply: reply.text, by: Self.importer
    ) { try FiledMessages.answer(row, with: hash, in: $0) }
  }
}

extension ServiceRequestActions {
  /// Takes an imported case to its end with the reply that was given, in one transaction.
  ///
  /// Nothing is done where `isFirst` says that it has its answer.
  func answerImported(
    _ id: Identifier<Case>, reply: String, by viewer: Viewer,
    ifFirst isFirst: @escaping @Sendable (Transaction) throws -> Bool
  ) async throws -> Bool {
    let engine = engine
    return try await database.write { tx in
      guard try isFirst(tx) else { return false }
      let item = try engine.find(.id(id), for: viewer, in: tx)
      let moves: [CaseMove] = [
        .accept, .file(Filing(classCode: item.classCode, urgency: .normal, limit: nil)),
        .dispatch(Assignment(level: .district)), .start(words: nil),
        .report(
          CaseResult(
            outcome: item.requestKind == .suggestion ? .partly : .explained, text: reply)),
      ]
      for move in moves { _ = try engine.move(.id(id), move, by: viewer, in: tx) }
      // It was closed where it came from: nobody here checks it, least of all who brought it in.
      for move in [CaseMove.startVerifying, .close(Closing(basis: .imported))] {
        _ = try engine.moveBySystem(id, move, in: tx)
      }
      return true
    }
  }
}
