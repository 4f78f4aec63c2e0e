import Casework
import Civics
import Kernel

extension CaseScreen {
  /// The parts of a case; `below`: where each opens, nil where the reader follows the whole.
  func partViews(_ dossier: CaseDossier, below path: String?, forResident: Bool) -> [PartView] {
    dossier.parts.map { part in
      PartView(
        link: path.map { PartView.Link(path: $0 + part.id.rawValue, shortNo: shortNo(part.no)) },
        title: forResident ? HiddenNumbers.hidden(in: part.title) : part.title,
        who: part.leadUnit.map { unitName($0) } ?? part.level.map { level($0) } ?? "",
        chip: chip(part.state, forResident: forResident),
        over: part.state.isWithUnit ? over(part.dueAt) : nil)
    }
  }

  /// Of a part: the number of the whole, with the way to it for those who may open it.
  func wholeView(_ dossier: CaseDossier, below path: String) -> LinkView? {
    dossier.whole.map { whole in
      LinkView(
        path: whole.isOpenable ? path + whole.id.rawValue : "",
        label: text("case.part-of", ["no": shortNo(whole.no)]))
    }
  }

  /// How long a reporter has for an answer, and what becomes of the unit's time meanwhile.
  func answering(_ item: Case, _ engine: CaseEngine) -> String {
    let rules = engine.table(of: item).rules
    return text(
      rules.answerPauses ? "act.question.note.pauses" : "act.question.note",
      ["n": String(rules.answerDays)])
  }

  /// The question that waits for the reporter's answer.
  func asked(_ dossier: CaseDossier, _ posted: PostedAct?) -> CaseView.Asked? {
    guard dossier.moves.contains(.answer), let asking = dossier.item.details.asking else {
      return nil
    }
    let limit = dossier.limits.last { $0.duty == .answer && $0.state.isLive }
    return CaseView.Asked(
      question: asking.question,
      until: limit?.dueAt.map {
        text("case.asked.until", ["when": Say.due($0, now: now, in: language)])
      } ?? "", action: "/cases/\(dossier.item.id)/answer", code: nil,
      typed: Typed(posted, in: "answer"))
  }
}
