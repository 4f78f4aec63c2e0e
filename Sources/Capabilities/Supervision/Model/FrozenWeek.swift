import Kernel

/// A week as it froze.
struct FrozenWeek: Sendable, Hashable {
  let week: Week
  let formulaOn: LocalDate
  let formula: Formula
  let figures: Figures
  let members: Int
  let hash: String
  let frozenAt: Timestamp
}

/// A request in a frozen week.
struct WeekMember: Sendable, Hashable {
  let id: String
  let number: String
  let unit: String
  let area: String
  let classCode: String
  let kind: String
  let state: String
  let marks: Int64
  let excluded: Exclusion?
  let isRestricted: Bool
  let submittedAt: Timestamp
}
