import Civics
import Kernel

extension Case {
  func withdrawn(_ reason: String?, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard supporters == 0, !facts.strangersWait else { throw .othersWait }
    var change = CaseChange(self)
    change.enter(.withdrawn, at: facts.now)
    change.text = try reason?.checked(.reason, 0...1000, of: self)
    change.clocks = [.dropAll]
    return change
  }

  func merged(into target: Identifier<Case>, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard target != id else { throw .sameCase }
    guard let other = facts.target, other.id == target, other.state.isOpen else {
      throw .targetClosed
    }
    guard !other.isPart else { throw .targetIsPart }
    var change = CaseChange(self)
    change.enter(.merged, at: facts.now)
    change.item.duplicateOf = target
    change.clocks = [.finish(.accept), .dropAll]
    change.data = ["into": target.rawValue, "no": other.no.rawValue]
    return change
  }

  /// Only on a listed ground, with the reason and the right channel told.
  func refused(
    _ refusal: CaseDetails.Refusal, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard refusal.ground.channels.contains(refusal.channel) else {
      throw .wrongChannel(refusal.ground)
    }
    let reason = try refusal.reason.checked(.reason, facts.reason, of: self)
    var change = CaseChange(self)
    change.enter(.refused, at: facts.now)
    change.item.details.refusal = CaseDetails.Refusal(
      ground: refusal.ground, channel: refusal.channel, reason: reason)
    change.clocks = [.finish(.accept), .dropAll]
    change.text = reason
    change.data = ["ground": refusal.ground.rawValue, "channel": refusal.channel.rawValue]
    return change
  }

  func accepted(_ facts: CaseFacts) -> CaseChange {
    var change = CaseChange(self)
    change.enter(.accepted, at: facts.now)
    change.clocks = [
      .finish(.accept), .start(.dispatch, facts.table.dispatch[urgency], owner: CaseDesk.dispatch),
    ]
    return change
  }

  /// Class, urgency and limit are fixed here; the limit starts when it is dispatched.
  func filed(_ filing: Filing, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    change.enter(.filed, at: facts.now)
    change.item.classCode = filing.classCode
    change.item.urgency = filing.urgency
    change.item.details.handleLimit =
      filing.limit ?? facts.table.limit(service: service, item: item)
    change.text = try filing.words?.checked(.words, CaseFacts.words, of: self)
    change.isPublic = false
    change.data = [
      "class": filing.classCode, "urgency": filing.urgency.rawValue, "table": facts.table.version,
    ]
    change.data["limit"] = change.item.details.handleLimit?.coded
    return change
  }

  func corrected(
    _ correction: Correction, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    // A title that was made from a short text may stay as it is.
    if let title = correction.title, title.trimmed != self.title {
      change.item.title = try title.checked(.title, 4...60, of: self)
    }
    if let requestKind = correction.requestKind { change.item.requestKind = requestKind }
    if let classCode = correction.classCode { change.item.classCode = classCode }
    if let service = correction.service {
      change.item.service = service
      change.item.item = correction.item
    }
    if let urgency = correction.urgency { change.item.urgency = urgency }
    if let place = correction.place { change.item.place = place }
    if let confidentiality = correction.confidentiality {
      change.item.confidentiality = confidentiality
    }
    if let mark = correction.season {
      change.item.season = try change.item.pressed(by: mark, facts)
    }
    guard change.item != self else { throw .nothingChanged }
    // Who may see a part is decided with the whole.
    if isPart, change.item.confidentiality != self.confidentiality { throw .isPart }
    change.isPublic = false
    change.data = changes(to: change.item)
    change.text = before(change.item)
    return change
  }

  /// A season that stays keeps its day.
  private func pressed(
    by mark: Correction.SeasonMark, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseSeason? {
    guard case .before(let code) = mark else { return nil }
    if let season, season.code == code { return season }
    let today = CityTime.date(of: facts.now)
    guard let named = facts.table.season(code, in: place.area, on: today) else {
      throw .seasonUnknown
    }
    return named
  }

  /// Words that were changed, as they were; kept with the words of the history and no longer.
  private func before(_ other: Case) -> String? {
    let was = [
      title == other.title ? "" : title,
      place.address == other.place.address ? "" : place.address,
    ].filter { !$0.isEmpty }
    return was.isEmpty ? nil : was.joined(separator: " · ")
  }

  /// What was changed, and from what: the ledger alone knows how it was before.
  private func changes(to other: Case) -> [String: String] {
    var data: [String: String] = [:]
    if title != other.title { data["title"] = "changed" }
    if requestKind != other.requestKind { data["request_kind"] = other.requestKind.rawValue }
    if classCode != other.classCode { data["class"] = other.classCode }
    if service != other.service || item != other.item {
      data["service"] = [other.service, other.item].compactMap(\.self).joined(separator: ".")
    }
    if urgency != other.urgency { data["urgency"] = other.urgency.rawValue }
    if place != other.place { data["area"] = other.place.area }
    if confidentiality != other.confidentiality {
      data["confidentiality"] = other.confidentiality.rawValue
    }
    if season != other.season {
      data["season"] = other.season?.code ?? "none"
      data["from_season"] = season?.code ?? "none"
    }
    if data["request_kind"] != nil { data["from_request_kind"] = requestKind.rawValue }
    if data["class"] != nil { data["from_class"] = classCode }
    if data["service"] != nil {
      data["from_service"] = [service, item].compactMap(\.self).joined(separator: ".")
    }
    if data["urgency"] != nil { data["from_urgency"] = urgency.rawValue }
    if data["area"] != nil {
      data["from_area"] = place.area
    }
    if data["confidentiality"] != nil { data["from_confidentiality"] = confidentiality.rawValue }
    return data
  }
}
