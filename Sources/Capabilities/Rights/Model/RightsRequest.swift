import Kernel

/// Somebody asks something about the data held on them (docs/rules.md §10; PIPL article 44–48).
struct RightsRequest: Identifiable, Hashable, Sendable {
  let id: Identifier<RightsRequest>
  let person: Identifier<Person>
  let kind: Kind
  /// In the person's own words; empty where the kind says it all.
  let words: String
  var state: State
  let askedAt: Timestamp
  /// By law or by rule; a request is late after it.
  var dueAt: Timestamp
  var decidedAt: Timestamp?
  var decidedBy: Identifier<Person>?
  /// What the person is told: an answer, or the written reason of a refusal.
  var answer: String?
  var erased: Outcome?
  /// Why it takes longer; told to the person, and given once.
  var extensionReason: String?
  var version: Int

  enum Kind: String, CaseIterable, Codable, Sendable, ColumnValue {
    case view, copy, correction, deletion, restriction, explanation, withdrawal, closure

    /// Answered by the machine at once: who is signed in may see what is theirs.
    var isImmediate: Bool { self == .view || self == .copy }

    /// Nothing can be done without knowing what.
    var needsWords: Bool {
      switch self {
      case .correction, .restriction, .explanation, .withdrawal: true
      case .view, .copy, .deletion, .closure: false
      }
    }
  }

  enum State: String, CaseIterable, Sendable, ColumnValue {
    case open, granted, refused
    /// Taken back by the person.
    case cancelled
  }

  /// What was taken away, in rows.
  struct Outcome: Hashable, Codable, Sendable {
    let deleted: Int
    let anonymised: Int
    let kept: Int
  }

  /// A file handed over can be fetched for so long.
  static let fetchDays: Int64 = 7

  /// Once, and before it is late (`[design]`; the law says "in time").
  func isExtendable(at now: Timestamp) -> Bool {
    state == .open && extensionReason == nil && now <= dueAt
  }

  func isFetchable(at now: Timestamp) -> Bool {
    guard kind.isImmediate, state == .granted, let decidedAt else { return false }
    return now < decidedAt.adding(days: Self.fetchDays)
  }
}

/// How long an answer may take, as dated data.
struct RightsLimit: Hashable, Sendable {
  let kind: RightsRequest.Kind
  /// Working days.
  let days: Int
  /// The law or rule it comes from.
  let source: String
}
