import Civics
import Contracts
import Kernel

/// What people do about acting for each other: one method, one transaction.
struct MandateActions: Sendable {
  let database: Database
  let keys: SecretKeys
  let people: any PeopleDirectory
  let register: any PeopleRegister
  var terms = MandateTerms.standard

  static let phoneLabel = "mandates.invited"

  /// What an ask is answered with, whoever has the number.
  struct Receipt: Codable, Hashable, Sendable {
    let id: Identifier<Mandate>
    /// Said at a window.
    let code: String
  }

  /// Gives to a number, or asks a number for it.
  ///
  /// The same statements run whether anybody has the number, and the answer is the same.
  func ask(_ ask: MandateAsk, by viewer: Viewer, key: CommandKey?) async throws -> Receipt {
    let asker = try Self.person(viewer)
    let checked = try ask.checked(today: CityTime.date(of: database.world.now()), terms)
    let newest = try LookupHash(of: checked.phone.rawValue, label: Self.phoneLabel, keys: keys)
    return try await database.command(key) { tx in
      try Self.requireChecked(asker, in: tx)
      guard try people.phone(of: asker, in: tx) != checked.phone else {
        throw Problem(field: "phone", "mandate.mistake.own-phone")
      }
      let invited = try register.person(with: checked.phone, in: tx)
      let earlier = try MandateStore.newest(
        by: asker, checked.side, to: hashes(of: checked.phone), in: tx)
      if let earlier, earlier.isOpen(at: tx.now, terms) {
        return Receipt(id: earlier.id, code: earlier.code)
      }
      try requireQuiet(earlier, at: tx.now)
      try requireFew(asker, in: tx)
      let mandate = Mandate(
        id: tx.newID(), principal: checked.side == .principal ? asker : nil,
        delegate: checked.side == .delegate ? asker : nil, relation: checked.relation,
        basis: .ownWill, askedBy: checked.side, invited: invited, state: .pending,
        maskedPhone: checked.phone.masked, typedName: nil, code: try Self.newCode(in: tx),
        askedAt: tx.now, untilAt: checked.untilAt, consentVersion: nil, version: 1)
      return try open(
        MandateStore.New(
          mandate: mandate, invitedHash: newest.rawValue, scopes: checked.scopes), by: asker, in: tx
      )
    }
  }

  /// Asks to act for somebody who does not sign in; only a window confirms it.
  func ask(_ ask: WardAsk, by viewer: Viewer, key: CommandKey?) async throws -> Receipt {
    let asker = try Self.person(viewer)
    let checked = try ask.checked(today: CityTime.date(of: database.world.now()), terms)
    let hash = try LookupHash(of: checked.number.rawValue, label: WardStore.label, keys: keys)
    let known = LookupHash.candidates(
      for: checked.number.rawValue, label: WardStore.label, keys: keys)
    return try await database.command(key) { tx in
      try Self.requireGrown(asker, field: "name", in: tx)
      try requireFew(asker, in: tx)
      let text = try ConsentStore.texts(at: tx.now, in: tx)[.child]?.last
      if let agreed = checked.consentVersion, agreed != text?.version {
        throw Problem(field: "consent", "mandate.mistake.consent-changed")
      }
      let ward: Identifier<Person>
      if let found = try WardStore.find(hashes: known.map(\.rawValue), in: tx) {
        ward = found
      } else {
        ward = try register.addPerson(named: checked.personName, in: tx)
        try WardStore.insert(ward, checked.number, hash: hash.rawValue, in: tx)
      }
      let mandate = Mandate(
        id: tx.newID(), principal: ward, delegate: asker, relation: checked.relation,
        basis: checked.basis, askedBy: .delegate, state: .pending, maskedPhone: nil,
        typedName: checked.personName.rawValue, code: try Self.newCode(in: tx), askedAt: tx.now,
        untilAt: checked.untilAt, consentVersion: checked.consentVersion, version: 1)
      return try open(
        MandateStore.New(mandate: mandate, invitedHash: nil, scopes: checked.scopes), by: asker,
        in: tx)
    }
  }

  private func open(
    _ new: MandateStore.New, by asker: Identifier<Person>, in tx: Transaction
  ) throws -> Receipt {
    let mandate = new.mandate
    try MandateStore.insert(new, in: tx)
    let role: MandateEntry.Role = mandate.askedBy == .principal ? .principal : .delegate
    try MandateStore.add(
      MandateEntry(at: tx.now, actor: asker, role: role, move: .asked, detail: nil),
      to: mandate.id, in: tx)
    try tx.publish(
      MandateEvents.Asked(
        mandate: mandate.id.rawValue, asker: asker, asked: mandate.invited,
        side: mandate.askedBy.other.rawValue, at: tx.now))
    try audit("asked", mandate.id, mandate.basis.rawValue, by: asker, in: tx)
    return Receipt(id: mandate.id, code: mandate.code)
  }

  /// A no was told to the asker, so that saying so gives nothing away.
  private func requireQuiet(_ earlier: Mandate?, at now: Timestamp) throws {
    guard let earlier, earlier.endReason == .declined, let endedAt = earlier.endedAt else { return }
    let again = endedAt.adding(days: terms.quietAfterRefusalDays)
    guard now < again else { return }
    throw Problem(
      field: "phone", "mandate.mistake.declined",
      values: ["n": String(terms.quietAfterRefusalDays)])
  }

  private func requireFew(_ asker: Identifier<Person>, in tx: Transaction) throws {
    let count = try MandateStore.asked(by: asker, since: tx.now.adding(days: -1), in: tx)
    guard count < terms.asksADay else {
      throw Problem(
        field: "phone", "mandate.mistake.too-many", values: ["n": String(terms.asksADay)])
    }
  }

  /// Every hash the number may have been written with.
  func hashes(of phone: PhoneNumber?) -> [String] {
    guard let phone else { return [] }
    return LookupHash.candidates(for: phone.rawValue, label: Self.phoneLabel, keys: keys)
      .map(\.rawValue)
  }

  /// On a device nobody has seen a paper, so the register's word is needed.
  static func requireChecked(_ person: Identifier<Person>, in tx: Transaction) throws {
    try requireGrown(person, field: "realname", in: tx)
    guard try RealNameStore.isMatched(person, in: tx) else {
      throw Problem(field: "realname", "realname.needed")
    }
  }

  /// Whoever is known to be under 14 gives nothing and acts for nobody: a guardian does (PIPL
  /// article 31, Civil Code article 19).
  static func requireGrown(
    _ person: Identifier<Person>, field: String, in tx: Transaction
  ) throws {
    if try RealNameStore.isChild(person, at: tx.now, in: tx) {
      throw Problem(field: field, "realname.child")
    }
  }

  static func person(_ viewer: Viewer) throws -> Identifier<Person> {
    guard let person = viewer.person else { throw Problem(.signInNeeded) }
    return person
  }

  /// Eight digits that can be read out; the unique index settles the one in a hundred million.
  private static func newCode(in tx: Transaction) throws -> String {
    let number = tx.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000_000
    return Digits.padded(Int(number), 8)
  }

  func audit(
    _ deed: String, _ mandate: Identifier<Mandate>, _ detail: String,
    by actor: Identifier<Person>, in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: actor.rawValue, action: "mandates." + deed, subject: "mandate:" + mandate.rawValue,
        detail: detail))
  }
}
