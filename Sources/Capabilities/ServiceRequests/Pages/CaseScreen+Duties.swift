import Casework
import Civics
import Kernel

extension CaseScreen {
  /// Whose a duty is: a unit, the people of a place, or a desk.
  func owner(_ owner: String) -> String {
    if owner.hasPrefix("area:") { return areaName(String(owner.dropFirst(5))) }
    guard owner.hasPrefix("desk:") else { return unitName(owner) }
    return CodeWords.desks.text(owner, words, language)
  }

  /// What the list of limits asks before a case may be closed, in the city's words.
  func closing(_ item: Case, _ engine: CaseEngine) -> String? {
    let all = engine.table(of: item).closings(service: item.service, item: item.item)
    return all.isEmpty
      ? nil
      : text("desk.closing", ["text": all.joined(separator: language == .chinese ? "；" : "; ")])
  }

  /// Every duty that somebody has or had, the newest first: whose it is and how it stands.
  func duties(_ dossier: CaseDossier) -> [DeskCase.Duty] {
    dossier.limits.reversed().filter { $0.duty != .rate }.map { limit in
      let isLate = limit.state == .running && limit.dueAt.map { $0 < now } == true
      let state = isLate ? "late" : limit.state.rawValue
      return DeskCase.Duty(
        name: CodeWords.duties.text(limit.duty.rawValue, words, language),
        owner: owner(limit.owner),
        due: limit.dueAt.map { Say.due($0, now: now, in: language) }
          ?? CodeWords.dutyStates.text("paused", words, language),
        state: CodeWords.dutyStates.text(state, words, language), look: Self.look(state),
        since: limit.lateSince.map {
          text("duty.late-since", ["when": Say.due($0, now: now, in: language)])
        })
    }
  }

  private static func look(_ state: String) -> String {
    switch state {
    case "missed", "late": "al"
    case "met": "ok"
    default: ""
    }
  }
}
