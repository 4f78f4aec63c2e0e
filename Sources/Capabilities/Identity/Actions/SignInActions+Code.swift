import Civics
import Kernel

extension SignInActions {
  /// Makes a code, sends it, and hands it back for the demo's page.
  ///
  /// Known and unknown phones are answered alike. The code is stored nowhere, so it goes out from
  /// here and not from a job; only its keyed hash waits in the table.
  func sendCode(to phone: PhoneNumber, in language: Language = .chinese) async throws -> String {
    guard phone.kind == .mobile else { throw SignInRefusal.notSent }
    let hash = try people.hash(of: phone)
    let (digits, rules) = try await database.write { tx in
      let rules = try LimitStore.rules(at: tx.now, in: tx)
      let digits = SentCode.digits(from: tx.randomBytes(8))
      let code = try SentCode.next(
        after: try CodeStore.find(hash, in: tx), hash: try codeHash(digits, phone), at: tx.now,
        rules)
      try CodeStore.save(code, to: hash, in: tx)
      return (digits, rules)
    }
    let sent = try await sender.send(
      digits, to: phone, key: database.world.newID(), minutes: rules[.codeMinutes], in: language)
    guard sent else {
      try await database.write { try CodeStore.retire(hash, in: $0) }
      throw SignInRefusal.notSent
    }
    return digits
  }

  /// How many minutes a code is good for now.
  func codeMinutes() async throws -> Int64 {
    let now = database.world.now()
    return try await database.read { try LimitStore.rules(at: now, in: $0)[.codeMinutes] }
  }

  /// Signs the phone's owner in, as a new resident when nobody has this phone yet.
  ///
  /// A code is good once; under its key it is answered again. Throws `SignInRefusal`.
  func signIn(
    phone: PhoneNumber, code: String, from origin: Origin = Origin(), reads: Preferences? = nil,
    key: CommandKey? = nil
  ) async throws -> Opened {
    let step = { @Sendable (token: String?, tx: Transaction) in
      try settle(phone, code, from: origin, reads, token, in: tx)
    }
    do {
      guard let key else { return try await database.write { try step(nil, $0) }.get() }
      return try await once(key, step)
    } catch StoreError.unique {
      // The same new number twice at the same moment; the other one made the person.
      return try await database.write { try step(nil, $0) }.get()
    }
  }

  /// Whoever presses twice is answered twice, with the one session that the first click began.
  ///
  /// Its token is made from the key and lies nowhere. A refusal has to be counted, which the key
  /// undoes: it is counted by a second run.
  private func once(
    _ key: CommandKey,
    _ step: @escaping @Sendable (String?, Transaction) throws -> Result<Opened, SignInRefusal>
  ) async throws -> Opened {
    let secret = DerivedSecret(keys: people.keys, key: key)
    let token = Base64URL.encode(try secret.bytes("sign-in"))
    do {
      let begun = try await database.command(key) { tx in
        let opened = try step(token, tx).get()
        return Begun(hours: opened.hours, start: opened.start)
      }
      return Opened(token: token, hours: begun.hours, start: begun.start)
    } catch is SignInRefusal {
      return try await database.write { try step(token, $0) }.get()
    }
  }

  /// What is remembered of a session: when it ends, and never its token.
  private struct Begun: Codable, Sendable {
    let hours: Int64
    let start: String
  }

  /// Refusals are values here: thrown, they would undo the counted try and the audit row.
  private func settle(
    _ phone: PhoneNumber, _ typed: String, from origin: Origin, _ reads: Preferences?,
    _ token: String?, in tx: Transaction
  ) throws -> Result<Opened, SignInRefusal> {
    let rules = try LimitStore.rules(at: tx.now, in: tx)
    if let refusal = try refusal(of: typed, for: phone, from: origin, rules, in: tx) {
      return .failure(refusal)
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
    return .success(
      try open(
        for: person, rules.residentSession, strong: false, from: origin, token: token, in: tx))
  }

  /// As below, by the limits of the moment.
  func refusal(
    of typed: String, for phone: PhoneNumber, from origin: Origin, in tx: Transaction
  ) throws -> SignInRefusal? {
    try refusal(of: typed, for: phone, from: origin, LimitStore.rules(at: tx.now, in: tx), in: tx)
  }

  /// Why the code typed is not the one that was sent to this phone, which counts; nil when it is,
  /// and then it is used up.
  private func refusal(
    of typed: String, for phone: PhoneNumber, from origin: Origin, _ rules: SignInRules,
    in tx: Transaction
  ) throws -> SignInRefusal? {
    let hash = try people.hash(of: phone)
    let subject = Self.subject("phone", hash)
    let names = try brakes.names(codesFrom: origin.address)
    guard let sent = try CodeStore.find(hash, in: tx), sent.isGood(at: tx.now, rules) else {
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
      try CodeStore.noteTry(hash, in: tx)
      let until = try brakes.fail(names, rules, in: tx)
      try Self.noteRefusal("code_refused", subject, "wrong", in: tx)
      return until.map { .locked(until: $0, at: tx.now) } ?? .codeWrong
    }
    try CodeStore.retire(hash, in: tx)
    return nil
  }

  private static let codeLabel = "sign_in.code"

  /// Keyed: six digits could all be tried against a plain hash.
  private func codeHash(_ digits: String, _ phone: PhoneNumber) throws -> String {
    try LookupHash(
      of: "\(phone.rawValue):\(digits)", label: Self.codeLabel, keys: people.keys
    ).rawValue
  }

  private func matches(_ typed: String, _ stored: String, _ phone: PhoneNumber) -> Bool {
    LookupHash.candidates(
      for: "\(phone.rawValue):\(typed)", label: Self.codeLabel, keys: people.keys
    ).contains { ConstantTime.equal($0.rawValue, stored) }
  }
}
