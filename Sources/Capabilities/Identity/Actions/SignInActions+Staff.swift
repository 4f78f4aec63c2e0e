import Kernel

extension SignInActions {
  /// Signs staff in and returns the session's token.
  ///
  /// Unknown names, disabled accounts and wrong passwords answer alike and take equally long, and
  /// the lock after failures is kept for every name typed, known or not.
  func signIn(login typed: String, password: String) async throws -> String {
    let typed = String(typed.prefix(100)).lowercased()
    let hash = try LookupHash(of: typed, label: "sign_in.login", keys: people.keys).rawValue
    let account = try await database.read { db in
      try LoginName(rawValue: typed).flatMap { try StaffStore.find(login: $0, in: db) }
    }
    let password = String(password.prefix(PasswordRule.longest))
    let fits = try await passwords.matches(password, account?.password)
    var renewed: PasswordHash?
    if fits, let account { renewed = try await passwords.renewed(password, account.password) }
    let fresh = renewed
    return try await database.write { tx in
      try settle(account, hash, fits: fits, fresh, in: tx)
    }.get()
  }

  /// The brake is read in here: of many guesses sent at once only the free ones count.
  private func settle(
    _ account: StaffStore.Account?, _ hash: String, fits: Bool, _ renewed: PasswordHash?,
    in tx: Transaction
  ) throws -> Result<String, SignInRefusal> {
    let deed = "sign_in_refused"
    let subject =
      account.map { "person:" + $0.person.rawValue } ?? Self.subject("login", hash)
    let brake = try BrakeStore.find(hash, in: tx)
    if brake.isLocked(at: tx.now) {
      try Self.noteRefusal(deed, subject, "locked", in: tx)
      return .failure(.locked(minutes: brake.minutesToWait(at: tx.now)))
    }
    guard let account, fits, !account.isDisabled else {
      let slower = brake.failed(at: tx.now, rules)
      try BrakeStore.save(slower, of: hash, in: tx)
      let why = account?.isDisabled == true ? "disabled" : "wrong"
      try Self.noteRefusal(deed, subject, why, in: tx)
      return .failure(
        slower.isLocked(at: tx.now)
          ? .locked(minutes: slower.minutesToWait(at: tx.now)) : .wrongNameOrPassword)
    }
    if brake.failures > 0 { try BrakeStore.release(hash, in: tx) }
    if let renewed { try StaffStore.setPassword(renewed, of: account.person, in: tx) }
    try Self.noteSignIn(account.person, by: "password", in: tx)
    return .success(
      try Sessions.open(for: account.person, hours: rules.staffHours, strong: false, in: tx))
  }
}
