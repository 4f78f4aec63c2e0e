import Kernel

/// Something a person is told, as a template and codes: the sentence is made when it is read.
struct Message: Hashable, Sendable {
  /// Made with the message; also the key under which it is sent.
  let id: Identifier<Message>
  let to: Identifier<Person>
  let kind: Kind
  let level: Level
  let template: Template
  let codes: Codes
  /// The case; else the mandate, the consent's purpose or the request about data.
  let subject: String
  /// When it happened, not when it was told.
  let at: Timestamp
  /// The same for every attempt at telling the same thing to the same person.
  let dedupeKey: String

  /// What it is about; people may switch texts of a kind off, except notices.
  enum Kind: String, Codable, Sendable, CaseIterable, ColumnValue {
    case progress
    /// Refusals and parkings: the law wants them told.
    case notice
    /// Staff only: their own limits.
    case limits
    /// Who may act for whom, and what was agreed to.
    case permissions
    /// What neighbours reported, and what came of it, where somebody asked for that.
    case area
  }

  enum Level: String, Codable, Sendable, ColumnValue {
    case normal
    /// Told at night too.
    case urgent
  }

  /// The sentences there are.
  enum Template: String, Codable, Sendable, CaseIterable, ColumnValue {
    case accepted, dispatched, merged, refused, parked, resumed, extended, reported, closed
    case reworked, kept
    /// A question that waits for an answer, and that it still does.
    case asked, askedAgain = "asked_again"
    /// For whoever has it: the answer is there, or nobody answered.
    case heard, unheard
    /// What those who work here found themselves: it has an answer, or it is done.
    case foundAnswered = "found_answered"
    case foundSolved = "found_solved"
    case passedOn = "passed_on"
    /// News of an area: taken up, and done.
    case nearNew = "near_new"
    case nearSolved = "near_solved"
    /// For those who operate: many have joined one case.
    case manyJoined = "many_joined"
    case assigned
    case limitNear = "limit_near"
    case limitMissed = "limit_missed"
    case climbed
    case nudged
    case nudgedLate = "nudged_late"
    case mandateAsked = "mandate_asked"
    case mandateConfirmed = "mandate_confirmed"
    case mandateChanged = "mandate_changed"
    case mandateDeclined = "mandate_declined"
    case mandateWithdrawn = "mandate_withdrawn"
    case mandateEnded = "mandate_ended"
    case consentGiven = "consent_given"
    case consentWithdrawn = "consent_withdrawn"
    case rightDecided = "right_decided"
    case rightExtended = "right_extended"

    var key: String {
      switch self {
      case .accepted: "message.accepted"
      case .dispatched: "message.dispatched"
      case .merged: "message.merged"
      case .refused: "message.refused"
      case .parked: "message.parked"
      case .resumed: "message.resumed"
      case .extended: "message.extended"
      case .reported: "message.reported"
      case .closed: "message.closed"
      case .reworked: "message.reworked"
      case .kept: "message.kept"
      case .asked: "message.asked"
      case .askedAgain: "message.asked-again"
      case .heard: "message.heard"
      case .unheard: "message.unheard"
      case .foundAnswered: "message.found-answered"
      case .foundSolved: "message.found-solved"
      case .passedOn: "message.passed-on"
      case .nearNew: "message.near-new"
      case .nearSolved: "message.near-solved"
      case .manyJoined: "message.many-joined"
      case .assigned: "message.assigned"
      case .limitNear: "message.limit-near"
      case .limitMissed: "message.limit-missed"
      case .climbed: "message.climbed"
      case .nudged: "message.nudged"
      case .nudgedLate: "message.nudged-late"
      case .mandateAsked: "message.mandate-asked"
      case .mandateConfirmed: "message.mandate-confirmed"
      case .mandateChanged: "message.mandate-changed"
      case .mandateDeclined: "message.mandate-declined"
      case .mandateWithdrawn: "message.mandate-withdrawn"
      case .mandateEnded: "message.mandate-ended"
      case .consentGiven: "message.consent-given"
      case .consentWithdrawn: "message.consent-withdrawn"
      case .rightDecided: "message.right-decided"
      case .rightExtended: "message.right-extended"
      }
    }

    /// What the subject of such a message is.
    var topic: Topic {
      switch self {
      case .mandateAsked, .mandateConfirmed, .mandateChanged, .mandateDeclined, .mandateWithdrawn,
        .mandateEnded:
        .mandate
      case .consentGiven, .consentWithdrawn: .consent
      case .rightDecided, .rightExtended: .right
      case .accepted, .dispatched, .merged, .refused, .parked, .resumed, .extended, .reported,
        .closed, .reworked, .kept, .foundAnswered, .foundSolved, .passedOn, .assigned, .limitNear,
        .limitMissed, .climbed, .nudged, .nearNew, .nearSolved, .manyJoined, .asked, .askedAgain,
        .heard, .unheard, .nudgedLate:
        .request
      }
    }
  }

  /// Codes a sentence is filled with; names are looked up when it is read.
  struct Codes: Hashable, Codable, Sendable {
    /// The case's; empty where there is no case.
    var number: String
    var unit: String?
    var dueAt: Timestamp?
    /// Which of several clocks, for warnings.
    var duty: String?
    /// Where it is, as far as its grid; never an address.
    var area: String?
    /// Code of the type, in news of an area.
    var service: String?
    /// How many, where that is what is told.
    var count: Int?
  }
}

/// What is to be told, before it is known to whom.
struct Draft: Hashable, Sendable {
  let template: Message.Template
  let kind: Message.Kind
  var level = Message.Level.normal
  /// Whether it also goes to the person outside the app, by the chain of its kind and level.
  let goesOut: Bool
}
