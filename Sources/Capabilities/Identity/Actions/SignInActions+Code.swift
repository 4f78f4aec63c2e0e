import Civics
import Kernel

extension SignInActions {
  /// Signs the phone's owner in, as a new resident when nobody has this phone yet.
  ///
  /// A form that is sent twice at once opens one session. Throws `SignInRefusal`.
  func signIn(
    phone: PhoneNumber, code: String, from origin: Origin = Origin(), reads: Preferences? = nil,
    key: CommandKey? = nil
  ) async throws -> Opened {
    let settle: @Sendable (Transaction) throws -> Outcome = { tx in
      try self.settle(phone, code, from: origin, reads, key, in: tx)
    }
    let made: Outcome
    do { made = try await database.command(key, settle) } catch StoreError.unique {
      // The same new number twice at the same moment; the other one made the person.
      made = try await database.command(key, settle)
    }
    if let refusal = made.refusal { throw refusal }
    guard let person = made.person,
      let token = try derivedToken(of: person, key) ?? made.token
    else { throw SignInRefusal.startAgain }
    return Opened(token: token, hours: made.hours, start: "/")
  }

  /// What the command remembers; the token only where nothing is remembered.
  ///
  /// Refusals are values here: thrown, they would undo the counted try and the audit row.
  private struct Outcome: Codable, Sendable {
    var refusal: SignInRefusal?
    var person: Identifier<Person>?
    var token: String?
    var hours: Int64 = 0
  }

  private func settle(
    _ phone: PhoneNumber, _ typed: String, from origin: Origin, _ reads: Preferences?,
    _ key: CommandKey?, in tx: Transaction
  ) throws -> Outcome {
    let rules = try LimitStore.rules(at: tx.now, in: tx)
    if let refusal = try refusal(of: typed, for: phone, from: origin, rules, in: tx) {
      return Outcome(refusal: refusal)
    }
    let person: Identifier<Person>
    if let known = try people.find(phone: phone, in: tx) {
      person = known
    } else {
      person = tx.newID()
      try people.insert(person, name: "", phone: phone, findable: true, in: tx)
    }
    if let reads { try PersonStore.adopt(reads, of: person, in: tx) }
    try Self.noteSignIn(person, by: "code", in: tx)
    let opened = try open(
      for: person, rules.residentSession, strong: false, from: origin,
      as: derivedToken(of: person, key), in: tx)
    return Outcome(person: person, token: key == nil ? opened.token : nil, hours: opened.hours)
  }

  /// A repeated command gives the same token, which is stored nowhere.
  private func derivedToken(of person: Identifier<Person>, _ key: CommandKey?) throws -> String? {
    guard let key else { return nil }
    let secret = DerivedSecret(keys: people.keys, key: key)
    return Base64URL.encode(try secret.bytes("code-session:\(person)"))
  }

  /// As below, by the limits of the moment.
  func refusal(
    of typed: String, for phone: PhoneNumber, from origin: Origin, in tx: Transaction
  ) throws -> SignInRefusal? {
    try refusal(of: typed, for: phone, from: origin, LimitStore.rules(at: tx.now, in: tx), in: tx)
  }

  /// Why the code typed is not the one that was sent to this phone for this browser, which counts;
  /// nil when it is, and then it is used up.
  private func refusal(
    of typed: String, for phone: PhoneNumber, from origin: Origin, _ rules: SignInRules,
    in tx: Transaction
  ) throws -> SignInRefusal? {
    let hash = try people.hash(of: phone)
    let subject = Self.subject("phone", hash)
    let names = try brakes.names(codesFrom: origin.address)
    guard let sent = try CodeStore.find(hash, for: origin.browser, in: tx),
      sent.isGood(at: tx.now, rules)
    else {
      try Self.noteRefusal("code_refused", subject, "expired", in: tx)
      return .codeExpired
    }
    // Thousands may share an address, so its failures never keep out a number that has none: they
    // leave each number one look at its code, and who guesses over many numbers waits after it.
    if sent.tries > 0, let lock = try brakes.lock(on: names, in: tx) {
      try Self.noteRefusal("code_refused", subject, lock.why, in: tx)
      return .locked(until: lock.until, at: tx.now)
    }
    guard matches(typed, sent.hash, phone) else {
      try CodeStore.noteTry(hash, for: origin.browser, in: tx)
      let until = try brakes.fail(names, rules, in: tx)
      try Self.noteRefusal("code_refused", subject, "wrong", in: tx)
      return until.map { .locked(until: $0, at: tx.now) } ?? .codeWrong
    }
    try CodeStore.retire(hash, for: origin.browser, in: tx)
    return nil
  }
}
