import Contracts
import Kernel

/// Which channel a message goes by next, inside the transaction of whoever finds that out.
struct DeliveryCourse: Sendable {
  typealias Attempt = DeliveryStore.Attempt

  let people: any PeopleDirectory
  let requests: any ServiceRequestDirectory

  /// The first attempt; it has the message's own id as its key.
  func begin(_ message: Message, _ chain: DeliveryChain, in tx: Transaction) throws {
    guard let first = chain.step(0) else { return }
    try begin(message, at: 0, by: first.channel, in: tx)
  }

  private func begin(
    _ message: Message, at step: Int64, by channel: Channel, in tx: Transaction
  ) throws {
    let id = Identifier<Attempt>(rawValue: message.id.rawValue)
    guard try DeliveryStore.insert(id, of: message.id, step: step, channel, in: tx) else {
      return
    }
    try Self.queue(id, message.level, in: tx)
  }

  /// The next step after one that brought nothing; no other when the person has read it.
  func goOn(after attempt: Attempt, in tx: Transaction) throws {
    guard !attempt.isRead,
      try DeliveryStore.lastStep(of: attempt.message.id, in: tx) == attempt.step
    else { return }
    let chain = try chain(of: attempt.message, in: tx)
    let number = attempt.step + 1
    guard let next = chain.step(number) else { return }
    guard next.whom == chain.whom(attempt.step) else {
      return try handUp(attempt.message, at: number, chain, in: tx)
    }
    let id: Identifier<Attempt> = tx.newID()
    guard
      try DeliveryStore.insert(id, of: attempt.message.id, step: number, next.channel, in: tx)
    else { return }
    try Self.queue(id, attempt.message.level, in: tx)
  }

  /// Tells those further up, each with a message of their own that goes on from there.
  ///
  /// Several people who were told the same do not make it several messages; a desk with nobody on
  /// duty is passed over.
  func handUp(
    _ message: Message, at number: Int64, _ chain: DeliveryChain, in tx: Transaction
  ) throws {
    guard let step = chain.step(number), step.whom != .receiver,
      let summary = try requests.summary(of: message.subject, in: tx)
    else { return }
    let areas = step.whom.areas(of: summary.area)
    let others = try people.onDuty(units: [], areas: areas, in: tx).map(\.person)
      .filter { $0 != message.to }
    guard !others.isEmpty else { return try handUp(message, at: number + 1, chain, in: tx) }
    for person in others {
      let matter = [message.codes.duty ?? "", message.codes.dueAt?.rawValue.description ?? ""]
      let copy = Message(
        id: tx.newID(), to: person, kind: message.kind, level: message.level,
        template: message.template, codes: message.codes, subject: message.subject,
        at: message.at,
        dedupeKey: "\(message.subject):\(step.whom.rawValue):\(message.template.rawValue):"
          + matter.joined(separator: ":") + ":\(person)")
      guard try MessageStore.insert(copy, in: tx) else { continue }
      try tx.publish(MessageEvents.UnreadChanged(person: person, at: tx.now))
      try begin(copy, at: number, by: step.channel, in: tx)
    }
  }

  /// Looks again when the step's patience is over, if there is another one.
  func watch(_ attempt: Attempt, in tx: Transaction) throws {
    let chain = try chain(of: attempt.message, in: tx)
    guard let step = chain.step(attempt.step), chain.step(attempt.step + 1) != nil else { return }
    try tx.enqueue(
      FallBack(delivery: attempt.id), at: tx.now.adding(minutes: step.patience),
      key: "fall-back:" + attempt.id.rawValue)
  }

  static func queue(
    _ id: Identifier<Attempt>, _ level: Message.Level, in tx: Transaction
  ) throws {
    try tx.enqueue(
      Deliver(delivery: id), at: QuietHours.nextMoment(at: tx.now, level),
      key: "deliver:" + id.rawValue)
  }

  /// The way that something takes out of the app; nil where it stays there.
  ///
  /// What staff are told of their limits leaves the app only where an administrator has said how.
  func chain(
    for draft: Draft, at time: Timestamp, in db: some Reading
  ) throws -> DeliveryChain? {
    guard draft.goesOut || draft.kind == .limits else { return nil }
    let day = CityTime.date(of: time)
    let decided = try ChainStore.editions(in: db).map(\.rule)
    let isDecided = decided.contains { rule in
      rule.kind == draft.kind && rule.level == draft.level && rule.validOn <= day
    }
    guard draft.goesOut || isDecided else { return nil }
    return DeliveryChain.of(
      draft.kind, draft.level, on: day, rules: DeliveryChain.shipped + decided)
  }

  /// By the rules of the day it happened, so that a changed rule moves nothing that is under way.
  func chain(of message: Message, in db: some Reading) throws -> DeliveryChain {
    DeliveryChain.of(
      message.kind, message.level, on: CityTime.date(of: message.at),
      rules: try ChainStore.rules(in: db))
  }
}

extension DeliveryChain.Whom {
  /// Digits of those who operate for the place; none for the person it is about.
  func areas(of area: String) -> [String] {
    let digits =
      switch self {
      case .receiver: 0
      case .street: 9
      case .district: 6
      }
    return digits > 0 && area.utf8.count >= digits ? [String(area.prefix(digits))] : []
  }
}

/// Sends one delivery, or finds out what became of an earlier attempt.
struct Deliver: Job {
  static let name = "notifications.deliver"
  let delivery: Identifier<DeliveryStore.Attempt>
}

/// Asks whether a delivery brought a receipt in time.
struct FallBack: Job {
  static let name = "notifications.fall_back"
  let delivery: Identifier<DeliveryStore.Attempt>
}
