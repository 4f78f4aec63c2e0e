import Contracts
import Kernel

/// One person may do some things for another, for a time (docs/rules.md §10).
struct Mandate: Identifiable, Hashable, Sendable {
  let id: Identifier<Mandate>
  /// For whom; nil while only a number was written to.
  var principal: Identifier<Person>?
  /// Who may act; nil while only a number was written to.
  var delegate: Identifier<Person>?
  let relation: Relation
  let basis: Basis
  /// Which side began.
  let askedBy: Side
  /// Who signs in with the number that was written to; never told to the asker before an answer.
  var invited: Identifier<Person>?
  var state: State
  /// The number that was written to, masked; nil where somebody is named instead.
  let maskedPhone: String?
  /// What the asker called a person who cannot sign in, until a window has seen the paper.
  let typedName: String?
  /// Said at a window instead of a name.
  let code: String
  let askedAt: Timestamp
  /// The last moment it holds; an end is always set.
  let untilAt: Timestamp
  var confirmedAt: Timestamp?
  var proof: Proof?
  var document: Document?
  var endedAt: Timestamp?
  var endReason: EndReason?
  /// The children's text the guardian agreed to when asking.
  let consentVersion: Int?
  /// Rises with every change.
  var version: Int

  enum State: String, CaseIterable, Sendable, ColumnValue { case pending, active, expired, revoked }

  /// What the delegate is to the principal.
  enum Relation: String, CaseIterable, Codable, Sendable, ColumnValue {
    case spouse, parent, child, guardian, other
  }

  /// Why one person may act for another at all.
  enum Basis: String, CaseIterable, Codable, Sendable, ColumnValue {
    case ownWill = "own_will"
    /// article 23 of the Civil Code: the guardian acts for who cannot.
    case minor, incapacity
  }

  enum Side: String, CaseIterable, Codable, Sendable, ColumnValue {
    case principal, delegate

    var other: Side { self == .principal ? .delegate : .principal }
  }

  enum Proof: String, Sendable, ColumnValue {
    case ownDevice = "own_device"
    case window
  }

  /// Which paper was seen at a window; no copy of it is kept.
  enum Document: String, CaseIterable, Codable, Sendable, ColumnValue {
    case identityCard = "identity_card"
    case passport
    case residencePermit = "residence_permit"
    case householdRegister = "household_register"
    case birthCertificate = "birth_certificate"
    case guardianshipPaper = "guardianship_paper"
    case courtDecision = "court_decision"
  }

  enum EndReason: String, CaseIterable, Sendable, ColumnValue {
    case declined, cancelled, unanswered, withdrawn
    case givenBack = "given_back"
    case runOut = "run_out"
    /// The principal said so at a window.
    case window
    /// One side closed the account.
    case closed
  }

  /// Whether it gives anything at `now`, whatever the job has noted so far.
  func holds(at now: Timestamp) -> Bool { state == .active && now < untilAt }

  func side(of person: Identifier<Person>?) -> Side? {
    guard let person else { return nil }
    if person == principal { return .principal }
    if person == delegate { return .delegate }
    return state == .pending && person == invited ? askedBy.other : nil
  }
}
