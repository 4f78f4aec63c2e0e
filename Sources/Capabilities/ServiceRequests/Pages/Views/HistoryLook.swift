/// How a move looks in a timeline: where the dot stands, which icon, which word.
///
/// One case for each move a person can see; the raw value is the move's code in the history.
enum HistoryLook: String, CaseIterable, Sendable {
  case submit, accept, file, dispatch, start, contact, report, close, rate, support, merge, refuse
  case withdraw, object, park, resume, escalate, rework, reopen, nudge, correct, reassign, recount
  case climb
  case split, combine, ask, answer, lapse
  case remindAnswer = "remind_answer"
  case askOutside = "ask_outside"
  case hearOutside = "hear_outside"
  case revokeOutside = "revoke_outside"
  case solveOnSite = "solve_on_site"
  case decideObjection = "decide_objection"
  case askExtension = "ask_extension"
  case decideExtension = "decide_extension"
  case takeOver = "take_over"
  case startVerifying = "start_verifying"
  case noteAttempt = "note_attempt"
  case addWords = "add_words"
  case setCoUnits = "set_co_units"
  case keepClosed = "keep_closed"

  var icon: String {
    switch self {
    case .submit: "whistle"
    case .accept, .solveOnSite, .report: "check"
    case .file: "doc"
    case .dispatch, .takeOver, .reassign: "arrow-c"
    case .start, .resume: "half-c"
    case .contact, .noteAttempt: "phone"
    case .close, .keepClosed: "check-c"
    case .rate: "star"
    case .support, .setCoUnits: "users"
    case .merge: "link"
    case .refuse, .withdraw: "slash-c"
    case .object, .decideObjection, .rework, .reopen: "ret-c"
    case .askExtension, .decideExtension, .park, .recount: "clock"
    case .escalate, .climb: "up-r"
    case .startVerifying: "eye"
    case .nudge: "bell"
    case .addWords: "chat"
    case .correct: "pen"
    case .split: "layers"
    case .combine: "check"
    case .ask, .answer, .hearOutside: "chat"
    case .remindAnswer: "bell"
    case .lapse: "clock"
    case .askOutside: "link"
    case .revokeOutside: "slash-c"
    }
  }

  /// `ok`, or `turn` for what went back.
  var look: String {
    switch self {
    case .object, .rework, .reopen: "turn"
    default: "ok"
    }
  }

  /// Key of the title as its reporter reads it, who is 您 there.
  var word: String {
    switch self {
    case .submit: "history.submit.you"
    case .contact: "history.contact.you"
    case .rate: "history.rate.you"
    case .withdraw: "history.withdraw.you"
    case .reopen: "history.reopen.you"
    case .nudge: "history.nudge.you"
    case .answer: "history.answer.you"
    case .ask: "history.ask.you"
    default: staffWord
    }
  }

  /// Key of the title for everybody else; `{who}` is the unit or place it names, where it names one.
  var staffWord: String {
    switch self {
    case .submit: "history.submit"
    case .accept: "history.accept"
    case .file: "history.file"
    case .dispatch: "history.dispatch"
    case .start: "history.start"
    case .contact: "history.contact"
    case .report: "history.report"
    case .close: "history.close"
    case .rate: "history.rate"
    case .support: "history.support"
    case .merge: "history.merge"
    case .refuse: "history.refuse"
    case .withdraw: "history.withdraw"
    case .object: "history.object"
    case .park: "history.park"
    case .resume: "history.resume"
    case .escalate: "history.escalate"
    case .rework: "history.rework"
    case .reopen: "history.reopen"
    case .nudge: "history.nudge"
    case .correct: "history.correct"
    case .solveOnSite: "history.solve-on-site"
    case .decideObjection: "history.decide-objection"
    case .askExtension: "history.ask-extension"
    case .decideExtension: "history.decide-extension"
    case .takeOver: "history.take-over"
    case .startVerifying: "history.start-verifying"
    case .noteAttempt: "history.note-attempt"
    case .addWords: "history.add-words"
    case .reassign: "history.reassign"
    case .setCoUnits: "history.set-co-units"
    case .keepClosed: "history.keep-closed"
    case .recount: "history.recount"
    case .climb: "history.climb"
    case .split: "history.split"
    case .combine: "history.combine"
    case .ask: "history.ask"
    case .answer: "history.answer"
    case .remindAnswer: "history.remind-answer"
    case .lapse: "history.lapse"
    case .askOutside: "history.ask-outside"
    case .hearOutside: "history.hear-outside"
    case .revokeOutside: "history.revoke-outside"
    }
  }

  /// Key of what stands after the name of who did it and before the case's title; nil for what is
  /// only done by the desk or the reporter.
  var deedWord: String? {
    switch self {
    case .file: "feed.file"
    case .start: "feed.start"
    case .contact: "feed.contact"
    case .report: "feed.report"
    case .close: "feed.close"
    case .park: "feed.park"
    case .resume: "feed.resume"
    case .escalate: "feed.escalate"
    case .rework: "feed.rework"
    case .reopen: "feed.reopen"
    case .solveOnSite: "feed.solve-on-site"
    case .askExtension: "feed.ask-extension"
    case .decideExtension: "feed.decide-extension"
    case .startVerifying: "feed.start-verifying"
    case .noteAttempt: "feed.note-attempt"
    case .addWords: "feed.add-words"
    case .keepClosed: "feed.keep-closed"
    case .takeOver: "feed.take-over"
    default: nil
    }
  }
}
