import Casework
import Civics
import Kernel

/// Files real public messages at the time they were sent, through the same actions as everybody.
///
/// Marked as imported: outside rates, escalation and messages, and free of length limits. Keyed by
/// file and id, so that a second run changes nothing; the same words twice are kept and linked.
public struct PublicMessages: Sendable {
  public struct BadRow: Sendable, Hashable {
    public let file: String
    public let line: Int
    public let reason: String
  }

  public struct Report: Sendable {
    public var filed = 0
    public var answered = 0
    public var repeats = 0
    public var suggested = 0
    public var bad: [BadRow] = []
  }

  /// Files that are read, if they are there.
  public static let fileNames = ["messages.csv", "messages_with_replies.csv"]

  let actions: ServiceRequestActions

  /// Everything that moves an imported case is done by this one, which is nobody.
  private static let importer = Viewer(
    person: nil,
    grants: [
      Grant(
        [.dispatchRequests, .handleRequests, .superviseRequests], in: .everything)
    ], client: "import:public-messages")

  /// Files all rows; `progress` hears how many are done.
  public func run(
    _ files: [(name: String, bytes: [UInt8])],
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> Report {
    var report = Report()
    var rows: [MessageRow] = []
    for file in files {
      let (read, bad) = try MessageRow.read(file.name, file.bytes)
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
        let known = ids
        for outcome in try await file(part, repeating: isRepeat ? known : [:]) {
          if !isRepeat { ids[outcome.row.sameness] = outcome.id }
          report.filed += 1
          report.repeats += isRepeat ? 1 : 0
          report.answered += outcome.row.reply == nil ? 0 : 1
          report.suggested += outcome.isSuggested ? 1 : 0
        }
        done += part.count
        progress(done, total)
      }
    }
    return report
  }

  private struct Outcome: Sendable {
    let row: MessageRow
    let id: String
    let isSuggested: Bool
  }

  /// Many at once; those that kept running into the others go in one after the other.
  private func file(
    _ rows: [MessageRow], repeating known: [String: String]
  ) async throws -> [Outcome] {
    var outcomes: [Outcome] = []
    let late = try await withThrowingTaskGroup(of: Result<Outcome, Late>.self) { group in
      for row in rows {
        group.addTask {
          do {
            return .success(try await file(row, repeating: known[row.sameness]))
          } catch StoreError.retry {
            return .failure(Late(row: row))
          }
        }
      }
      var late: [MessageRow] = []
      for try await result in group {
        switch result {
        case .success(let outcome): outcomes.append(outcome)
        case .failure(let failure): late.append(failure.row)
        }
      }
      return late
    }
    for row in late { outcomes.append(try await file(row, repeating: known[row.sameness])) }
    return outcomes
  }

  private struct Late: Error {
    let row: MessageRow
  }

  private func file(_ row: MessageRow, repeating first: String?) async throws -> Outcome {
    let suggestion = actions.catalogue.suggestion(title: row.subject, body: row.text)
    var submission = Submission(
      title: row.subject, text: row.text, service: suggestion == nil ? "other" : nil,
      item: suggestion?.item, isPublic: false)
    submission.source = .publicMessage
    let key = row.file + ":" + row.id
    let receipt = try await actions.at(row.at).submit(
      submission, by: Self.importer,
      key: CommandKey(key, by: Self.importer.actor, for: row.sameness), isImport: true,
      repeating: first.map { Identifier(rawValue: $0) })
    if let reply = row.reply {
      try await actions.at(reply.at).answerImported(
        Identifier(rawValue: receipt.id), reply: reply.text, by: Self.importer,
        key: CommandKey("reply:" + key, by: Self.importer.actor, for: reply.text))
    }
    return Outcome(row: row, id: receipt.id, isSuggested: suggestion != nil)
  }
}

extension ServiceRequestActions {
  /// Takes an imported case to its end with the reply that was given, in one transaction.
  func answerImported(
    _ id: Identifier<Case>, reply: String, by viewer: Viewer, key: CommandKey
  ) async throws {
    let engine = engine
    _ = try await database.command(key) { tx in
      let item = try engine.find(.id(id), for: viewer, in: tx)
      let moves: [CaseMove] = [
        .accept, .file(Filing(classCode: item.classCode, urgency: .normal, limit: nil)),
        .dispatch(Assignment(level: .district)), .start(words: nil),
        .report(
          CaseResult(
            outcome: item.requestKind == .suggestion ? .partly : .explained, text: reply)),
        .startVerifying, .close(Closing(basis: .imported)),
      ]
      for move in moves { _ = try engine.move(.id(id), move, by: viewer, in: tx) }
      return Moved(id: id.rawValue, no: item.no.rawValue, state: "closed", version: 0)
    }
  }
}
