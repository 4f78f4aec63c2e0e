import Kernel

extension Case {
  /// The same case after the move; refuses by who moves first, then by state, then by content.
  public func moved(
    _ move: CaseMove, by actor: CaseActor, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard let role = move.kind.role(of: actor, in: self) else { throw .notYours(move.kind) }
    guard move.kind.isPossible(in: state) else { throw .notNow(move.kind, state) }
    if isPart, move.kind.isOfWhole { throw .isPart }
    if waitsForParts, !move.kind.goesWithParts { throw .waitsForParts }
    return switch move {
    case .withdraw(let reason): try withdrawn(reason, facts)
    case .merge(let target): try merged(into: target, facts)
    case .refuse(let refusal): try refused(refusal, facts)
    case .accept: accepted(facts)
    case .file(let filing): try filed(filing, facts)
    case .correct(let correction): try corrected(correction, facts)
    case .dispatch(let assignment): try dispatched(assignment, facts)
    case .reassign(let assignment, let reason): try reassigned(assignment, reason, facts)
    case .setCoUnits(let units, let reason): try joined(by: units, reason, facts)
    case .object(let reason, let whose): try objected(reason, whose, facts)
    case .decideObjection(let upheld, let reason):
      try objectionDecided(upheld, reason, by: actor, facts)
    case .escalate(let reason, let unit): try escalated(reason, unit, facts)
    case .takeOver: takenOver(facts)
    case .start(let words): try started(words, facts)
    case .contact(let words): try contacted(words)
    case .askExtension(let amount, let reason): try extensionAsked(amount, reason, by: actor, facts)
    case .decideExtension(let granted, let reason):
      try extensionDecided(granted, reason, by: actor, facts)
    case .park(let parking): try parked(parking, facts)
    case .resume(let reason): try resumed(reason, facts)
    case .report(let result): try reported(result, to: .reported, by: actor, facts)
    case .solveOnSite(let result): try solvedOnSite(result, by: actor, facts)
    case .startVerifying: verifying(facts)
    case .noteAttempt(let words): try attempted(words, facts)
    case .close(let closing): try closed(closing, by: role, facts)
    case .rework(let reason): try reworked(reason, facts)
    case .reopen(let fact): try reopened(fact, by: role, facts)
    case .keepClosed(let reason): try keptClosed(reason, facts)
    case .rate(let mark, let contacted, let words): try rated(mark, contacted, words, facts)
    case .addWords(let words, let audience, let photos):
      try spoken(words, audience, photos: photos.count, by: role)
    case .nudge: try nudged(facts)
    case .support: try supported(facts)
    case .split(let parts): try split(parts, facts)
    case .combine(let outcome, let text): try combined(outcome, text, facts)
    case .ask(let question): try asked(question, facts)
    case .answer(let words, let photos): try answered(words, photos: photos.count, facts)
    case .remindAnswer: try reminded()
    case .lapse: try lapsed(facts)
    case .askOutside(let question, let party, let id):
      try askedOutside(question, party, id, facts)
    case .hearOutside(let words, let party, let photos):
      try heardOutside(words, party, photos: photos.count)
    case .revokeOutside(let party, let id): revokedOutside(party, id)
    }
  }

  /// What this actor could do now, content aside: what pages offer as buttons.
  public func possibleMoves(by actor: CaseActor) -> [CaseMove.Kind] {
    CaseMove.Kind.allCases.filter { kind in
      guard kind.role(of: actor, in: self) != nil, kind.isPossible(in: state) else { return false }
      // What comes back goes on where it was, or by a reason somewhere else; what nobody had yet
      // is given out for the first time.
      if state == .reopened, kind == .dispatch { return level == nil }
      if state == .reopened, kind == .reassign { return level != nil }
      if kind == .rate { return canBeAsked }
      if kind == .decideObjection, needsArbiter { return !hasDecided(actor) }
      return isFit(kind)
    }
  }
}

extension String {
  /// Checks a text that people will read; imported cases are exempt from the length limits.
  func checked(
    _ field: CaseRefusal.Field, _ lengths: ClosedRange<Int>, of item: Case
  ) throws(CaseRefusal) -> String {
    let text = trimmed
    guard !item.isImported else { return text }
    guard text.count >= lengths.lowerBound else {
      throw .tooShort(field, minimum: lengths.lowerBound)
    }
    guard !text.isLonger(than: lengths.upperBound) else {
      throw .tooLong(field, maximum: lengths.upperBound)
    }
    return text
  }
}

extension CaseFacts {
  static let longest = 5000
  /// Words that go with a move.
  static let words = 0...1000

  var reason: ClosedRange<Int> { rules.reasonLength...1000 }
}
