import Kernel

extension SignInActions {
  /// The first step of staff: name and password.
  ///
  /// Unknown names, disabled accounts and wrong passwords answer alike and take equally long, and
  /// the lock after failures is kept for every name typed, known or not.
  /// Throws `SignInRefusal`.
  func signIn(
    login typed: String, password: String, from origin: Origin = Origin()
  ) async throws -> StaffStep {
    let typed = String(typed.prefix(100)).lowercased()
    let names = try brakes.names(login: typed, address: origin.address)
    let account = try await database.read { db in
      try LoginName(rawValue: typed).flatMap { try StaffStore.find(login: $0, in: db) }
    }
    let password = String(password.prefix(PasswordRule.longest))
    let fits = try await passwords.matches(password, account?.password)
    var renewed: PasswordHash?
    if fits, let account { renewed = try await passwords.renewed(password, account.password) }
    let fresh = renewed
    return try await database.write { tx in
      try settle(account, names, fits: fits, fresh, from: origin, in: tx)
    }.get()
  }

  /// The brakes are read in here: of many guesses sent at once only the free ones count.
  private func settle(
    _ account: StaffStore.Account?, _ names: BrakeBook.Names, fits: Bool,
    _ renewed: PasswordHash?, from origin: Origin, in tx: Transaction
  ) throws -> Result<StaffStep, SignInRefusal> {
    let deed = "sign_in_refused"
    let subject =
      account.map { "person:" + $0.person.rawValue }
      ?? Self.subject("login", names.account ?? "")
    if let lock = try brakes.lock(on: names, in: tx) {
      try Self.noteRefusal(deed, subject, lock.why, in: tx)
      return .failure(.locked(until: lock.until, at: tx.now))
    }
    let rules = try LimitStore.rules(at: tx.now, in: tx)
    guard let account, fits, !account.isDisabled else {
      let until = try brakes.fail(names, rules, in: tx)
      let why = account?.isDisabled == true ? "disabled" : "wrong"
      try Self.noteRefusal(deed, subject, why, in: tx)
      return .failure(until.map { .locked(until: $0, at: tx.now) } ?? .wrongNameOrPassword)
    }
    // Looked at again in here: the comparison took its time, and the account may be another.
    guard let now = try StaffStore.find(account.person, in: tx), now.password == account.password,
      now.isDisabled == account.isDisabled
    else { return .failure(.startAgain) }
    if account.isTemporary,
      account.passwordAt.adding(hours: rules[.temporaryHours]) <= tx.now
    {
      try Self.noteRefusal(deed, subject, "temporary_over", in: tx)
      return .failure(.temporaryOver)
    }
    var known = account
    if let renewed {
      try StaffStore.renewHash(renewed, of: account.person, in: tx)
      known = account.with(password: renewed.rawValue)
    }
    return .success(try next(known, second: nil, rules, names, from: origin, in: tx))
  }

  /// What is still missing, or the session when nothing is.
  ///
  /// Failures are forgotten only then: whoever knows the password still has to guess codes slowly.
  func next(
    _ account: StaffStore.Account, second: String?, _ rules: SignInRules,
    _ names: BrakeBook.Names, from origin: Origin, in tx: Transaction
  ) throws -> StaffStep {
    let pass = try StaffPass(account, second: second, at: tx.now).sealed(with: people.keys)
    let hasFactor = try factors.find(account.person, in: tx) != nil
    if hasFactor, second == nil { return .code(pass: pass) }
    if account.isTemporary { return .change(pass: pass) }
    if !hasFactor, !isDemo,
      try SecondFactorStore.isAsked(of: account.person, at: tx.now, in: tx)
    {
      return .enrol(pass: pass)
    }
    try brakes.release(names, in: tx)
    try Self.noteSignIn(
      account.person, by: second.map { "password+" + $0 } ?? "password", in: tx)
    return .signedIn(
      try open(
        for: account.person, rules.staffSession, strong: second != nil, from: origin,
        start: "/work", in: tx))
  }

  /// The account that a pass speaks of, with the names its failures are filed under.
  func account(
    of pass: String, from origin: Origin, at now: Timestamp, in db: some Reading
  ) throws -> (StaffPass, StaffStore.Account, BrakeBook.Names)? {
    guard let pass = StaffPass.read(pass, at: now, keys: people.keys),
      let account = try StaffStore.find(pass.person, in: db), pass.fits(account)
    else { return nil }
    let names = try brakes.names(login: account.login.rawValue, address: origin.address)
    return (pass, account, names)
  }
}

extension StaffStore.Account {
  func with(password: String) -> StaffStore.Account {
    StaffStore.Account(
      person: person, login: login, password: password, isDisabled: isDisabled,
      isTemporary: isTemporary, passwordAt: passwordAt)
  }

  /// After its owner has chosen another password.
  func changed(to password: PasswordHash, at now: Timestamp) -> StaffStore.Account {
    StaffStore.Account(
      person: person, login: login, password: password.rawValue, isDisabled: isDisabled,
      isTemporary: false, passwordAt: now)
  }
}
