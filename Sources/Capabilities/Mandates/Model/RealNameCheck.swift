import Kernel

/// Whether a person is who they say, asked of a register once (`domain.md` §1.1).
struct RealNameCheck: Identifiable, Hashable, Sendable {
  let id: Identifier<RealNameCheck>
  let person: Identifier<Person>
  /// `150***********0003`; the number itself goes with the answer.
  let maskedNumber: String
  let state: State
  let tries: Int64
  let askedAt: Timestamp
  let decidedAt: Timestamp?
  /// The day somebody under 14 is so no longer; a guardian agrees for them until then (PIPL 31).
  var childUntilAt: Timestamp?

  enum State: String, CaseIterable, Sendable, ColumnValue {
    case waiting
    /// Handed to the register, answer outstanding: ask what became of it before asking again.
    case asking
    case matched, mismatched
    case noRecord = "no_record"
    /// No answer was to be had.
    case failed

    /// Whether nothing more will be tried.
    var isSettled: Bool { self != .waiting && self != .asking }
  }

  /// Checks a person may ask for within a day.
  static let checksADay = 5
}
