import Civics
import Contracts
import Gateways
import Kernel

/// Sends one message as a text, or finds out what became of an earlier attempt.
struct SendText: Job {
  static let name = "notifications.send_text"
  let message: Identifier<Message>
}

/// The job's way: intent, call, outcome; nothing outside is called within a transaction.
struct TextSender: Sendable {
  let sms: any SMSGateway
  let people: any PeopleDirectory
  let sentences: MessageSentences

  static let maxTries: Int64 = 5
  /// How long to wait before asking about a call without an answer.
  static let askAfterSeconds: Int64 = 60

  private enum Step {
    case nothing
    case send(SMSMessage)
    /// An earlier call may have arrived.
    case ask(SMSMessage)
  }

  func run(_ job: SendText, _ database: Database) async throws {
    let plan = try await sentences.directory.plan()
    let step = try await database.write { tx in try prepare(job, plan, in: tx) }
    switch step {
    case .nothing: return
    case .send(let text): try await send(text, job, database)
    case .ask(let text):
      if let receipt = try await earlier(text) {
        try await note(receipt, job, database)
      } else {
        try await send(text, job, database)
      }
    }
  }

  /// Writes the intent and says what to do.
  private func prepare(_ job: SendText, _ plan: CityPlan, in tx: Transaction) throws -> Step {
    guard let waiting = try DeliveryStore.find(job.message, in: tx), !waiting.delivery.isSettled
    else { return .nothing }
    let message = waiting.message
    let moment = QuietHours.nextMoment(at: tx.now, message.level)
    if waiting.delivery == .waiting, moment > tx.now {
      try tx.enqueue(job, at: moment)
      return .nothing
    }
    if waiting.wantsNone {
      try DeliveryStore.settle(message.id, .withheld, reason: "opted_out", in: tx)
      return .nothing
    }
    guard let phone = try people.phone(of: message.to, in: tx), phone.kind == .mobile else {
      try DeliveryStore.settle(message.id, .withheld, reason: "no_phone", in: tx)
      return .nothing
    }
    guard waiting.tries < Self.maxTries else {
      try DeliveryStore.settle(message.id, .failed, reason: "no_answer", in: tx)
      return .nothing
    }
    try DeliveryStore.noteSending(message.id, in: tx)
    let text = SMSMessage(
      key: message.id.rawValue, phone: phone, template: message.template.key,
      text: sentences.sms(message, plan))
    return waiting.delivery == .sending ? .ask(text) : .send(text)
  }

  private func send(_ text: SMSMessage, _ job: SendText, _ database: Database) async throws {
    do {
      try await note(try await sms.send(text), job, database)
    } catch GatewayFault.refused(let code) {
      try await settle(.failed, code, job, database)
    } catch GatewayFault.notConfigured {
      try await settle(.withheld, "no_carrier", job, database)
    } catch is GatewayFault {
      // Unreachable or no answer: the same way again, which asks before it sends.
      try await database.write { tx in
        try tx.enqueue(job, at: tx.now.adding(seconds: Self.askAfterSeconds))
      }
    }
  }

  /// Nil when the carrier never saw it, or cannot be asked: then the same key keeps it single.
  private func earlier(_ text: SMSMessage) async throws -> SMSReceipt? {
    do {
      return try await sms.receipt(for: text.key)
    } catch GatewayFault.notConfigured {
      return nil
    }
  }

  private func note(
    _ receipt: SMSReceipt, _ job: SendText, _ database: Database
  ) async throws {
    let delivery = Delivery(receipt.state)
    try await database.write {
      try DeliveryStore.noteReceipt(receipt.reference, delivery, of: job.message, in: $0)
    }
  }

  private func settle(
    _ delivery: Delivery, _ reason: String, _ job: SendText, _ database: Database
  ) async throws {
    try await database.write {
      try DeliveryStore.settle(job.message, delivery, reason: reason, in: $0)
    }
  }
}
