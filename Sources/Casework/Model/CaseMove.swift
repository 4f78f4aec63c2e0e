public import Kernel

/// One thing somebody does to a case, with all it needs.
public enum CaseMove: Hashable, Sendable {
  case withdraw(reason: String?)
  case merge(into: Identifier<Case>)
  case refuse(CaseDetails.Refusal)
  case accept
  case file(Filing)
  case solveOnSite(CaseResult)
  case dispatch(Assignment)
  case reassign(Assignment, reason: String)
  case setCoUnits([String], reason: String)
  case object(reason: String, whose: String)
  case decideObjection(upheld: Bool, reason: String)
  case start(words: String?)
  case contact(words: String?)
  case askExtension(amount: Int, reason: String)
  case decideExtension(granted: Bool, reason: String)
  case park(CaseDetails.Parking)
  case resume(reason: String?)
  case escalate(reason: String, unit: String?)
  case takeOver
  case report(CaseResult)
  case startVerifying
  case noteAttempt(words: String?)
  case close(Closing)
  case rework(reason: String)
  case reopen(fact: String)
  case keepClosed(reason: String)
  case rate(CaseRating.Mark, contacted: Bool, words: String?)
  case addWords(String, audience: Audience, photos: [Identifier<CaseFile>] = [])
  case nudge
  case support
  case correct(Correction)
  /// 拆分: several matters, each for a unit of its own.
  case split([CasePart])
  /// The parts are answered: so is the whole.
  case combine(CaseOutcome, String)
  /// 问居民, and what came back.
  case ask(String)
  case answer(String, photos: [Identifier<CaseFile>] = [])
  case remindAnswer
  /// Nobody answered in time.
  case lapse
  /// 问外部单位: somebody without an account, by a link that expires.
  case askOutside(String, party: String, id: String)
  case hearOutside(String, party: String, photos: [Identifier<CaseFile>] = [])
  case revokeOutside(party: String, id: String)
}

extension CaseMove {
  /// The move's code in histories, audits and events.
  public enum Kind: String, CaseIterable, Codable, Sendable, ColumnValue {
    case submit, withdraw, merge, refuse, accept, file
    case solveOnSite = "solve_on_site"
    case dispatch, reassign
    case setCoUnits = "set_co_units"
    case object
    case decideObjection = "decide_objection"
    case start, contact
    case askExtension = "ask_extension"
    case decideExtension = "decide_extension"
    case park, resume, escalate
    case takeOver = "take_over"
    case report
    case startVerifying = "start_verifying"
    case noteAttempt = "note_attempt"
    case close, rework, reopen
    case keepClosed = "keep_closed"
    case rate
    case addWords = "add_words"
    case nudge, support, correct
    case split, combine, ask, answer, lapse
    case remindAnswer = "remind_answer"
    case askOutside = "ask_outside"
    case hearOutside = "hear_outside"
    case revokeOutside = "revoke_outside"
    /// The calendar changed: the platform counted the running limits anew.
    case recount
    /// Nobody did it in time: the platform passed it up.
    case climb
  }

  public var kind: Kind {
    switch self {
    case .withdraw: .withdraw
    case .merge: .merge
    case .refuse: .refuse
    case .accept: .accept
    case .file: .file
    case .solveOnSite: .solveOnSite
    case .dispatch: .dispatch
    case .reassign: .reassign
    case .setCoUnits: .setCoUnits
    case .object: .object
    case .decideObjection: .decideObjection
    case .start: .start
    case .contact: .contact
    case .askExtension: .askExtension
    case .decideExtension: .decideExtension
    case .park: .park
    case .resume: .resume
    case .escalate: .escalate
    case .takeOver: .takeOver
    case .report: .report
    case .startVerifying: .startVerifying
    case .noteAttempt: .noteAttempt
    case .close: .close
    case .rework: .rework
    case .reopen: .reopen
    case .keepClosed: .keepClosed
    case .rate: .rate
    case .addWords: .addWords
    case .nudge: .nudge
    case .support: .support
    case .correct: .correct
    case .split: .split
    case .combine: .combine
    case .ask: .ask
    case .answer: .answer
    case .remindAnswer: .remindAnswer
    case .lapse: .lapse
    case .askOutside: .askOutside
    case .hearOutside: .hearOutside
    case .revokeOutside: .revokeOutside
    }
  }
}
