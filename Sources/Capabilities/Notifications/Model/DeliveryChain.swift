import Kernel

/// In which order channels and people are tried, and how long each may stay without a receipt.
struct DeliveryChain: Hashable, Codable, Sendable {
  struct Step: Hashable, Codable, Sendable {
    var whom = Whom.receiver
    let channel: Channel
    /// Minutes without a receipt after which the next one is tried.
    let patience: Int64
  }

  /// Who is told; the later ones are those who operate for the place of the case.
  enum Whom: String, CaseIterable, Codable, Sendable {
    case receiver, street, district

    /// How far up it is; a chain never comes down again.
    var height: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  let steps: [Step]

  func step(_ number: Int64) -> Step? {
    steps.indices.contains(Int(number)) ? steps[Int(number)] : nil
  }

  /// Whom a step is for; a step that a resending added is for the receiver.
  func whom(_ number: Int64) -> Whom { step(number)?.whom ?? .receiver }

  /// Where messages of a kind go, from a day on (`[design]`: an operator's choice, in one place).
  struct Rule: Sendable {
    let validOn: LocalDate
    let kind: Message.Kind
    let level: Message.Level
    let chain: DeliveryChain
  }

  /// The newest rule that is valid on the day; without one a message stays in the app.
  static func of(
    _ kind: Message.Kind, _ level: Message.Level, on day: LocalDate, rules: [Rule] = shipped
  ) -> DeliveryChain {
    rules.filter { $0.kind == kind && $0.level == level && $0.validOn <= day }
      .max { $0.validOn < $1.validOn }?.chain ?? DeliveryChain(steps: [])
  }

  /// Whoever may not see a text in time is called; what the law wants told is tried to the end.
  static let shipped: [Rule] = [
    rule(.progress, .normal, [(.mini, 10), (.sms, 0)]),
    rule(.notice, .normal, [(.sms, 60), (.mail, 240), (.voice, 0)]),
    rule(.limits, .normal, [(.mini, 10), (.sms, 0)]),
    // Whoever did not do it themselves shall hear of it soon.
    rule(.permissions, .normal, [(.mini, 10), (.sms, 0)]),
    rule(.progress, .urgent, [(.flash, 3), (.voice, 5), (.sms, 0)]),
    rule(.notice, .urgent, [(.flash, 3), (.voice, 5), (.sms, 0)]),
    rule(.limits, .urgent, [(.flash, 3), (.voice, 5), (.sms, 0)]),
    rule(.permissions, .urgent, [(.flash, 3), (.voice, 5), (.sms, 0)]),
    rule(.progress, .normal, [(.push, 10), (.mini, 10), (.sms, 0)], on: withPush),
    rule(.limits, .normal, [(.push, 10), (.mini, 10), (.sms, 0)], on: withPush),
    // News that nobody has to act on costs nobody a text.
    rule(.area, .normal, [(.mail, 0)]),
    rule(.area, .urgent, [(.mail, 0)]),
    rule(.area, .normal, [(.push, 60), (.mail, 0)], on: withPush),
  ]

  /// 27 November 2026, from when on browsers are told first; what the law wants told goes as it did.
  private static let withPush = LocalDate(dayNumber: 20_784)

  private static func rule(
    _ kind: Message.Kind, _ level: Message.Level, _ steps: [(Channel, Int64)],
    // 1 January 2026.
    on day: LocalDate = LocalDate(dayNumber: 20_454)
  ) -> Rule {
    Rule(
      validOn: day, kind: kind, level: level,
      chain: DeliveryChain(steps: steps.map { Step(channel: $0.0, patience: $0.1) }))
  }
}
