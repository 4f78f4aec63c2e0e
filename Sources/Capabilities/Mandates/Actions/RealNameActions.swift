import Civics
import Contracts
import Kernel

/// A person has name and number compared, once, with a consent of its own.
struct RealNameActions: Sendable {
  let database: Database
  let keys: SecretKeys

  /// As it was typed.
  struct Ask: Hashable, Sendable {
    var personName: String
    var citizenNumber: String
    /// The version of the consent text; nil without the tick.
    var consentVersion: Int?
  }

  struct Standing: Sendable {
    let check: RealNameCheck?
    let text: ConsentText?
  }

  func standing(of viewer: Viewer) async throws -> Standing {
    let person = try MandateActions.person(viewer)
    let now = database.world.now()
    return try await database.read { db in
      Standing(
        check: try RealNameStore.newest(of: person, in: db),
        text: try ConsentStore.texts(at: now, in: db)[.realName]?.last)
    }
  }

  /// One at a time; the same again while one waits is that one.
  func ask(_ ask: Ask, by viewer: Viewer, key: CommandKey?) async throws {
    let person = try MandateActions.person(viewer)
    let (name, number) = try checked(ask)
    let childUntil = Self.childUntil(number, at: database.world.now())
    let isChild = try await database.command(key) { tx in
      if let newest = try RealNameStore.newest(of: person, in: tx),
        !newest.state.isSettled || newest.state == .matched
      {
        return false
      }
      let many = try RealNameStore.count(of: person, since: tx.now.adding(days: -1), in: tx)
      guard many < RealNameCheck.checksADay else {
        throw Problem(
          field: "number", "realname.mistake.often",
          values: ["n": String(RealNameCheck.checksADay)])
      }
      // Nobody under 14 agrees for themselves: the number goes to no register, and no consent is
      // written down (PIPL article 31).
      if let childUntil {
        try RealNameStore.insertChild(
          RealNameCheck(
            id: tx.newID(), person: person, maskedNumber: number.masked, state: .failed, tries: 0,
            askedAt: tx.now, decidedAt: tx.now), until: childUntil, in: tx)
        try tx.audit(
          AuditEntry(
            actor: person.rawValue, action: "mandates.real_name_child",
            subject: "person:" + person.rawValue))
        return true
      }
      try consent(ask.consentVersion, person, in: tx)
      let check = RealNameCheck(
        id: tx.newID(), person: person, maskedNumber: number.masked, state: .waiting, tries: 0,
        askedAt: tx.now, decidedAt: nil)
      try RealNameStore.insert(
        check, name: try Sealed(sealing: name.rawValue, in: Self.name(check.id), keys: keys),
        number: try Sealed(sealing: number.rawValue, in: Self.number(check.id), keys: keys), in: tx)
      try tx.enqueue(CheckRealName(check: check.id), key: "real_name:" + check.id.rawValue)
      try tx.audit(
        AuditEntry(
          actor: person.rawValue, action: "mandates.real_name_asked",
          subject: "person:" + person.rawValue))
      return false
    }
    if isChild { throw Problem(field: "number", "realname.child") }
  }

  /// The day the number's owner turns 14; nil where that is over.
  static func childUntil(_ number: CitizenNumber, at now: Timestamp) -> Timestamp? {
    let birthday = MandatePeriod.birthday(MandateTerms.standard.childUnder, born: number.birthDate)
    return now < birthday ? birthday : nil
  }

  private func checked(_ ask: Ask) throws -> (PersonName, CitizenNumber) {
    var mistakes: [FieldError] = []
    let name = try? PersonName(ask.personName)
    if name == nil { mistakes.append(FieldError("name", "mandate.mistake.name")) }
    let today = CityTime.date(of: database.world.now())
    let number = try? CitizenNumber(ask.citizenNumber, today: today)
    if number == nil { mistakes.append(FieldError("number", "mandate.mistake.number")) }
    if ask.consentVersion == nil {
      mistakes.append(FieldError("consent", "realname.mistake.consent"))
    }
    guard mistakes.isEmpty, let name, let number else { throw Problem(mistakes) }
    return (name, number)
  }

  private func consent(
    _ version: Int?, _ person: Identifier<Person>, in tx: Transaction
  ) throws {
    let book = ConsentBook(
      texts: try ConsentStore.texts(at: tx.now, in: tx)[.realName] ?? [],
      last: try ConsentStore.newest(of: person, in: tx)[.realName])
    guard let text = book.current, text.version == version else {
      throw Problem(field: "consent", "consent.changed")
    }
    guard book.state != .given else { return }
    try ConsentStore.insert(.given, to: text, of: person, by: person, in: tx)
    try tx.publish(
      ConsentEvents.Given(
        person: person, purpose: text.purpose.rawValue, version: text.version, at: tx.now))
  }

  static func name(_ id: Identifier<RealNameCheck>) -> Sealed.Place {
    Sealed.Place(table: "real_name_checks", column: "name_sealed", row: id.rawValue)
  }

  static func number(_ id: Identifier<RealNameCheck>) -> Sealed.Place {
    Sealed.Place(table: "real_name_checks", column: "number_sealed", row: id.rawValue)
  }
}
