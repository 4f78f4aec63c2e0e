import Casework
import Kernel

/// What became of one row.
struct MessageOutcome: Sendable {
  let row: MessageRow
  var id: Identifier<Case>?
  var isNew = false
  var isSuggested = false
  var isAnswered = false
  /// Not done yet: to be tried again when the others are through.
  var isLate = false
  var bad: PublicMessages.BadRow?
}

extension PublicMessages.Report {
  mutating func note(_ outcome: MessageOutcome, isRepeat: Bool) {
    filed += outcome.isNew ? 1 : 0
    known += !outcome.isNew && outcome.bad == nil ? 1 : 0
    repeats += outcome.isNew && isRepeat ? 1 : 0
    answered += outcome.isAnswered ? 1 : 0
    suggested += outcome.isSuggested ? 1 : 0
    if let row = outcome.bad { bad.append(row) }
  }
}

extension MessageRow {
  func bad(_ reason: String) -> PublicMessages.BadRow {
    PublicMessages.BadRow(file: file, line: line, reason: reason)
  }

  func bad(_ problem: Problem) -> PublicMessages.BadRow {
    let fields = problem.fields.map { "\($0.field) (\($0.message))" }.joined(separator: ", ")
    return bad(
      reply != nil && problem.fields.isEmpty
        ? "its reply does not fit what was done with the request meanwhile (\(problem.kind.slug))"
        : "refused: \(fields.isEmpty ? problem.kind.slug : fields)")
  }
}
