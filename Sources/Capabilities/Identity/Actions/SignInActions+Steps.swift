import Kernel

extension SignInActions {
  /// The second step of who has a second factor: a code of the authenticator, or one on paper.
  ///
  /// Wrong codes count like wrong passwords. Throws `SignInRefusal`.
  func showCode(
    _ typed: String, pass: String, from origin: Origin = Origin()
  ) async throws -> StaffStep {
    try await database.write { tx -> Result<StaffStep, SignInRefusal> in
      guard let (_, account, names) = try self.account(of: pass, from: origin, at: tx.now, in: tx)
      else {
        return .failure(.startAgain)
      }
      let deed = "two_step_refused"
      let subject = "person:" + account.person.rawValue
      if let lock = try brakes.lock(on: names, in: tx) {
        try Self.noteRefusal(deed, subject, lock.why, in: tx)
        return .failure(.locked(until: lock.until, at: tx.now))
      }
      let rules = try LimitStore.rules(at: tx.now, in: tx)
      switch try SecondFactor(factors).check(typed, of: account.person, in: tx) {
      case .success(let way):
        return .success(
          try next(account, second: way.rawValue, rules, names, from: origin, in: tx))
      case .failure(let refusal):
        let until = try brakes.fail(names, rules, in: tx)
        let why = refusal == .secondCodeUsed ? "replayed" : "wrong"
        try Self.noteRefusal(deed, subject, why, in: tx)
        return .failure(until.map { .locked(until: $0, at: tx.now) } ?? refusal)
      }
    }.get()
  }

  /// Instead of a password that was handed over, one of the person's own.
  ///
  /// Throws `SignInRefusal`, and `Problem(.invalid)` for a password that will not do.
  func changeTemporary(
    to password: String, pass: String, from origin: Origin = Origin()
  ) async throws -> StaffStep {
    let now = database.world.now()
    let found = try await database.read { db in
      try self.account(of: pass, from: origin, at: now, in: db).map {
        ($0.1, try LimitStore.rules(at: now, in: db))
      }
    }
    guard let (account, rules) = found else { throw SignInRefusal.startAgain }
    do throws(PasswordRule.Fault) {
      try PasswordRule.check(password, login: account.login, shortest: rules[.passwordLength])
    } catch {
      throw error.problem
    }
    guard try await !passwords.matches(password, account.password) else {
      throw Problem(field: "password", "identity.password-same")
    }
    let hash = try await passwords.make(password)
    return try await database.write { tx -> Result<StaffStep, SignInRefusal> in
      // A password alone changes nothing where a second factor is to be shown first.
      guard
        let (read, account, names) = try self.account(of: pass, from: origin, at: tx.now, in: tx),
        account.isTemporary,
        try read.second != nil || factors.find(account.person, in: tx) == nil
      else { return .failure(.startAgain) }
      try StaffStore.setPassword(hash, of: account.person, in: tx)
      try Sessions.closeAll(of: account.person, in: tx)
      try Self.note("password_changed", account.person, "first", in: tx)
      return .success(
        try next(
          account.changed(to: hash, at: tx.now), second: read.second, rules, names, from: origin,
          in: tx))
    }.get()
  }

  /// The secret that a pass may set up, and for whom.
  func enrolment(pass: String) async throws -> Enrolment {
    let (now, bytes) = (database.world.now(), database.world.randomBytes(OneTimeCode.secretLength))
    return try await database.read { db in
      guard let (_, account, _) = try self.account(of: pass, from: Origin(), at: now, in: db),
        try factors.find(account.person, in: db) == nil
      else { throw SignInRefusal.startAgain }
      return Enrolment(person: account.person, login: account.login.rawValue, secret: bytes)
    }
  }

  /// Sets the second factor up in the middle of signing in; sessions from before it end.
  ///
  /// Returns the codes on paper, which are shown this once, and what comes next.
  func enrol(
    _ typed: String, secret: String, pass: String, from origin: Origin = Origin()
  ) async throws -> (codes: [String], step: StaffStep) {
    try await database.write { tx -> Result<(codes: [String], step: StaffStep), SignInRefusal> in
      // Only where there is none yet: else a password alone would replace the one there is.
      guard
        let (_, account, names) = try self.account(of: pass, from: origin, at: tx.now, in: tx),
        try factors.find(account.person, in: tx) == nil
      else { return .failure(.startAgain) }
      let factor = SecondFactor(factors)
      guard
        let codes = try factor.enrol(
          typed, sealed: secret, of: account.person, key: nil, in: tx)
      else { return .failure(.secondCodeWrong) }
      try Sessions.closeAll(of: account.person, in: tx)
      let rules = try LimitStore.rules(at: tx.now, in: tx)
      return .success(
        (codes, try next(account, second: "totp", rules, names, from: origin, in: tx)))
    }.get()
  }

  static func note(
    _ deed: String, _ person: Identifier<Person>, _ detail: String = "", by actor: String? = nil,
    in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: actor ?? person.rawValue, action: "identity." + deed,
        subject: "person:" + person.rawValue, detail: detail))
  }
}
