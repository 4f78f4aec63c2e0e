internal import Kernel

/// Sentences about a case that routes need in more than one place.
struct CaseSay: Sendable {
  let words: Words
  let language: Language
  let now: Timestamp

  /// The line under the chip: what happens next and by when, or what came of it.
  enum Headline: Sendable {
    case waiting(by: Timestamp), dispatching(by: Timestamp), due(Timestamp), late(minutes: Int),
      paused(until: LocalDate)
    case answered, closed(Timestamp), refused, withdrawn, merged
  }

  func headline(_ line: Headline) -> String {
    switch line {
    case .waiting(let by): text("case.headline.waiting", ["when": before(by)])
    case .dispatching(let by): text("case.headline.dispatching", ["when": before(by)])
    case .due(let at): text("case.headline.due", ["when": before(at)])
    case .late(let minutes):
      text("case.headline.late", ["t": Say.span(minutes, in: language)])
    case .paused(let until):
      text("case.headline.paused", ["when": Say.date(until, now: now, in: language)])
    case .answered: text("case.headline.answered")
    case .withdrawn: text("case.headline.withdrawn")
    case .closed(let at):
      text("case.headline.closed", ["when": Say.when(at, now: now, in: language)])
    case .refused: text("case.headline.refused")
    case .merged: text("case.headline.merged")
    }
  }

  /// Such as "这件事不归我们办。该找：人民法院。…".
  func notOurs(channel: String, why: String) -> String {
    text("case.sub.not-ours", ["channel": channel, "why": why])
  }

  /// Such as "新时间 周二 12:00，原因：…".
  func newTime(_ at: Timestamp, why: String) -> String {
    text("case.sub.new-time", ["when": Say.due(at, now: now, in: language), "why": why])
  }

  func took(minutes: Int) -> String {
    text("case.sub.took", ["t": Say.span(minutes, in: language)])
  }

  /// Such as "已超 5 小时".
  func over(minutes: Int) -> ChipView {
    .over(text("case.over", ["t": Say.span(minutes, in: language)]))
  }

  func supporters(_ count: Int) -> String {
    words.text("case.supporters", count: count, in: language)
  }

  /// To the ten metres: nobody measures nearer than that, and a house is not to be told by it.
  func away(_ metres: Int) -> String {
    metres < 10
      ? words.text("near.here", in: language)
      : words.text("near.away", ["n": String((metres + 5) / 10 * 10)], in: language)
  }

  func merged(_ count: Int) -> String { words.text("case.merged", count: count, in: language) }

  /// The five steps with `index` (0…4) as the current one.
  func steps(now index: Int) -> [StepView] {
    ["step.report", "step.accept", "step.work", "step.check", "step.rate"].enumerated().map {
      StepView(text($0.element), at: $0.offset, now: index)
    }
  }

  /// One entry of the history; `who` is the unit it names.
  func item(
    _ move: HistoryLook, at: Timestamp, forReporter: Bool, who: String = "", isLatest: Bool = false,
    text said: String? = nil, quote: String? = nil, photos: [PhotoView] = [],
    handler: HandlerView? = nil
  ) -> TimelineItem {
    TimelineItem(
      look: isLatest ? "now" : move.look, icon: move.icon,
      title: text(forReporter ? move.word : move.staffWord, ["who": who]),
      time: Say.when(at, now: now, in: language), at: at.description, text: said, quote: quote,
      photos: photos, handler: handler)
  }

  /// A limit, large; `duty` is what is owed, such as "接单时限".
  func clock(
    _ duty: String, start: Timestamp, due: Timestamp, warnAtPercent warn: Int = 75
  ) -> ClockView {
    let tape = SLATape(start: start, due: due, warnAtPercent: warn, now: now, in: language)
    return ClockView(
      big: tape.text, label: duty,
      from: Say.due(start, now: now, in: language), until: Say.due(due, now: now, in: language),
      tape: tape)
  }

  /// Good morning, with a name when there is one.
  func greeting(_ name: String?) -> String {
    let hello = text(
      ["home.greeting.morning", "home.greeting.afternoon", "home.greeting.evening"][
        Say.partOfDay(now)])
    return name.map { text("home.greeting.named", ["greeting": hello, "name": $0]) } ?? hello
  }

  func when(_ at: Timestamp) -> String { Say.when(at, now: now, in: language) }

  func before(_ at: Timestamp) -> String { Say.before(at, now: now, in: language) }

  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }
}
