import Civics
import Kernel

extension Case {
  func verifying(_ facts: CaseFacts) -> CaseChange {
    var change = CaseChange(self)
    change.enter(.verifying, at: facts.now)
    change.isPublic = false
    return change
  }

  /// A call-back that reached nobody; several on one day count once.
  func attempted(_ words: String?, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    let today = CityTime.date(of: facts.now)
    var days = details.attemptDays ?? []
    if !days.contains(today) { days.append(today) }
    change.item.details.attemptDays = days
    change.text = try words?.checked(.words, CaseFacts.words, of: self)
    change.isPublic = false
    change.data = ["days": String(days.count)]
    return change
  }

  func closed(
    _ closing: Closing, by role: CaseRole, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    if role == .system, closing.basis == .answers { throw .notYours(.close) }
    let answers = try callBack(for: closing, facts)
    let words = try closing.words?.checked(.words, CaseFacts.words, of: self)
    if let answers, !answers.solved, words?.count ?? 0 < facts.rules.resultLength {
      // Unsolved and solvable is rework; unsolvable has to be explained like a result.
      throw .tooShort(.words, minimum: facts.rules.resultLength)
    }
    // Against the reporter's own word only with the reason.
    if let answers, answers.solved, details.rating.map({ !$0.answers.solved }) == true,
      words?.count ?? 0 < facts.rules.resultLength
    {
      throw .tooShort(.words, minimum: facts.rules.resultLength)
    }
    var change = CaseChange(self)
    change.enter(.closed, at: facts.now)
    change.item.closedAt = facts.now
    change.item.details.closing = closing.basis
    change.item.details.callBack = answers
    change.clocks = [.finish(.check), .dropAll]
    change.text = words
    change.data = ["basis": closing.basis.rawValue]
    if let answers {
      change.data["contacted"] = answers.contacted ? "yes" : "no"
      change.data["solved"] = answers.solved ? "yes" : "no"
      change.data["satisfied"] = answers.satisfied ? "yes" : "no"
    }
    return change
  }

  /// The three answers, where the basis is a valid call-back.
  private func callBack(
    for closing: Closing, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CallBack? {
    switch closing.basis {
    case .answers:
      guard let answers = closing.answers else { throw .answersMissing }
      return answers
    case .rating:
      guard let rating = details.rating else { throw .ratingMissing }
      return rating.answers
    case .silence:
      guard details.rating == nil else { throw .ratedAlready }
      let days = details.attemptDays?.count ?? 0
      guard days >= facts.rules.attemptDays else {
        throw .attemptsMissing(needed: facts.rules.attemptDays)
      }
      return nil
    case .noContact:
      guard !canBeAsked else { throw .contactKnown }
      return nil
    case .imported:
      guard isImported else { throw .notImported }
      return nil
    }
  }

  /// 返工: unsolved and solvable; the same unit, half the limit.
  func reworked(_ reason: String, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    let reason = try reason.checked(.reason, facts.reason, of: self)
    let whole = handleLimit(facts)
    let half =
      whole.halved(hoursPerWorkingDay: facts.calendar.document.hoursPerWorkingDay) ?? whole
    var change = CaseChange(self)
    change.item.details.reworks = (details.reworks ?? 0) + 1
    change.sendBack(limit: half, facts)
    change.clocks.insert(contentsOf: [.finish(.check), .drop(.rate)], at: 0)
    change.text = reason
    change.data["limit"] = "half"
    return change
  }

  /// Once by the reporter within 15 days with a new fact; by supervision on a bad rating.
  func reopened(
    _ fact: String, by role: CaseRole, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    let since = closedAt ?? stateSince
    let all = details.reopenings ?? 0
    guard all < facts.rules.reopenings else { throw .reopeningsUsedUp }
    var change = CaseChange(self)
    if role == .supervisor {
      guard needsReview else { throw .nothingToReview }
    } else {
      guard details.ownReopenings ?? 0 < facts.rules.ownReopenings else {
        throw .reopeningsUsedUp
      }
      guard facts.now <= since.adding(days: Int64(facts.rules.reopenDays)) else {
        throw .reopenLate(since: since)
      }
      change.item.details.ownReopenings = (details.ownReopenings ?? 0) + 1
    }
    change.text = try fact.checked(.fact, facts.rules.reasonLength...1000, of: self)
    change.item.details.reopenings = all + 1
    change.item.closedAt = nil
    change.sendBack(limit: handleLimit(facts), facts)
    return change
  }

  /// 没办好 was looked into and the case stays closed; the reporter is told why.
  func keptClosed(_ reason: String, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard needsReview else { throw .nothingToReview }
    var change = CaseChange(self)
    change.text = try reason.checked(.reason, facts.reason, of: self)
    change.item.needsReview = false
    return change
  }

  /// The reporter's own word, once a round; 没办好 after closing goes to supervision.
  func rated(
    _ mark: CaseRating.Mark, _ contacted: Bool, _ words: String?, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard canBeAsked else { throw .notYours(.rate) }
    guard details.rating == nil else { throw .ratedAlready }
    if state == .closed, let closedAt {
      guard facts.now <= closedAt.adding(days: Int64(facts.rules.reopenDays)) else {
        throw .rateLate
      }
    }
    let words = try words?.checked(.words, 0...1000, of: self)
    var change = CaseChange(self)
    change.item.details.rating = CaseRating(
      mark: mark, contacted: contacted, words: words, at: facts.now)
    change.item.needsReview = state == .closed && mark == .notDone
    change.clocks = [.finish(.rate)]
    change.text = words
    change.data = ["mark": mark.rawValue, "contacted": contacted ? "yes" : "no"]
    return change
  }
}

extension CaseChange {
  /// Reopened: the answer is taken back, whoever led leads again, or it is dispatched anew.
  fileprivate mutating func sendBack(limit: Limit, _ facts: CaseFacts) {
    enter(.reopened, at: facts.now)
    item.outcome = nil
    item.resultText = nil
    item.needsReview = false
    item.details.rating = nil
    item.details.attemptDays = nil
    item.details.closing = nil
    item.details.callBack = nil
    item.details.extensions = nil
    if item.level == nil {
      item.details.handleLimit = limit
      clocks = [
        .start(.dispatch, facts.table.dispatch[item.urgency], owner: CaseDesk.dispatch)
      ]
    } else {
      clocks = [.start(.handle, limit, owner: item.owner)]
    }
  }
}
