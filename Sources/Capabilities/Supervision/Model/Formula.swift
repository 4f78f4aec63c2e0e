import Kernel

/// How figures become rates, as data with a day from which it holds.
struct Formula: Codable, Hashable, Sendable {
  var rates: [Rate]
  var exclusions: [Exclusion]
  /// What a case must be closed on for its answers to count.
  var evidence: [Evidence]
  /// Below so many in the denominator no rate is compared.
  var minimumSample: Int
  /// Handled in time, in per cent: below it a unit is marked.
  var target: Int
  /// Until how many days after the week's end its bulletin has to be out.
  var issueDays: Int

  struct Rate: Codable, Hashable, Sendable {
    /// One of `Formula.codes`.
    var code: String
    var numerator: Measure
    var denominator: Measure
    /// In the composite, in per cent; 0 for a rate that is shown and not weighed.
    var weight: Int
  }

  enum Evidence: String, CaseIterable, Codable, Sendable {
    /// Supervision asked, or the reporter answered in the app.
    case answers, rating
    case silence
    case noContact = "no_contact"
  }

  /// Every rate there is a name for, the three of the assessment first.
  static let codes = [
    "response", "solution", "satisfaction", "in_time", "rework", "whistle", "return",
    "first_dispatch", "repeat",
  ]

  func rate(_ code: String) -> Rate? { rates.first { $0.code == code } }

  /// Of 27 November 2026: the weights are the published ones of 准格尔旗 (30/35/35), all else is
  /// ours to decide (docs/rules.md §12).
  static let shipped = Formula(
    rates: [
      Rate(
        code: "response", numerator: .contactedInTime, denominator: .contactDue, weight: 30),
      Rate(code: "solution", numerator: .solved, denominator: .called, weight: 35),
      Rate(code: "satisfaction", numerator: .satisfied, denominator: .called, weight: 35),
      Rate(code: "in_time", numerator: .handledInTime, denominator: .handled, weight: 0),
      Rate(code: "rework", numerator: .reworked, denominator: .handled, weight: 0),
      Rate(code: "whistle", numerator: .whistled, denominator: .received, weight: 0),
      Rate(code: "return", numerator: .returned, denominator: .dispatched, weight: 0),
      Rate(code: "first_dispatch", numerator: .firstRight, denominator: .dispatched, weight: 0),
      Rate(code: "repeat", numerator: .repeated, denominator: .filed, weight: 0),
    ], exclusions: Exclusion.allCases, evidence: [.answers, .rating], minimumSample: 10,
    target: 95, issueDays: 3)
}

/// A formula from a day on, and who decided it.
struct FormulaEdition: Hashable, Sendable {
  /// A Monday: a week is counted by one formula.
  let validOn: LocalDate
  let formula: Formula
  /// Nil for the one this release came with.
  let madeBy: String?
  let madeAt: Timestamp?

  static let shipped = FormulaEdition(
    validOn: LocalDate(dayNumber: 0), formula: .shipped, madeBy: nil, madeAt: nil)
}

/// Every edition; the one in force on a day is the last that began by then.
struct FormulaBook: Sendable {
  /// The newest first, the shipped one last.
  let editions: [FormulaEdition]

  init(_ decided: [FormulaEdition]) {
    editions = decided.sorted { $0.validOn > $1.validOn } + [.shipped]
  }

  /// Changes with every decision: who decides has to have read the one before.
  var version: String {
    "\(editions.count).\(editions.compactMap(\.madeAt).max()?.rawValue ?? 0)"
  }

  func edition(on day: LocalDate) -> FormulaEdition {
    editions.first { $0.validOn <= day } ?? .shipped
  }
}
