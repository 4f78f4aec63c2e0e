import Civics
import Contracts
import Kernel

/// Mandates in words, for one reader at one moment.
struct MandateSay: Sendable {
  let words: Words
  let language: Language
  let now: Timestamp

  init(_ call: Call) { self.init(words: call.words, language: call.language, now: call.now) }

  init(words: Words, language: Language, now: Timestamp) {
    self.words = words
    self.language = language
    self.now = now
  }

  func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }

  func scope(_ scope: MandateScope) -> String { self("mandate.scope." + scope.rawValue) }
  func hint(_ scope: MandateScope) -> String { self("mandate.scope.\(scope.rawValue).hint") }
  func document(_ document: Mandate.Document) -> String {
    self("mandate.document." + document.rawValue)
  }

  /// What the delegate is to the principal.
  func relation(_ relation: Mandate.Relation) -> String {
    self("mandate.relation." + relation.rawValue)
  }

  /// The same as a sentence that stands for itself.
  func whole(_ relation: Mandate.Relation) -> String {
    self("mandate.fact.relation.of", ["relation": self.relation(relation)])
  }

  /// As messages say it too.
  func lastDay(_ untilAt: Timestamp) -> String {
    Say.lastDay(until: untilAt, in: language)
  }

  func who(_ other: OtherSide) -> String {
    other.name ?? other.phone ?? self("mandate.somebody")
  }

  func chip(_ mandate: Mandate) -> MandateChip {
    switch mandate.stateShown(at: now) {
    case .pending: MandateChip(look: "assigned", icon: "clock", word: self("mandate.state.pending"))
    case .active: MandateChip(look: "done", icon: "check-c", word: self("mandate.state.active"))
    case .expired: MandateChip(look: "void", icon: "clock", word: self("mandate.state.expired"))
    case .revoked: MandateChip(look: "void", icon: "slash-c", word: self("mandate.state.revoked"))
    }
  }

  /// The sentence on top of a mandate's own page, and of its row.
  func headline(_ mandate: Mandate, _ side: Mandate.Side, _ who: String, on count: Int) -> String {
    let values = ["who": who, "n": String(count)]
    switch mandate.stateShown(at: now) {
    case .pending where mandate.basis != .ownWill || mandate.maskedPhone == nil:
      return self("mandate.headline.window", values)
    case .pending where mandate.askedBy == side: return self("mandate.headline.waiting", values)
    case .pending:
      return side == .principal
        ? self("mandate.headline.asks", values) : self("mandate.headline.offers", values)
    case .active:
      return side == .principal
        ? self("mandate.headline.given", values) : self("mandate.headline.held", values)
    case .expired, .revoked: return self("mandate.headline.over", values)
    }
  }

  func sub(_ mandate: Mandate, _ side: Mandate.Side, _ who: String) -> String {
    let values = ["who": who, "date": lastDay(mandate.untilAt)]
    switch mandate.stateShown(at: now) {
    case .pending: return self("mandate.sub.pending", values)
    case .active:
      return side == .principal
        ? self("mandate.sub.given", values) : self("mandate.sub.held", values)
    case .expired where mandate.endReason == nil: return self("mandate.end.run_out")
    case .expired, .revoked:
      return mandate.endReason.map { self("mandate.end." + $0.rawValue) } ?? ""
    }
  }
}

/// A mandate's state: icon, word and colour.
struct MandateChip: Sendable {
  let look: String
  let icon: String
  let word: String
}
