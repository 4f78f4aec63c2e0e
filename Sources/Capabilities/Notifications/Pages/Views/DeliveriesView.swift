internal import Civics
internal import Kernel

/// How many deliveries arrived, and those that did not.
struct DeliveriesView: Sendable {
  let figures: [Figure]
  let hasFigures: Bool
  let failed: [Row]
  let isEmpty: Bool
  let first: String?
  let older: String?

  struct Figure: Sendable {
    let channel: String
    let underWay: String
    let delivered: String
    let failed: String
    let withheld: String
    /// Of those handed over, in per cent; a dash where none was.
    let share: String
  }

  struct Row: Sendable {
    let id: String
    let name: String
    let number: String
    /// `短信 138 **** 2076`.
    let way: String
    let reason: String
    let when: String
  }
}

extension DeliveriesView {
  init(
    _ overview: DeliveryActions.Overview, isFirst: Bool, words: Words, _ language: Language,
    now: Timestamp
  ) {
    let byChannel = Dictionary(grouping: overview.figures, by: \.channel)
    figures = Channel.allCases.compactMap { channel in
      byChannel[channel].map { Self.figure(channel, $0, words, language) }
    }
    hasFigures = !figures.isEmpty
    failed = overview.failed.map { failed in
      let phone = failed.channel.isByPhone ? overview.phones[failed.person] ?? "" : ""
      return Row(
        id: failed.id.rawValue,
        name: words.text("template.name." + failed.template.rawValue, in: language),
        number: CaseNumber(rawValue: failed.number)?.short(prefix: "LL") ?? failed.number,
        way: [words.text(failed.channel.word, in: language), phone].filter { !$0.isEmpty }
          .joined(separator: " "),
        reason: Self.reason(failed.reason, words, language),
        when: Say.when(failed.at, now: now, in: language))
    }
    isEmpty = failed.isEmpty
    first = isFirst ? nil : "/messages/deliveries"
    older = overview.next.map { "/messages/deliveries?after=" + $0.text }
  }

  private static func figure(
    _ channel: Channel, _ list: [DeliveryStore.Figure], _ words: Words, _ language: Language
  ) -> Figure {
    func count(_ states: Delivery...) -> Int {
      list.filter { states.contains($0.state) }.reduce(0) { $0 + $1.count }
    }
    let (done, gone) = (count(.delivered), count(.delivered, .sent, .failed))
    return Figure(
      channel: words.text(channel.word, in: language),
      underWay: String(count(.waiting, .sending, .sent)), delivered: String(done),
      failed: String(count(.failed)), withheld: String(count(.withheld)),
      share: gone == 0 ? "–" : "\(done * 100 / gone) %")
  }

  /// What we know of it; a carrier's own code is shown as it came.
  private static func reason(_ code: String, _ words: Words, _ language: Language) -> String {
    switch code {
    case "no_answer": words.text("deliveries.reason.no-answer", in: language)
    case "reported": words.text("deliveries.reason.reported", in: language)
    default: words.text("deliveries.reason.refused", ["code": code], in: language)
    }
  }
}
