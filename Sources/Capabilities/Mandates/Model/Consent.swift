import Contracts
import Kernel

/// What somebody said to a use of their data (docs/rules.md §10).
struct Consent: Identifiable, Hashable, Sendable {
  let id: Identifier<Consent>
  let person: Identifier<Person>
  /// The person, or a guardian.
  let givenBy: Identifier<Person>
  let purpose: ConsentPurpose
  let version: Int
  let decision: Decision
  let decidedAt: Timestamp
  let withdrawnAt: Timestamp?

  enum Decision: String, Sendable, ColumnValue { case given, refused }
}

/// One version of what people are asked, as dated data.
struct ConsentText: Hashable, Sendable {
  let purpose: ConsentPurpose
  let version: Int
  let validFrom: Timestamp
  /// Purpose, method or kinds are others than before: whoever agreed is asked again.
  let isNewUse: Bool
  /// Needs a consent of its own, with necessity and effect stated (PIPL article 28–30).
  let isSensitive: Bool
  let kinds: [Kind]
  let recipient: Recipient?
  /// Days without asking after a refusal.
  let quietDays: Int64
  private let chinese: Sentences
  private let english: Sentences

  /// The kinds of data a text may name.
  enum Kind: String, CaseIterable, Sendable {
    case name, ratings, matters
    case citizenNumber = "citizen_number"
    case birthDate = "birth_date"
  }

  /// Who may get data beside us.
  enum Recipient: String, CaseIterable, Sendable, ColumnValue {
    case identityRegister = "identity_register"
  }

  /// What it says in one language.
  struct Sentences: Hashable, Sendable {
    let title: String
    /// Purpose and necessity.
    let why: String
    /// Effect on the person, and what a refusal means.
    let effect: String
  }

  init(
    purpose: ConsentPurpose, version: Int, validFrom: Timestamp, isNewUse: Bool,
    isSensitive: Bool, kinds: [Kind], recipient: Recipient?, quietDays: Int64, chinese: Sentences,
    english: Sentences
  ) {
    self.purpose = purpose
    self.version = version
    self.validFrom = validFrom
    self.isNewUse = isNewUse
    self.isSensitive = isSensitive
    self.kinds = kinds
    self.recipient = recipient
    self.quietDays = quietDays
    self.chinese = chinese
    self.english = english
  }

  func sentences(in language: Language) -> Sentences {
    language == .chinese ? chinese : english
  }
}
