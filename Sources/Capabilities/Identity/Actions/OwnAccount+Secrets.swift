import Kernel

extension OwnAccount {
  /// The viewer's own password; all other sessions and the tokens end, and this one goes on under
  /// a token nobody has seen.
  ///
  /// Throws `SignInRefusal` for a wrong old one, `Problem(.invalid)` for a new one that will not do.
  func changePassword(
    old: String, new: String, keeping token: String?, from origin: SignInActions.Origin,
    by viewer: Viewer
  ) async throws -> Sessions.Renewed? {
    let person = try Self.person(viewer)
    let (account, rules) = try await proven(old, person, origin)
    do throws(PasswordRule.Fault) {
      try PasswordRule.check(new, login: account.login, shortest: rules[.passwordLength])
    } catch {
      throw error.problem
    }
    guard new != old else { throw Problem(field: "password", "identity.password-same") }
    let hash = try await signIn.passwords.make(new)
    return try await database.write { tx in
      guard let now = try StaffStore.find(person, in: tx), now.password == account.password,
        !now.isDisabled
      else { throw SignInRefusal.startAgain }
      let names = try signIn.brakes.names(login: account.login.rawValue, address: origin.address)
      if let lock = try signIn.brakes.lock(on: names, in: tx) {
        throw SignInRefusal.locked(until: lock.until, at: tx.now)
      }
      try StaffStore.setPassword(hash, of: person, in: tx)
      let renewed = try Sessions.renew(token, of: person, as: Sessions.token(in: tx), in: tx)
      try TokenStore.revokeAll(of: person, in: tx)
      try SignInActions.note("password_changed", person, in: tx)
      return renewed
    }
  }

  /// The account, when the password is its own; throws `SignInRefusal` when it is not.
  private func proven(
    _ password: String, _ person: Identifier<Person>, _ origin: SignInActions.Origin
  ) async throws -> (StaffStore.Account, SignInRules) {
    let now = database.world.now()
    let (found, rules) = try await database.read { db in
      (try StaffStore.find(person, in: db), try LimitStore.rules(at: now, in: db))
    }
    guard let account = found else { throw Problem(.notFound) }
    let isRight = try await signIn.passwords.matches(
      String(password.prefix(PasswordRule.longest)), account.password)
    guard isRight else { throw try await wrongPassword(account, rules, origin) }
    return (account, rules)
  }

  /// A wrong password counts here as it does at the door: a session left open is no way to guess.
  private func wrongPassword(
    _ account: StaffStore.Account, _ rules: SignInRules, _ origin: SignInActions.Origin
  ) async throws -> SignInRefusal {
    let brakes = signIn.brakes
    return try await database.write { tx in
      let names = try brakes.names(login: account.login.rawValue, address: origin.address)
      let lock = try brakes.lock(on: names, in: tx)?.until
      let until = try lock ?? brakes.fail(names, rules, in: tx)
      try SignInActions.note("password_refused", account.person, "old", in: tx)
      return until.map { .locked(until: $0, at: tx.now) } ?? .wrongNameOrPassword
    }
  }

  /// A fresh secret for the authenticator of somebody who has none.
  func enrolment(login: String, for viewer: Viewer) throws -> Enrolment {
    Enrolment(
      person: try Self.person(viewer), login: login,
      secret: database.world.randomBytes(OneTimeCode.secretLength))
  }

  /// Sets the second factor up and returns the codes on paper.
  ///
  /// Asks for the password: a session left open must not bind the account to a stranger's phone.
  /// Throws `SignInRefusal`. All other sessions end. The one it is done in stays as it began, under
  /// a new token; the next is a strong one.
  func enrol(
    _ typed: String, secret: String, password: String, keeping token: String?,
    from origin: SignInActions.Origin, by viewer: Viewer, key: CommandKey?
  ) async throws -> (codes: [String], session: Sessions.Renewed?) {
    let person = try Self.person(viewer)
    _ = try await proven(password, person, origin)
    let factor = SecondFactor(signIn.factors)
    let codes = try factor.codes(for: person, key)
    let made = try await database.command(key) { tx -> Made in
      guard try StaffStore.find(person, in: tx) != nil else { throw Problem(.notFound) }
      guard try factor.store.find(person, in: tx) == nil else { throw Problem(.notNow) }
      guard let codes = try factor.enrol(typed, sealed: secret, of: person, key: key, in: tx)
      else { throw SignInRefusal.secondCodeWrong }
      // Without a key nothing is remembered, so the codes may travel in the answer.
      return Made(
        codes: key == nil ? codes : [], session: try renewed(token, of: person, key, in: tx))
    }
    return (codes ?? made.codes, try session(made, of: person, key))
  }

  /// Ten new codes on paper, for a code of the authenticator.
  func renewCodes(
    _ typed: String, from origin: SignInActions.Origin, by viewer: Viewer, key: CommandKey?
  ) async throws -> [String] {
    let factor = SecondFactor(signIn.factors)
    let derived = try factor.codes(for: try Self.person(viewer), key)
    let made = try await proven(typed, from: origin, by: viewer, key: key) { person, tx in
      let codes = try factor.renewCodes(of: person, key: key, in: tx)
      return Made(codes: key == nil ? codes : [], session: nil)
    }
    return derived ?? made.codes
  }

  /// Takes the second factor away, and ends all other sessions; throws `Problem(.notNow)` where a
  /// role asks for one.
  func removeFactor(
    _ typed: String, keeping token: String?, from origin: SignInActions.Origin, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> Sessions.Renewed? {
    let isDemo = signIn.isDemo
    let made = try await proven(typed, from: origin, by: viewer, key: key) { person, tx in
      if !isDemo, try SecondFactorStore.isAsked(of: person, at: tx.now, in: tx) {
        throw Problem(.notNow, "two-step.asked")
      }
      _ = try SecondFactorStore.remove(person, in: tx)
      try SignInActions.note("two_step_off", person, in: tx)
      return Made(codes: [], session: try renewed(token, of: person, key, in: tx))
    }
    return try session(made, of: try Self.person(viewer), key)
  }

  /// What a command remembers: never a code, and of a session only when it ends.
  private struct Made: Codable, Sendable {
    let codes: [String]
    var session: Sessions.Renewed?
  }

  /// The session under a new token, which is left out where the answer is remembered.
  func renewed(
    _ token: String?, of person: Identifier<Person>, _ key: CommandKey?, in tx: Transaction
  ) throws -> Sessions.Renewed? {
    let fresh = try derivedToken(of: person, key) ?? Sessions.token(in: tx)
    let renewed = try Sessions.renew(token, of: person, as: fresh, in: tx)
    return key == nil ? renewed : renewed?.withoutToken
  }

  private func session(
    _ made: Made, of person: Identifier<Person>, _ key: CommandKey?
  ) throws -> Sessions.Renewed? {
    guard let token = try derivedToken(of: person, key) else { return made.session }
    return made.session?.with(token)
  }

  /// A repeated command gives the same token, which is stored nowhere.
  func derivedToken(
    of person: Identifier<Person>, _ key: CommandKey?
  ) throws -> String? {
    guard let key else { return nil }
    let secret = DerivedSecret(keys: signIn.people.keys, key: key)
    return Base64URL.encode(try secret.bytes("session:\(person)"))
  }

  /// Does `body` when the code is right; a wrong one counts against the account.
  private func proven(
    _ typed: String, from origin: SignInActions.Origin, by viewer: Viewer, key: CommandKey?,
    _ body: @escaping @Sendable (Identifier<Person>, Transaction) throws -> Made
  ) async throws -> Made {
    let person = try Self.person(viewer)
    let (brakes, factor) = (signIn.brakes, SecondFactor(signIn.factors))
    do {
      return try await database.command(key) { tx in
        guard let account = try StaffStore.find(person, in: tx) else { throw Problem(.notFound) }
        let names = try brakes.names(login: account.login.rawValue, address: origin.address)
        if let lock = try brakes.lock(on: names, in: tx) {
          throw SignInRefusal.locked(until: lock.until, at: tx.now)
        }
        _ = try factor.check(typed, of: person, in: tx).get()
        return try body(person, tx)
      }
    } catch let refusal as SignInRefusal
      where refusal == .secondCodeWrong || refusal == .secondCodeUsed
    {
      throw try await count(refusal, of: person, origin)
    }
  }

  /// Counted apart: what was thrown has undone everything.
  private func count(
    _ refusal: SignInRefusal, of person: Identifier<Person>, _ origin: SignInActions.Origin
  ) async throws -> SignInRefusal {
    let brakes = signIn.brakes
    return try await database.write { tx in
      guard let account = try StaffStore.find(person, in: tx) else { return .startAgain }
      let names = try brakes.names(login: account.login.rawValue, address: origin.address)
      let until = try brakes.fail(names, LimitStore.rules(at: tx.now, in: tx), in: tx)
      let why = refusal == .secondCodeUsed ? "replayed" : "wrong"
      try SignInActions.note("two_step_refused", person, why, in: tx)
      return until.map { .locked(until: $0, at: tx.now) } ?? refusal
    }
  }
}
