import Civics
import Contracts
import Gateways
import Kernel

/// Asks the register, or finds out what became of an earlier question.
struct CheckRealName: Job {
  static let name = "mandates.check_real_name"
  let check: Identifier<RealNameCheck>
}

/// The job's way: intent, call, outcome; nothing outside is called within a transaction.
struct RealNameChecker: Sendable {
  let gateway: any RealNameGateway
  let keys: SecretKeys
  let register: any PeopleRegister
  let agreed: any ConsentAsking

  static let maxTries: Int64 = 5
  /// How long to wait before asking about a call without an answer; four times as long each time,
  /// so that a register that is down for half an hour costs nobody the check.
  static let askAfterSeconds: Int64 = 30

  private enum Step {
    case nothing
    case ask(RealNameQuestion)
    /// An earlier call may have arrived.
    case askAgain(RealNameQuestion)
  }

  func run(_ job: CheckRealName, _ database: Database) async throws {
    switch try await database.write({ tx in try prepare(job, in: tx) }) {
    case .nothing: return
    case .ask(let question): try await ask(question, job, database)
    case .askAgain(let question):
      let earlier: RealNameAnswer?
      do {
        earlier = try await gateway.answer(for: question.key)
      } catch GatewayFault.notConfigured {
        earlier = nil
      } catch is GatewayFault {
        return try await later(job, database)
      }
      if let earlier {
        try await note(earlier, question, job, database)
      } else {
        try await ask(question, job, database)
      }
    }
  }

  /// Writes the intent and says what to do.
  private func prepare(_ job: CheckRealName, in tx: Transaction) throws -> Step {
    guard let waiting = try RealNameStore.waiting(job.check, in: tx),
      !waiting.check.state.isSettled
    else { return .nothing }
    // Taken back in the meantime: the number goes nowhere.
    guard try agreed.isGiven(.realName, by: waiting.check.person, in: tx) else {
      try settle(job, .failed, reason: "withdrawn", in: tx)
      return .nothing
    }
    guard waiting.check.tries < Self.maxTries else {
      try settle(job, .failed, reason: "no_answer", in: tx)
      return .nothing
    }
    let opened = try waiting.number.open(in: RealNameActions.number(job.check), keys: keys)
    guard let number = CitizenNumber(rawValue: opened) else {
      throw StoreError.other("real_name_checks.number_sealed holds no number")
    }
    try RealNameStore.noteAsking(job.check, in: tx)
    let question = RealNameQuestion(
      key: job.check.rawValue, name: try name(waiting), number: number)
    return waiting.check.state == .asking ? .askAgain(question) : .ask(question)
  }

  private func name(_ waiting: RealNameStore.Waiting) throws -> PersonName {
    let opened = try waiting.name.open(in: RealNameActions.name(waiting.check.id), keys: keys)
    guard let name = PersonName(rawValue: opened) else {
      throw StoreError.other("real_name_checks.name_sealed holds no name")
    }
    return name
  }

  private func ask(
    _ question: RealNameQuestion, _ job: CheckRealName, _ database: Database
  ) async throws {
    do {
      try await note(try await gateway.check(question), question, job, database)
    } catch GatewayFault.refused(let code) {
      try await database.write { try settle(job, .failed, reason: code, in: $0) }
    } catch GatewayFault.notConfigured {
      try await database.write { try settle(job, .failed, reason: "no_register", in: $0) }
    } catch is GatewayFault {
      try await later(job, database)
    }
  }

  /// Unreachable or no answer: the same way again, which asks what became of it first.
  private func later(_ job: CheckRealName, _ database: Database) async throws {
    try await database.write { tx in
      let tries = try RealNameStore.waiting(job.check, in: tx)?.check.tries ?? 1
      let wait = (1..<max(1, tries)).reduce(Self.askAfterSeconds) { wait, _ in wait * 4 }
      try tx.enqueue(job, at: tx.now.adding(seconds: wait))
    }
  }

  private func note(
    _ answer: RealNameAnswer, _ question: RealNameQuestion, _ job: CheckRealName,
    _ database: Database
  ) async throws {
    try await database.write { tx in
      guard let waiting = try RealNameStore.waiting(job.check, in: tx) else { return }
      // Taken back while the register was thinking: its word is not used.
      guard try agreed.isGiven(.realName, by: waiting.check.person, in: tx) else {
        return try settle(job, .failed, reason: "withdrawn", in: tx)
      }
      let state: RealNameCheck.State =
        switch answer.verdict {
        case .match: .matched
        case .mismatch: .mismatched
        case .noRecord: .noRecord
        }
      // Asked before children were turned away at once.
      if let until = RealNameActions.childUntil(question.number, at: tx.now) {
        return try settle(job, .failed, reason: "child", childUntil: until, in: tx)
      }
      if state == .matched {
        try register.rename(waiting.check.person, to: try name(waiting), in: tx)
      }
      try settle(job, state, reference: answer.reference, in: tx)
    }
  }

  private func settle(
    _ job: CheckRealName, _ state: RealNameCheck.State, reference: String? = nil,
    reason: String? = nil, childUntil: Timestamp? = nil, in tx: Transaction
  ) throws {
    guard
      try RealNameStore.settle(
        job.check, state, reference: reference, reason: reason, childUntil: childUntil, in: tx)
    else { return }
    try tx.audit(
      AuditEntry(
        actor: "system", action: "mandates.real_name_" + state.rawValue,
        subject: "check:" + job.check.rawValue, detail: reason ?? ""))
  }
}
