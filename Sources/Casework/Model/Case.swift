public import Civics
public import Kernel

/// Something the city owes an answer to, from the first word to the last (docs/rules.md §4).
public struct Case: Identifiable, Hashable, Sendable {
  public let id: Identifier<Case>
  /// Milliseconds and chance in one number: newest first is `ref` from the top.
  public let ref: Int64
  public let no: CaseNumber
  /// Which capability's case: `service_request`.
  public let kind: String
  public var requestKind: RequestKind
  public let source: CaseSource
  /// Empty when the reporter sent a photo only.
  public var title: String
  public internal(set) var body: String
  /// One of the classes for statistics and default units.
  public var classCode: String
  /// What was picked: a type, and one of its kinds if one fitted.
  public var service: String
  public var item: String?
  public var urgency: Urgency
  public var place: CasePlace
  public var reporter: CaseReporter
  public var duplicateOf: Identifier<Case>?
  /// How many others said 我也遇到了.
  public var supporters: Int
  public var leadUnit: String?
  public var level: CaseLevel?
  public var state: CaseState
  /// Rises with every move that decides something.
  public var version: Int
  public var confidentiality: Confidentiality
  public var outcome: CaseOutcome?
  public var resultText: String?
  /// Brought in from elsewhere at its own time: outside rates, escalation and messages.
  public let isImported: Bool
  public let submittedAt: Timestamp
  public var stateSince: Timestamp
  public var closedAt: Timestamp?
  /// When it was owed first of all that runs, past where it is late; nil while everything stands
  /// still or is done.
  public var dueAt: Timestamp?
  public var warnAt: Timestamp?
  /// Rated 没办好 after closing, and supervision has not decided yet.
  public var needsReview: Bool
  public var details: CaseDetails
  /// Nil for what no time of the year presses.
  public var season: CaseSeason?
  /// The case that this one is a part of.
  public var parent: Identifier<Case>?
}

extension Case {
  /// A new case; `ref` and state follow from the rest.
  public init(
    id: Identifier<Case>, no: CaseNumber, kind: String, requestKind: RequestKind,
    source: CaseSource, title: String, body: String, classCode: String, service: String,
    item: String?, urgency: Urgency, place: CasePlace, reporter: CaseReporter,
    confidentiality: Confidentiality, isImported: Bool, submittedAt: Timestamp,
    season: CaseSeason? = nil
  ) {
    self.init(
      id: id, ref: Self.ref(id, at: submittedAt), no: no, kind: kind, requestKind: requestKind,
      source: source, title: title, body: body, classCode: classCode, service: service, item: item,
      urgency: urgency, place: place, reporter: reporter, duplicateOf: nil, supporters: 0,
      leadUnit: nil, level: nil, state: .submitted, version: 1, confidentiality: confidentiality,
      outcome: nil, resultText: nil, isImported: isImported, submittedAt: submittedAt,
      stateSince: submittedAt, closedAt: nil, dueAt: nil, warnAt: nil, needsReview: false,
      details: CaseDetails(), season: season)
  }

  /// The time in milliseconds and 20 bits folded from the id.
  ///
  /// The id's chance is enough; two cases of one millisecond collide once in a million, and then
  /// the unique index refuses the second, which is filed again under a new id.
  static func ref(_ id: Identifier<Case>, at time: Timestamp) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return time.rawValue << 20 | Int64((hash ^ hash >> 40) & 0xF_FFFF)
  }
}
