import Civics
import Contracts
import Gateways
import Kernel

/// Texts queued before deliveries had a table of their own; the first delivery has the message's id.
struct SendText: Job {
  static let name = "notifications.send_text"
  let message: Identifier<DeliveryStore.Attempt>
}

/// The jobs' way: intent, call, outcome; nothing outside is called within a transaction.
struct Sender: Sendable {
  typealias Attempt = DeliveryStore.Attempt

  let carriers: Carriers
  let people: any PeopleDirectory
  let sentences: MessageSentences
  let keys: SecretKeys?
  let course: DeliveryCourse

  static let maxTries: Int64 = 5
  /// How long to wait before asking about a call without an answer.
  static let askAfterSeconds: Int64 = 60

  private enum Step {
    case nothing
    case send(Attempt, Notice)
    /// An earlier call may have arrived; it is not made again for who has read the message.
    case ask(Attempt, Notice, isWanted: Bool)
  }

  func deliver(_ id: Identifier<Attempt>, _ database: Database) async throws {
    let plan = try await sentences.directory.plan()
    switch try await database.write({ try prepare(id, plan, in: $0) }) {
    case .nothing: return
    case .send(let attempt, let notice): try await send(notice, attempt, database)
    case .ask(let attempt, let notice, let isWanted):
      if let receipt = try await earlier(notice, attempt) {
        try await note(receipt, attempt, database)
      } else if !isWanted {
        try await settle(.withheld, "read", attempt, database)
      } else {
        try await send(notice, attempt, database)
      }
    }
  }

  /// The next channel when this one brought no receipt in time.
  func fallBack(_ id: Identifier<Attempt>, _ database: Database) async throws {
    try await database.write { tx in
      guard let attempt = try DeliveryStore.find(id, in: tx), attempt.state == .sent else { return }
      try course.goOn(after: attempt, in: tx)
    }
  }

  /// Writes the intent and says what to do.
  private func prepare(
    _ id: Identifier<Attempt>, _ plan: CityPlan, in tx: Transaction
  ) throws -> Step {
    guard let attempt = try DeliveryStore.find(id, in: tx), !attempt.state.isSettled else {
      return .nothing
    }
    // Another try, and one that a stop of the server broke off, wait for the morning too.
    let moment = QuietHours.nextMoment(at: tx.now, attempt.message.level)
    if moment > tx.now {
      try tx.enqueue(Deliver(delivery: id), at: moment)
      return .nothing
    }
    // Read in the meantime: nothing is left to tell.
    if attempt.state == .waiting, attempt.isRead {
      try DeliveryStore.settle(id, .withheld, reason: "read", in: tx)
      return .nothing
    }
    // A notice is told whatever the person has switched off.
    if attempt.wantsNone, attempt.message.kind != .notice {
      try DeliveryStore.settle(id, .withheld, reason: "opted_out", in: tx)
      return .nothing
    }
    guard let (reached, address) = try reach(attempt, in: tx) else { return .nothing }
    guard reached.tries < Self.maxTries else {
      try DeliveryStore.settle(id, .failed, reason: "no_answer", in: tx)
      try course.goOn(after: reached, in: tx)
      return .nothing
    }
    try DeliveryStore.noteSending(id, in: tx)
    let book = try TemplateStore.book(in: tx)
    let notice = sentences.notice(
      reached.message, by: reached.channel, key: id.rawValue, to: address, plan, book)
    return reached.state == .sending
      ? .ask(reached, notice, isWanted: !reached.isRead) : .send(reached, notice)
  }

  /// The attempt with where it goes: channels by which the person cannot be reached are passed
  /// over as long as nothing was handed to anybody.
  private func reach(_ attempt: Attempt, in tx: Transaction) throws -> (Attempt, String)? {
    if let address = try address(of: attempt.message.to, by: attempt.channel, in: tx) {
      return (attempt, address)
    }
    let chain = try course.chain(of: attempt.message, in: tx)
    var number = attempt.step + 1
    while attempt.state == .waiting, let step = chain.step(number),
      step.whom == chain.whom(attempt.step)
    {
      if let address = try address(of: attempt.message.to, by: step.channel, in: tx) {
        try DeliveryStore.pass(attempt.id, to: number, step.channel, in: tx)
        return (attempt.by(step.channel, number), address)
      }
      number += 1
    }
    try DeliveryStore.settle(
      attempt.id, .withheld, reason: attempt.channel.isByPhone ? "no_phone" : "no_address", in: tx)
    if !attempt.isRead { try course.handUp(attempt.message, at: number, chain, in: tx) }
    return nil
  }

  private func address(
    of person: Identifier<Person>, by channel: Channel, in tx: Transaction
  ) throws -> String? {
    guard carriers.all[channel] != nil else { return nil }
    let caller = Caller.request(of: person)
    if caller != nil, !channel.isByPhone { return nil }
    if channel.isByPhone {
      let phone =
        try caller.flatMap { try course.requests.phoneLeft(with: $0, in: tx) }
        ?? people.phone(of: person, in: tx)
      // A landline can be called, and nothing else.
      return phone.flatMap { $0.kind == .mobile || channel == .voice ? $0.rawValue : nil }
    }
    // All of the person's browsers are told.
    if channel == .push {
      return try PushStore.isReachable(person, in: tx) ? person.rawValue : nil
    }
    return try keys.flatMap { try AddressStore.address(channel, of: person, keys: $0, in: tx) }
  }

  private func send(_ notice: Notice, _ attempt: Attempt, _ database: Database) async throws {
    guard let carrier = carriers.all[attempt.channel] else {
      return try await settle(.withheld, "no_carrier", attempt, database)
    }
    do {
      try await note(try await carrier.send(notice), attempt, database)
    } catch GatewayFault.refused(let code) {
      try await settle(.failed, code, attempt, database)
    } catch GatewayFault.notConfigured {
      try await settle(.withheld, "no_carrier", attempt, database)
    } catch is GatewayFault {
      // Unreachable or no answer: the same way again, which asks before it sends.
      try await database.write { tx in
        try tx.enqueue(
          Deliver(delivery: attempt.id), at: tx.now.adding(seconds: Self.askAfterSeconds))
      }
    }
  }

  /// Nil when the carrier never saw it, or cannot be asked: then the same key keeps it single.
  private func earlier(_ notice: Notice, _ attempt: Attempt) async throws -> NoticeReceipt? {
    do {
      return try await carriers.all[attempt.channel]?.receipt(for: notice.key)
    } catch GatewayFault.notConfigured {
      return nil
    }
  }

  private func note(
    _ receipt: NoticeReceipt, _ attempt: Attempt, _ database: Database
  ) async throws {
    let state = Delivery(receipt.state)
    try await database.write { tx in
      try DeliveryStore.noteReceipt(receipt.reference, state, of: attempt.id, in: tx)
      switch state {
      case .failed: try course.goOn(after: attempt, in: tx)
      case .sent: try course.watch(attempt, in: tx)
      case .delivered, .waiting, .sending, .withheld: break
      }
    }
  }

  private func settle(
    _ state: Delivery, _ reason: String, _ attempt: Attempt, _ database: Database
  ) async throws {
    try await database.write { tx in
      try DeliveryStore.settle(attempt.id, state, reason: reason, in: tx)
      try course.goOn(after: attempt, in: tx)
    }
  }
}

/// Who carries what; a channel without one is passed over.
struct Carriers: Sendable {
  var all: [Channel: any NoticeGateway]

  init(sms: any SMSGateway, _ parties: NoticeParties, push: PushCarrier?) {
    all = [.sms: SMSNotices(sms)]
    all[.flash] = parties.flash
    all[.voice] = parties.voice
    all[.mini] = parties.mini
    all[.mail] = parties.mail
    all[.push] = push
  }
}

extension DeliveryStore.Attempt {
  fileprivate func by(_ channel: Channel, _ step: Int64) -> Self {
    Self(
      id: id, message: message, step: step, channel: channel, state: state, tries: tries,
      wantsNone: wantsNone, isRead: isRead)
  }
}
