import Kernel

/// Which channel a message goes by next, inside the transaction of whoever finds that out.
struct DeliveryCourse: Sendable {
  typealias Attempt = DeliveryStore.Attempt

  /// The first attempt; it has the message's own id as its key.
  func begin(_ message: Message, in tx: Transaction) throws {
    guard let first = chain(of: message).step(0) else { return }
    let id = Identifier<Attempt>(rawValue: message.id.rawValue)
    guard try DeliveryStore.insert(id, of: message.id, step: 0, first.channel, in: tx) else {
      return
    }
    try queue(id, message.level, in: tx)
  }

  /// The next channel after one that brought nothing; no other when the person has read it.
  func goOn(after attempt: Attempt, in tx: Transaction) throws {
    guard !attempt.isRead, let next = chain(of: attempt.message).step(attempt.step + 1),
      try DeliveryStore.lastStep(of: attempt.message.id, in: tx) == attempt.step
    else { return }
    let id: Identifier<Attempt> = tx.newID()
    guard
      try DeliveryStore.insert(
        id, of: attempt.message.id, step: attempt.step + 1, next.channel, in: tx)
    else { return }
    try queue(id, attempt.message.level, in: tx)
  }

  /// Looks again when the channel's patience is over, if there is another one.
  func watch(_ attempt: Attempt, in tx: Transaction) throws {
    let chain = chain(of: attempt.message)
    guard let step = chain.step(attempt.step), chain.step(attempt.step + 1) != nil else { return }
    try tx.enqueue(
      FallBack(delivery: attempt.id), at: tx.now.adding(minutes: step.patience),
      key: "fall-back:" + attempt.id.rawValue)
  }

  func queue(
    _ id: Identifier<Attempt>, _ level: Message.Level, in tx: Transaction
  ) throws {
    try tx.enqueue(
      Deliver(delivery: id), at: QuietHours.nextMoment(at: tx.now, level),
      key: "deliver:" + id.rawValue)
  }

  /// By the rules of the day it happened, so that a changed rule moves nothing that is under way.
  func chain(of message: Message) -> DeliveryChain {
    DeliveryChain.of(message.kind, message.level, on: CityTime.date(of: message.at))
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
