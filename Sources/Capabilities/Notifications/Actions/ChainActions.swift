import Contracts
import Kernel

/// What administrators do with the order in which people are told.
struct ChainActions: Sendable {
  let database: Database
  let people: any PeopleDirectory
  let directory: any CityDirectory
  /// What is set up here; other channels are passed over.
  let channels: Set<Channel>

  /// A kind of message and how pressing it is, `limits-urgent`.
  struct Subject: Hashable, Sendable {
    let kind: Message.Kind
    let level: Message.Level

    static let all = Message.Kind.allCases.flatMap { kind in
      [Message.Level.normal, .urgent].map { Subject(kind: kind, level: $0) }
    }

    var code: String { "\(kind.rawValue)-\(level.rawValue)" }
  }

  /// A chain as it was typed.
  struct Typed: Hashable, Sendable {
    var rows: [ChainRule.Row]
    var validOn: String
  }

  /// What holds, what is planned, who decided it.
  struct Book: Sendable {
    let editions: [ChainStore.Edition]
    let names: [String: String]

    func chain(_ subject: Subject, on day: LocalDate) -> DeliveryChain {
      DeliveryChain.of(
        subject.kind, subject.level, on: day,
        rules: DeliveryChain.shipped + editions.map(\.rule))
    }

    func editions(_ subject: Subject) -> [ChainStore.Edition] {
      editions.filter { $0.rule.kind == subject.kind && $0.rule.level == subject.level }
    }
  }

  func book() async throws -> Book {
    try await database.read { [people] db in
      let editions = try ChainStore.editions(in: db)
      let actors = Set(editions.map(\.madeBy)).map { Identifier<Person>(rawValue: $0) }
      let cards = try people.cards(of: actors, in: db)
      return Book(
        editions: editions,
        names: Dictionary(
          cards.map { ($0.key.rawValue, $0.value.name) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// The rule that would come into force; throws `Problem(.invalid)` naming each row and why.
  ///
  /// From tomorrow on: what has happened today keeps its course.
  func checked(_ typed: Typed, _ subject: Subject) throws -> DeliveryChain.Rule {
    var (chain, faults) = ChainRule.check(typed.rows, subject.kind, subject.level)
    let day = LocalDate(typed.validOn)
    if day == nil || day.map({ $0 <= CityTime.date(of: database.world.now()) }) == true {
      faults.append(FieldError("valid_on", "chain.fault.day"))
    }
    guard faults.isEmpty, let day else { throw Problem(faults) }
    return DeliveryChain.Rule(
      validOn: day, kind: subject.kind, level: subject.level, chain: chain)
  }

  /// The typed chain of its day, or the one this release came with, whatever was typed.
  private func rule(
    _ typed: Typed, _ subject: Subject, isShipped: Bool
  ) throws -> DeliveryChain.Rule {
    guard isShipped else { return try checked(typed, subject) }
    let today = CityTime.date(of: database.world.now())
    guard let day = LocalDate(typed.validOn), day > today else {
      throw Problem(field: "valid_on", "chain.fault.day")
    }
    return DeliveryChain.Rule(
      validOn: day, kind: subject.kind, level: subject.level,
      chain: DeliveryChain.of(subject.kind, subject.level, on: day))
  }

  /// Puts a chain in force from a day on; with `isShipped` the one this release came with.
  func activate(
    _ typed: Typed, _ subject: Subject, isShipped: Bool = false, by viewer: Viewer,
    key: CommandKey?
  ) async throws {
    let rule = try rule(typed, subject, isShipped: isShipped)
    _ = try await database.command(key) { tx in
      try ChainStore.put(rule, by: viewer.actor, in: tx)
      let steps = rule.chain.steps.map {
        "\($0.whom.rawValue)/\($0.channel.rawValue)+\($0.patience)"
      }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "notifications.chain", subject: "chain:" + subject.code,
          detail: ([rule.validOn.description] + steps).joined(separator: " ")))
      return true
    }
  }

  /// Takes back a chain whose day has not come; what was decided before it holds again.
  ///
  /// - Throws: `Problem(.notFound)` where nothing was decided for the day, `Problem(.notNow)` once it
  ///   has come: people were told by it, and that stays to be read.
  func withdraw(
    _ day: String, _ subject: Subject, by viewer: Viewer, key: CommandKey?
  ) async throws {
    guard let day = LocalDate(day) else { throw Problem(.notFound) }
    _ = try await database.command(key) { tx in
      guard day > CityTime.date(of: tx.now) else { throw Problem(.notNow) }
      guard try ChainStore.remove(subject.kind, subject.level, on: day, in: tx) else {
        throw Problem(.notFound)
      }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "notifications.chain_withdrawn",
          subject: "chain:" + subject.code, detail: day.description))
      return true
    }
  }

  /// One step of a chain that began now.
  struct Told: Sendable {
    let at: Timestamp
    let step: DeliveryChain.Step
    /// Nil where it is the person whom the case is about.
    let people: [DutyPost]?
    let isSetUp: Bool
  }

  /// Who would be told when, were something to happen now at a unit.
  func preview(
    _ chain: DeliveryChain, _ subject: Subject, unit code: String
  ) async throws -> [Told] {
    let unit = try await directory.plan().unit(code)
    var at = database.world.now()
    let times = chain.steps.map { step in
      at = QuietHours.nextMoment(at: at, subject.level)
      defer { at = at.adding(minutes: step.patience) }
      return at
    }
    return try await database.read { [people, channels] db in
      try zip(chain.steps, times).map { step, at in
        let posts: [DutyPost]? =
          if step.whom == .receiver {
            subject.kind == .limits
              ? try people.onDuty(units: unit.map { [$0.code] } ?? [], areas: [], in: db) : nil
          } else {
            try people.onDuty(units: [], areas: step.whom.areas(of: unit?.area ?? ""), in: db)
          }
        return Told(at: at, step: step, people: posts, isSetUp: channels.contains(step.channel))
      }
    }
  }
}
