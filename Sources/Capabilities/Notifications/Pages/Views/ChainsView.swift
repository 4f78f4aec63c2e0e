internal import Contracts
internal import Kernel

/// Chains in the reader's words.
struct ChainSay: Sendable {
  let words: Words
  let language: Language
  let now: Timestamp

  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }

  func name(_ subject: ChainActions.Subject) -> String {
    text("chain.kind." + subject.kind.rawValue) + " · "
      + text("chain.level." + subject.level.rawValue)
  }

  func step(_ step: DeliveryChain.Step) -> String {
    let channel = text(step.channel.word)
    return step.whom == .receiver
      ? channel
      : text("chain.by", ["whom": text("chain.whom." + step.whom.rawValue), "channel": channel])
  }

  /// Step, wait, step: as it would be read out.
  func line(_ chain: DeliveryChain) -> String {
    chain.steps.enumerated().map { index, step in
      index == chain.steps.count - 1
        ? self.step(step)
        : self.step(step) + " → " + text("chain.wait", ["n": String(step.patience)]) + " → "
    }.joined()
  }
}

/// Every kind of message with the way it takes.
struct ChainsView: Sendable {
  let rows: [Row]

  struct Row: Sendable {
    let path: String
    let name: String
    let text: String
    let since: String
    let next: String?
  }

  init(_ book: ChainActions.Book, _ say: ChainSay) {
    let today = CityTime.date(of: say.now)
    rows = ChainActions.Subject.all.map { subject in
      let editions = book.editions(subject)
      let current = editions.first { $0.rule.validOn <= today }
      let next = editions.last { $0.rule.validOn > today }
      func since(_ day: LocalDate?) -> String {
        TemplateView.since(day, say.words, say.language, say.now)
      }
      return Row(
        path: "/messages/chains/" + subject.code, name: say.name(subject),
        text: subject.kind == .limits && current == nil
          ? say.text("chain.app-only") : say.line(book.chain(subject, on: today)),
        since: since(current?.rule.validOn),
        next: next.map { since($0.rule.validOn) })
    }
  }
}

/// One chain: its rows to change, who would be told now, and what held before.
struct ChainView: Sendable {
  let code: String
  let name: String
  let rows: [Row]
  let validOn: String
  let earliest: String
  let told: [Told]
  let hasTold: Bool
  /// Whose case it would be, for chains that tell staff.
  let units: [Option]
  let hasUnits: Bool
  let history: [Past]
  let hasHistory: Bool
  let errors: FormErrors?

  struct Option: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  struct Row: Sendable {
    let number: String
    let title: String
    let whom: [Option]
    let hasWhom: Bool
    let channels: [Option]
    let minutes: String
    let whomError: String?
    let channelError: String?
    let minutesError: String?
  }

  struct Told: Sendable {
    let when: String
    let what: String
    let who: String
    /// Why nobody is reached by it.
    let warning: String?
  }

  /// Whether there is a way back to the chain that this release came with.
  let canReset: Bool

  struct Past: Sendable {
    let since: String
    /// Its day, while it has not come and it may be withdrawn.
    let day: String?
    /// The button for those who only hear it.
    let withdrawWords: String
    let text: String
    let who: String
  }

  init(
    _ subject: ChainActions.Subject, _ book: ChainActions.Book, _ chain: DeliveryChain,
    typed: ChainActions.Typed?, told: [ChainActions.Told], units: [CityPlan.Unit], unit: String,
    errors: FormErrors?, _ say: ChainSay
  ) {
    let today = CityTime.date(of: say.now)
    code = subject.code
    name = say.name(subject)
    let isStaff = subject.kind == .limits
    let shown = typed?.rows ?? Self.rows(of: chain)
    rows = shown.enumerated().map { index, row in
      let number = String(index + 1)
      return Row(
        number: number, title: say.text("chain.row", ["n": number]),
        whom: DeliveryChain.Whom.allCases.map { whom in
          Option(
            value: whom.rawValue, label: say.text("chain.whom." + whom.rawValue),
            chosen: whom.rawValue == row.whom)
        }, hasWhom: isStaff,
        channels: Channel.allCases.map { channel in
          Option(
            value: channel.rawValue, label: say.text(channel.word),
            chosen: channel.rawValue == row.channel)
        }, minutes: row.minutes, whomError: errors?.on["whom" + number],
        channelError: errors?.on["channel" + number],
        minutesError: errors?.on["minutes" + number])
    }
    validOn = typed?.validOn ?? today.adding(days: 1).description
    earliest = today.adding(days: 1).description
    self.told = told.map { Self.told($0, say) }
    hasTold = !told.isEmpty
    self.units =
      isStaff
      ? units.map {
        Option(value: $0.code, label: $0.name(in: say.language), chosen: $0.code == unit)
      } : []
    hasUnits = !self.units.isEmpty
    history = book.editions(subject).map { edition in
      let since = TemplateView.since(edition.rule.validOn, say.words, say.language, say.now)
      return Past(
        since: since,
        day: edition.rule.validOn > today ? edition.rule.validOn.description : nil,
        withdrawWords: say.text("chain.withdraw-which", ["since": since]),
        text: say.line(edition.rule.chain),
        who: (book.names[edition.madeBy] ?? "") + " "
          + Say.due(edition.madeAt, now: say.now, in: say.language))
    }
    hasHistory = !history.isEmpty
    let later = today.adding(days: 1)
    canReset =
      book.chain(subject, on: later) != DeliveryChain.of(subject.kind, subject.level, on: later)
    self.errors = errors
  }

  /// Filled up with empty ones, to add to.
  private static func rows(of chain: DeliveryChain) -> [ChainRule.Row] {
    let known = chain.steps.map { step in
      ChainRule.Row(
        whom: step.whom.rawValue, channel: step.channel.rawValue,
        minutes: step.patience == 0 ? "" : String(step.patience))
    }
    return known
      + Array(repeating: ChainRule.Row(), count: max(0, ChainRule.most - known.count))
  }

  private static func told(_ told: ChainActions.Told, _ say: ChainSay) -> Told {
    let names = told.people.map { posts in
      posts.map { "\($0.name) · \($0.post)" }.joined(separator: say.text("chain.and"))
    }
    let warning =
      told.isSetUp
      ? (names?.isEmpty == true ? say.text("chain.nobody") : nil) : say.text("chain.not-set-up")
    return Told(
      when: Say.due(told.at, now: say.now, in: say.language), what: say.step(told.step),
      who: names ?? say.text("chain.reporter"), warning: warning)
  }
}
