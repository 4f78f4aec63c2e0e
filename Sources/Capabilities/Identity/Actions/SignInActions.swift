import Civics
import Kernel

/// Signing in and out: residents by a code to their phone, staff by name and password.
struct SignInActions: Sendable {
  let database: Database
  let people: PersonStore
  var rules = SignInRules()

  /// Makes and keeps a new code; the caller sends it, outside the transaction.
  func sendCode(to phone: PhoneNumber) async throws -> String {
    let hash = try people.hash(of: phone)
    let rules = rules
    return try await database.write { tx in
      if let sent = try CodeStore.find(hash, in: tx) {
        let passed = tx.now.milliseconds(since: sent.sentAt) / 1000
        if passed < rules.resendSeconds {
          throw SignInRefusal.wait(seconds: rules.resendSeconds - passed)
        }
      }
      let code = Self.code(from: tx.randomBytes(8))
      try CodeStore.save(
        hash, codeHash: Self.hash(code, phone: hash),
        expiresAt: tx.now.adding(minutes: rules.codeMinutes), in: tx)
      return code
    }
  }

  /// Signs the phone's owner in, as a new resident when nobody has this phone yet.
  ///
  /// Returns the session's token. Wrong tries are counted in a transaction of their own, since
  /// the refusal undoes this one.
  func signIn(phone: PhoneNumber, code: String) async throws -> String {
    let hash = try people.hash(of: phone)
    let rules = rules
    let people = people
    let outcome: Result<String, SignInRefusal> = try await database.write { tx in
      guard let sent = try CodeStore.find(hash, in: tx), sent.expiresAt > tx.now,
        sent.tries < rules.codeTries
      else { return .failure(.codeExpired) }
      guard ConstantTime.equal(Self.hash(code, phone: hash), sent.codeHash) else {
        try CodeStore.noteTry(hash, in: tx)
        try tx.audit(
          AuditEntry(actor: "visitor", action: "identity.code_refused", subject: "phone:" + hash))
        return .failure(.codeWrong)
      }
      try CodeStore.remove(hash, in: tx)
      let person: Identifier<Person>
      if let known = try people.find(phone: phone, in: tx) {
        person = known
      } else {
        person = tx.newID()
        try people.insert(person, name: "", phone: phone, in: tx)
      }
      try tx.audit(
        AuditEntry(
          actor: person.rawValue, action: "identity.signed_in",
          subject: "person:" + person.rawValue, detail: "code"))
      return .success(
        try Sessions.open(for: person, hours: rules.residentHours, strong: false, in: tx))
    }
    return try outcome.get()
  }

  /// Signs staff in; an unknown name costs as much time as a wrong password.
  func signIn(login: String, password: String) async throws -> String {
    let account = try await database.read { db in try StaffStore.find(login: login, in: db) }
    let now = database.world.now()
    if let account, account.lockedUntil > now {
      throw SignInRefusal.locked(
        minutes: account.lockedUntil.milliseconds(since: now) / 60_000 + 1)
    }
    let fits = try await PasswordWork.matches(password, account?.password)
    guard let account, fits, !account.isDisabled else {
      try await noteFailure(account, login: login)
      throw SignInRefusal.wrongNameOrPassword
    }
    let hours = rules.staffHours
    return try await database.write { tx in
      try StaffStore.noteSuccess(of: account.person, in: tx)
      try tx.audit(
        AuditEntry(
          actor: account.person.rawValue, action: "identity.signed_in",
          subject: "person:" + account.person.rawValue, detail: "password"))
      return try Sessions.open(for: account.person, hours: hours, strong: false, in: tx)
    }
  }

  func signOut(_ token: String, by viewer: Viewer) async throws {
    try await database.write { tx in
      try Sessions.close(token, in: tx)
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "identity.signed_out", subject: "person:" + viewer.actor))
    }
  }

  private func noteFailure(_ account: StaffStore.Account?, login: String) async throws {
    let rules = rules
    try await database.write { tx in
      if let account {
        let failures = account.failures + 1
        try StaffStore.noteFailure(
          of: account.person, failures: failures,
          lockedUntil: tx.now.adding(minutes: rules.lockMinutes(after: failures)), in: tx)
      }
      try tx.audit(
        AuditEntry(
          actor: "visitor", action: "identity.sign_in_refused",
          subject: account.map { "person:" + $0.person.rawValue } ?? "person:unknown"))
    }
  }

  /// Six digits without bias worth speaking of: 2⁶⁴ is 1.8·10¹³ times a million.
  private static func code(from bytes: [UInt8]) -> String {
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Digits.padded(Int(number % 1_000_000), 6)
  }

  private static func hash(_ code: String, phone: String) -> String {
    Hex.encode(SHA256.hash(phone + ":" + code))
  }
}
