import Civics
import Kernel

extension Case {
  func started(_ words: String?, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    change.enter(.inProgress, at: facts.now)
    change.text = try words?.checked(.words, CaseFacts.words, of: self)
    return change
  }

  /// The unit spoke with the reporter first, as it should.
  func contacted(_ words: String?) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    change.clocks = [.finish(.contact)]
    change.text = try words?.checked(.words, CaseFacts.words, of: self)
    change.isPublic = false
    return change
  }

  func extensionAsked(
    _ amount: Int, _ reason: String, by actor: CaseActor, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard details.extensions ?? 0 < facts.rules.extensions else { throw .extensionsUsedUp }
    // Twice the limit at most: more than that is parking.
    let limit = handleLimit(facts)
    guard (1...limit.amount).contains(amount), limit.extended(by: amount) != nil else {
      throw .amountOutOfRange(most: limit.amount)
    }
    let reason = try reason.checked(.reason, facts.reason, of: self)
    var change = CaseChange(self)
    change.enter(.extensionAsked, at: facts.now)
    change.item.details.extensionAsked = CaseDetails.ExtensionAsked(
      amount: amount, reason: reason, by: actor.id)
    change.clocks = [.start(.decide, facts.table.decide, owner: CaseDesk.approval)]
    change.text = reason
    change.data = ["amount": String(amount), "unit": limit.unit.rawValue]
    return change
  }

  /// Back to work either way; the reason is told to the reporter.
  ///
  /// Four eyes: whoever asked, as some do who work on cases and approve, leaves it to another, or
  /// takes the wish back.
  func extensionDecided(
    _ granted: Bool, _ reason: String, by actor: CaseActor, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard !granted || details.extensionAsked?.by != actor.id else { throw .ownAsking }
    let text = try reason.checked(.reason, facts.reason, of: self)
    var change = CaseChange(self)
    change.enter(.inProgress, at: facts.now)
    change.clocks = [.finish(.decide)]
    if granted, let asked = details.extensionAsked {
      change.clocks.append(.extend(.handle, by: asked.amount))
      change.item.details.extensions = (details.extensions ?? 0) + 1
      change.data["amount"] = String(asked.amount)
    }
    change.item.details.extensionAsked = nil
    change.data["granted"] = granted ? "yes" : "no"
    change.text = text
    return change
  }

  func parked(
    _ parking: CaseDetails.Parking, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    let plan = try parking.plan.checked(.plan, 10...1000, of: self)
    let today = CityTime.date(of: facts.now)
    guard parking.reviewOn > today else { throw .reviewNotAhead }
    // Put aside is not put away: somebody looks at it again within the year.
    guard parking.reviewOn <= today.adding(days: 366) else { throw .reviewTooFar }
    var change = CaseChange(self)
    change.enter(.parked, at: facts.now)
    change.item.details.parking = CaseDetails.Parking(
      cause: parking.cause, plan: plan, reviewOn: parking.reviewOn)
    change.clocks = [.pause]
    let days = parking.reviewOn.dayNumber - today.dayNumber
    if let limit = Limit(days, .calendarDays) {
      change.clocks.append(.start(.review, limit, owner: owner))
    }
    change.text = plan
    change.data = ["cause": parking.cause.rawValue, "review_on": parking.reviewOn.description]
    return change
  }

  func resumed(_ reason: String?, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    change.enter(.inProgress, at: facts.now)
    change.item.details.parking = nil
    change.clocks = [.finish(.review), .resume]
    change.text = try reason?.checked(.reason, CaseFacts.words, of: self)
    return change
  }

  func solvedOnSite(
    _ result: CaseResult, by actor: CaseActor, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    var change = try reported(result, to: .solvedOnSite, by: actor, facts)
    change.clocks.insert(.finish(.dispatch), at: 0)
    return change
  }

  /// The result, and for a solved spot a photo of it or the reporter's word; photos are not forced.
  func reported(
    _ result: CaseResult, to state: CaseState, by actor: CaseActor, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard result.outcome.fits(requestKind) else { throw .outcomeUnfit(result.outcome, requestKind) }
    let text = try result.text.checked(
      .text, facts.rules.resultLength...CaseFacts.longest, of: self)
    if result.outcome == .solved, place.isSpot, !isImported {
      guard !result.afterPhotos.isEmpty || result.reporterConfirms else { throw .evidenceMissing }
    }
    var change = CaseChange(self)
    change.enter(state, at: facts.now)
    change.item.outcome = result.outcome
    change.item.resultText = text
    change.item.details.attemptDays = nil
    change.item.details.rating = nil
    let before = details.resultsBy ?? []
    change.item.details.resultsBy = before.contains(actor.id) ? before : before + [actor.id]
    change.clocks = [.miss(.contact), .finish(.handle)]
    change.endAsking()
    // A part is checked with the whole.
    if !isPart {
      change.clocks.append(.start(.check, facts.table.check, owner: CaseDesk.supervision))
    }
    if canBeAsked {
      change.clocks.append(.start(.rate, facts.table.rate, owner: CaseDesk.reporter))
    }
    change.text = text
    change.data = ["outcome": result.outcome.rawValue]
    if !result.afterPhotos.isEmpty { change.data["photos"] = String(result.afterPhotos.count) }
    if result.reporterConfirms { change.data["confirmed"] = "yes" }
    return change
  }

  /// The limit the work runs under: the fixed one, or that of the level.
  func handleLimit(_ facts: CaseFacts) -> Limit {
    details.handleLimit ?? level.map { facts.table.levels[$0] } ?? facts.table.general
  }
}
