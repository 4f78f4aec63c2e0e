internal import Kernel

extension CaseSay {
  /// The report's photo, from 1, for those who cannot see it.
  func photoAlt(_ number: Int) -> String { text("case.photo", ["n": String(number)]) }

  /// Captions of the pair: "上报时 · 11月21日", "办好后 · 今天 17:20".
  func beforeCaption(_ at: Timestamp) -> String { text("case.before", ["when": when(at)]) }
  func afterCaption(_ at: Timestamp) -> String { text("case.after", ["when": when(at)]) }

  /// Once a day.
  func nudge(isOpen: Bool) -> CaseView.Nudge {
    CaseView.Nudge(isOpen: isOpen, hint: text(isOpen ? "case.nudge.hint" : "case.nudge.done"))
  }

  func ratingForm(
    chosen: String? = nil, contacted: Bool = false, reason: String? = nil, text said: String = ""
  ) -> CaseView.RatingForm {
    CaseView.RatingForm(
      marks: CaseView.RatingForm.marks(chosen: chosen, words, language), contacted: contacted,
      reasons: CodeWords.unsolvedReasons.options(chosen: reason, words, language), text: said,
      note: text("case.rate.note"))
  }

  /// "您评了“办好了”，11月22日"; supervision reads it of the reporter.
  func rated(_ mark: String, at: Timestamp, forReporter: Bool) -> String {
    text(
      forReporter ? "case.rated" : "callback.rated",
      ["mark": CodeWords.ratings.text(mark, words, language), "when": when(at)])
  }

  func reopening(until last: LocalDate) -> CaseView.Reopening {
    CaseView.Reopening(
      until: text("case.reopen.until", ["when": Say.date(last, now: now, in: language)]))
  }
}
