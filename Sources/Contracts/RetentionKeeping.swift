public import Kernel

/// Data that goes after a time; whoever holds it takes it away (docs/rules.md §11).
public protocol RetentionKeeping: Sendable {
  /// What this capability answers for.
  var classes: [RetentionClass] { get }

  /// How many are over now.
  func due(_ kind: RetentionClass, before: Timestamp, in db: some Reading) throws -> Int

  /// Takes away at most `limit` of them; returns how many.
  func expire(
    _ kind: RetentionClass, before: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int
}

/// What is kept for how long; the periods are dated data.
public enum RetentionClass: String, CaseIterable, Codable, Sendable, ColumnValue {
  /// Who reported a matter, counted from its closing: masked.
  case reporter
  /// What was said in a matter, counted from its closing: its figures stay.
  case matter
  /// Who acted for whom, counted from the end.
  case mandate
  /// What somebody agreed to, counted from taking it back.
  case consent
  /// What somebody asked for as a right, counted from the decision.
  case rightsRequest = "rights_request"
}
