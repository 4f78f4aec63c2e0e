import Gateways
import Kernel

/// A person's own mail address: given, confirmed by a code sent to it, taken away.
///
/// Unconfirmed it gets nothing but the code: a slip of the finger must not send somebody's matters
/// to a stranger.
struct AddressActions: Sendable {
  let database: Database
  let keys: SecretKeys?
  let mail: (any NoticeGateway)?
  let words: Words

  static let minutesValid: Int64 = 10
  static let maxTries: Int64 = 5
  static let secondsBetween: Int64 = 60
  static let sendsADay: Int64 = 5

  /// Whether there is a carrier for mails.
  var isOffered: Bool { mail != nil && keys != nil }

  /// Both masked.
  struct Stand: Sendable, Hashable {
    var confirmed: String?
    /// The code was sent and not given back yet.
    var waiting: String?
  }

  func stand(of person: Identifier<Person>) async throws -> Stand {
    guard isOffered, let keys else { return Stand() }
    let now = database.world.now()
    return try await database.read { db in
      let asked = try AddressCodeStore.find(of: person, keys: keys, in: db)
      return Stand(
        confirmed: try AddressStore.masked(.mail, of: person, in: db),
        waiting: asked.flatMap { Self.isValid($0, now) ? $0.masked : nil })
    }
  }

  /// Sends a code to the address and returns it, for the demo's page only.
  ///
  /// Asked again within a minute for the same address, the code that was sent still stands and no
  /// second mail goes out: that was the second click. Throws `Problem(.invalid)` for what is no
  /// address or was asked too often, `.unavailable` when the mail did not go out.
  func ask(
    _ text: String, of person: Identifier<Person>, in language: Language
  ) async throws -> String {
    guard let mail, let keys else { throw Problem(.notFound) }
    guard let address = MailAddress(text) else { throw Problem(field: "mail", "mail.wrong") }
    let (asked, isNew) = try await database.write { tx in
      let earlier = try AddressCodeStore.find(of: person, keys: keys, in: tx)
      if let earlier, earlier.address == address.text, Self.isValid(earlier, tx.now),
        Self.secondsToWait(after: earlier, tx.now) > 0
      {
        return (earlier, false)
      }
      let asked = try Self.next(address, after: earlier, in: tx)
      try AddressCodeStore.put(asked, of: person, keys: keys, in: tx)
      return (asked, true)
    }
    guard isNew else { return asked.code }
    do {
      let receipt = try await mail.send(
        Notice(
          key: asked.id, address: asked.address, template: "mail.code",
          title: words.text("mail.code.subject", in: language),
          text: words.text("mail.code", ["code": asked.code], in: language)))
      guard receipt.state != .failed else { throw Problem(.unavailable, "mail.not-sent") }
    } catch is GatewayFault {
      throw Problem(.unavailable, "mail.not-sent")
    }
    return asked.code
  }

  private static func next(
    _ address: MailAddress, after earlier: AddressCodeStore.Asked?, in tx: Transaction
  ) throws -> AddressCodeStore.Asked {
    var (sends, windowAt) = (Int64(0), tx.now)
    if let earlier {
      let wait = secondsToWait(after: earlier, tx.now)
      if wait > 0 { throw Problem(field: "mail", "mail.wait", values: ["n": String(wait)]) }
      if earlier.windowAt.adding(days: 1) > tx.now {
        (sends, windowAt) = (earlier.sends, earlier.windowAt)
      }
    }
    guard sends < sendsADay else { throw Problem(field: "mail", "mail.too-many") }
    let number = tx.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
    return AddressCodeStore.Asked(
      id: tx.newID(), address: address.text, masked: address.masked,
      code: Digits.padded(Int(number), 6), sentAt: tx.now, tries: 0, sends: sends + 1,
      windowAt: windowAt)
  }

  private static func secondsToWait(
    after earlier: AddressCodeStore.Asked, _ now: Timestamp
  ) -> Int64 {
    max(0, (secondsBetween * 1000 - now.milliseconds(since: earlier.sentAt) + 999) / 1000)
  }

  private static func isValid(_ asked: AddressCodeStore.Asked, _ now: Timestamp) -> Bool {
    asked.tries < maxTries && asked.sentAt.adding(minutes: minutesValid) > now
  }

  /// Takes the address over when the code is right.
  ///
  /// Throws `Problem(.invalid)` for a wrong or late code; the fifth wrong one ends it.
  func confirm(_ code: String, of person: Identifier<Person>) async throws {
    guard let keys else { throw Problem(.notFound) }
    let typed = code.filter(\.isASCII).filter(\.isNumber)
    let isRight = try await database.write { tx in
      guard let asked = try AddressCodeStore.find(of: person, keys: keys, in: tx),
        Self.isValid(asked, tx.now), let address = MailAddress(asked.address)
      else { return false }
      guard ConstantTime.equal(Array(asked.code.utf8), Array(typed.utf8)) else {
        try AddressCodeStore.noteTry(of: person, in: tx)
        return false
      }
      try AddressStore.put(address, of: person, keys: keys, in: tx)
      try AddressCodeStore.remove(of: person, in: tx)
      try Self.audit("confirmed", person, in: tx)
      return true
    }
    guard isRight else { throw Problem(field: "code", "mail.code.wrong") }
  }

  /// What is gone already is gone: a second click leaves no second line in the audit.
  func remove(of person: Identifier<Person>) async throws {
    try await database.write { tx in
      let had = try AddressStore.remove(.mail, of: person, in: tx)
      let asked = try AddressCodeStore.remove(of: person, in: tx)
      if had || asked { try Self.audit("removed", person, in: tx) }
    }
  }

  private static func audit(
    _ what: String, _ person: Identifier<Person>, in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: person.rawValue, action: "notifications.mail_address",
        subject: "person:\(person)", detail: what))
  }
}
