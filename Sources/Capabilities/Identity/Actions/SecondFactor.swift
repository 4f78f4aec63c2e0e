import Kernel

/// Checking and setting up the second factor of one person, within a transaction.
struct SecondFactor: Sendable {
  let store: SecondFactorStore

  init(_ store: SecondFactorStore) { self.store = store }

  enum Way: String { case totp, recovery }

  /// Whether the code is right, and then it is used up.
  func check(
    _ typed: String, of person: Identifier<Person>, in tx: Transaction
  ) throws -> Result<Way, SignInRefusal> {
    guard let factor = try store.find(person, in: tx) else { return .failure(.startAgain) }
    let code = OneTimeCode.typed(String(typed.prefix(40)))
    if RecoveryCode.looksLike(code) {
      guard try store.useCode(code, of: person, in: tx) else { return .failure(.secondCodeWrong) }
      try SignInActions.note("recovery_code_used", person, in: tx)
      return .success(.recovery)
    }
    let (secret, used) = (factor.secret, factor.lastStep)
    if let step = OneTimeCode.step(of: code, secret: secret, at: tx.now, after: used),
      try SecondFactorStore.take(step, of: person, in: tx)
    {
      return .success(.totp)
    }
    let isUsed = OneTimeCode.isReplay(of: code, secret: secret, at: tx.now, after: used)
    return .failure(isUsed ? .secondCodeUsed : .secondCodeWrong)
  }

  /// Stores the secret when the code shows that an authenticator has it; nil when it does not.
  ///
  /// Returns the codes on paper.
  func enrol(
    _ typed: String, sealed: String, of person: Identifier<Person>, key: CommandKey?,
    in tx: Transaction
  ) throws -> [String]? {
    guard let text = Enrolment.open(sealed, for: person, keys: store.keys),
      let secret = Base32.decode(text)
    else { throw Problem(.formExpired) }
    let code = OneTimeCode.typed(typed)
    guard let step = OneTimeCode.step(of: code, secret: secret, at: tx.now, after: -1) else {
      return nil
    }
    try store.insert(secret, step: step, of: person, in: tx)
    try SignInActions.note("two_step_on", person, in: tx)
    return try renewCodes(of: person, key: key, in: tx)
  }

  /// Ten new codes on paper; the earlier ones are worthless.
  ///
  /// `key`: with it a repeated command gives the same ones, which are stored nowhere.
  func renewCodes(
    of person: Identifier<Person>, key: CommandKey?, in tx: Transaction
  ) throws -> [String] {
    let codes =
      try codes(for: person, key)
      ?? (0..<RecoveryCode.count).map { _ in
        RecoveryCode.text(from: tx.randomBytes(RecoveryCode.bytes))
      }
    try store.replaceCodes(codes, of: person, in: tx)
    try SignInActions.note("recovery_codes_made", person, String(codes.count), in: tx)
    return codes
  }

  /// The codes that a command gives, however often it is sent.
  func codes(for person: Identifier<Person>, _ key: CommandKey?) throws -> [String]? {
    guard let key else { return nil }
    let secret = DerivedSecret(keys: store.keys, key: key)
    return try (0..<RecoveryCode.count).map {
      RecoveryCode.text(from: try secret.bytes("recovery:\(person):\($0)"))
    }
  }
}

/// A secret on its way into an authenticator: shown, but not yet anybody's.
struct Enrolment: Sendable {
  let person: Identifier<Person>
  let login: String
  let secret: [UInt8]

  private static func place(_ person: Identifier<Person>) -> Sealed.Place {
    Sealed.Place(table: "second_factors", column: "enrolment", row: person.rawValue)
  }

  /// For the hidden field of the form that confirms it.
  func sealed(with keys: SecretKeys) throws -> String {
    try Sealed(sealing: Base32.encode(secret), in: Self.place(person), keys: keys).rawValue
  }

  static func open(_ text: String, for person: Identifier<Person>, keys: SecretKeys) -> String? {
    try? Sealed(rawValue: text).open(in: place(person), keys: keys)
  }
}

/// Secrets that a repeated command makes again instead of finding them stored.
struct DerivedSecret: Sendable {
  let keys: SecretKeys
  let key: CommandKey

  /// 32 bytes that nobody guesses without the key file.
  func bytes(_ purpose: String) throws -> [UInt8] {
    let secret = try keys.newest(.token).bytes
    return HMAC.sha256("derived|\(purpose)|\(key.actor)|\(key.key)", key: secret)
  }
}
