import Civics
import Kernel

/// What people write about a week, and how far it is.
struct Bulletin: Hashable, Sendable {
  let week: Week
  var state: State
  /// Rises with every change, so that two editors do not overwrite each other.
  var version: Int
  var words: Words
  /// Ids of everybody who wrote in it: none of them signs it.
  var editors: [String]
  /// Post and name, as they are printed.
  var editedAs: String?
  var editedAt: Timestamp?
  var signedBy: String?
  var signedAs: String?
  var signedAt: Timestamp?
  var publishedAt: Timestamp?
  /// Nobody signed it in time: it went out with figures only.
  var isMissed: Bool
  /// Nothing to be read where nothing happened.
  var isShown: Bool
  /// What was promised and how it stood, as of signing; empty before.
  var items: [Promise]

  enum State: String, CaseIterable, Codable, Sendable, ColumnValue {
    case draft, signed, published
  }

  /// Written by people, about units and matters.
  struct Words: Codable, Hashable, Sendable {
    var overview = ""
    var praise = ""
    var urge = ""
    var plan = ""

    /// Characters of each at most: two sheets of paper.
    static let most = 1200

    var all: [(field: String, text: String)] {
      [("overview", overview), ("praise", praise), ("urge", urge), ("plan", plan)]
    }
  }

  init(week: Week, isShown: Bool = true) {
    (self.week, state, version, words, editors) = (week, .draft, 1, Words(), [])
    (isMissed, self.isShown, items) = (false, isShown, [])
  }
}

/// What a meeting has decided: which unit, until when, how.
struct Promise: Codable, Hashable, Sendable {
  let id: String
  /// Monday of the week it was decided after.
  let weekOn: LocalDate
  var request: String?
  var number: String?
  var matter: String
  var unit: String
  var dueOn: LocalDate
  var measure: String
  var result: String?
  var doneOn: LocalDate?

  static let mostMatter = 60
  static let mostMeasure = 300
  /// A promise for later than a year is none.
  static let mostDays = 366

  /// As everybody reads it: without numbers that lead to a person.
  var published: Promise {
    var promise = self
    promise.matter = HiddenNumbers.hidden(in: matter)
    promise.measure = HiddenNumbers.hidden(in: measure)
    promise.result = result.map(HiddenNumbers.hidden)
    return promise
  }

  func isLate(on day: LocalDate) -> Bool { (doneOn ?? day) > dueOn }
}

extension Bulletin {
  /// What may be done with it, by whom.
  enum Refusal: Error, Hashable {
    /// It was signed or published.
    case over
    /// Who wrote in it does not sign it.
    case ownHand
    /// There is nothing to sign.
    case empty
    case notSigned
    /// Somebody has changed it since.
    case outdated
  }

  func edited(_ words: Words, by actor: String, as name: String, at now: Timestamp)
    throws(Refusal) -> Bulletin
  {
    guard state == .draft else { throw .over }
    var next = self
    next.words = words
    if !editors.contains(actor) { next.editors.append(actor) }
    (next.editedAs, next.editedAt, next.version) = (name, now, version + 1)
    return next
  }

  /// Something that stands in it was changed.
  func touched(by actor: String) -> Bulletin {
    var next = self
    if !editors.contains(actor) { next.editors.append(actor) }
    next.version = version + 1
    return next
  }

  func signed(_ items: [Promise], by actor: String, as name: String, at now: Timestamp)
    throws(Refusal) -> Bulletin
  {
    guard state == .draft else { throw .over }
    guard !words.overview.isEmpty else { throw .empty }
    guard !editors.contains(actor) else { throw .ownHand }
    var next = self
    (next.state, next.items, next.version) = (.signed, items, version + 1)
    (next.signedBy, next.signedAs, next.signedAt) = (actor, name, now)
    return next
  }

  func published(at now: Timestamp) throws(Refusal) -> Bulletin {
    guard state == .signed else { throw state == .draft ? .notSigned : .over }
    var next = self
    (next.state, next.publishedAt, next.version) = (.published, now, version + 1)
    return next
  }

  /// Figures only, because its time is over and nobody signed it.
  func issued(_ items: [Promise], at now: Timestamp) throws(Refusal) -> Bulletin {
    guard state != .published else { throw .over }
    var next = self
    if state == .draft { (next.words, next.isMissed) = (Words(), true) }
    (next.state, next.publishedAt, next.version) = (.published, now, version + 1)
    if state == .draft { next.items = items }
    return next
  }
}

extension Bulletin.Refusal: ProblemConvertible {
  var problem: Problem {
    switch self {
    case .over: Problem(.notNow, "sv.refusal.over")
    case .ownHand: Problem(.notNow, "sv.refusal.own-hand")
    case .empty: Problem(field: "overview", "sv.refusal.empty")
    case .notSigned: Problem(.notNow, "sv.refusal.not-signed")
    case .outdated: Problem(.notNow, "sv.refusal.outdated")
    }
  }
}
