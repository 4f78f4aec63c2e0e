import Kernel

/// Who cannot sign in and is acted for: what is kept of their number.
struct Ward: Hashable, Sendable {
  let maskedNumber: String
  let born: LocalDate

  /// Old enough to be asked for its own view.
  func isHeard(at now: Timestamp, _ terms: MandateTerms) -> Bool {
    MandatePeriod.birthday(terms.heardFrom, born: born) <= now
  }
}
