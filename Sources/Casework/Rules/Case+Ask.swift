import Civics
import Kernel

extension Case {
  /// Whether this could be done now, beyond role and state.
  func isFit(_ kind: CaseMove.Kind) -> Bool {
    if isPart, kind.isOfWhole { return false }
    if waitsForParts, !kind.goesWithParts { return false }
    switch kind {
    case .ask: return details.asking == nil && canBeAsked
    case .answer, .remindAnswer, .lapse: return details.asking != nil
    case .combine: return waitsForParts
    default: return true
    }
  }

  /// One question at a time; whoever has the case goes on meanwhile, unless the table says
  /// otherwise.
  func asked(_ question: String, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard canBeAsked else { throw .nobodyToAsk }
    guard details.asking == nil else { throw .askedAlready }
    let question = try question.checked(.question, facts.rules.reasonLength...500, of: self)
    var change = CaseChange(self)
    change.text = question
    change.item.details.asking = CaseDetails.Asking(question: question, at: facts.now, by: owner)
    if let limit = Limit(facts.rules.answerDays, .calendarDays) {
      change.clocks = [.start(.answer, limit, owner: CaseDesk.reporter)]
    }
    if facts.rules.answerPauses { change.clocks.append(.pause) }
    change.data = ["days": String(facts.rules.answerDays)]
    return change
  }

  func answered(
    _ words: String, photos: Int, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard details.asking != nil else { throw .nothingAsked }
    var change = CaseChange(self)
    change.text = try words.checked(.words, (photos == 0 ? 1 : 0)...1000, of: self)
    change.endAsking()
    change.clocks = [.finish(.answer)] + resuming(facts)
    if photos > 0 { change.data["photos"] = String(photos) }
    return change
  }

  func reminded() throws(CaseRefusal) -> CaseChange {
    guard details.asking != nil else { throw .nothingAsked }
    return CaseChange(self)
  }

  /// Closed as unanswered; the words of the question stay in the history.
  func lapsed(_ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard details.asking != nil else { throw .nothingAsked }
    var change = CaseChange(self)
    change.endAsking()
    change.clocks = [.miss(.answer)] + resuming(facts)
    return change
  }

  private func resuming(_ facts: CaseFacts) -> [ClockStep] {
    facts.rules.answerPauses && state != .parked ? [.resume] : []
  }

  /// Somebody without an account is asked; what they see is chosen by whoever asks.
  func askedOutside(
    _ question: String, _ party: String, _ id: String, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    change.text = try question.checked(.question, facts.rules.reasonLength...500, of: self)
    change.data = ["party": try party.checked(.party, 2...60, of: self), "id": id]
    change.isPublic = false
    return change
  }

  func heardOutside(
    _ words: String, _ party: String, photos: Int
  ) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    change.text = try words.checked(.words, (photos == 0 ? 1 : 0)...1000, of: self)
    change.data = ["party": party]
    if photos > 0 { change.data["photos"] = String(photos) }
    change.isPublic = false
    return change
  }

  func revokedOutside(_ party: String, _ id: String) -> CaseChange {
    var change = CaseChange(self)
    change.data = ["party": party, "id": id]
    change.isPublic = false
    return change
  }
}

extension CaseChange {
  /// A question that is open is asked no longer.
  mutating func endAsking() {
    guard item.details.asking != nil else { return }
    item.details.asking = nil
    clocks.append(.drop(.answer))
  }
}
