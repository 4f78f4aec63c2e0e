import Civics
import Contracts
import Kernel

/// What administrators do about other people's accounts, each within one permission.
///
/// Accounts and passwords are the system administrator's, roles, second factors and limits the
/// security administrator's; nobody does any of it to himself (GB/T 22239-2019 §8.1.5).
struct StaffDesk: Sendable {
  let signIn: SignInActions
  /// What a role may be given for.
  let directory: any CityDirectory
  /// Six digits of the district.
  let region: String

  var database: Database { signIn.database }

  /// A new account as it was typed.
  struct Draft: Sendable {
    var login = ""
    var name = ""
    var post = ""
    var postEnglish = ""
    var phone = ""
  }

  /// An account that came into being, or has another password: told once.
  struct Handed: Sendable {
    let person: Identifier<Person>
    let password: String
  }

  /// Makes an account without any role; the password has to be changed with the first sign-in.
  ///
  /// Throws `Problem(.invalid)` naming every field that will not do.
  func add(_ draft: Draft, by viewer: Viewer, key: CommandKey?) async throws -> Handed {
    try Self.require(.administerAccounts, viewer)
    var faults: [FieldError] = []
    let login = LoginName(typed: draft.login)
    if login == nil { faults.append(FieldError("login", "identity.login-form")) }
    let name = try? PersonName(draft.name)
    if name == nil { faults.append(FieldError("name", "identity.name")) }
    let post: Post?
    do { post = try Post(draft.post, english: draft.postEnglish).checked() } catch {
      post = nil
      faults += (error as? Problem)?.fields ?? []
    }
    let phone = draft.phone.isEmpty ? nil : try? PhoneNumber(draft.phone)
    if phone == nil, !draft.phone.isEmpty { faults.append(FieldError("phone", "identity.phone")) }
    guard let login, let name, let post, faults.isEmpty else { throw Problem(faults) }
    let password = try password(for: login.rawValue, key)
    let hash = try await signIn.passwords.make(password)
    let people = signIn.people
    do {
      let person = try await database.command(key) { tx -> Identifier<Person> in
        let person: Identifier<Person> = tx.newID()
        try people.insert(person, name: name.rawValue, phone: phone, findable: false, in: tx)
        try StaffStore.insert(
          person, login: login, password: hash, post: post, temporary: true, in: tx)
        try SignInActions.note("staff_added", person, by: viewer.actor, in: tx)
        return person
      }
      return Handed(person: person, password: password)
    } catch StoreError.unique {
      throw Problem(field: "login", "identity.login-taken")
    }
  }

  /// Another password, handed over and good for one sign-in; sessions and tokens end.
  func resetPassword(
    of person: Identifier<Person>, by viewer: Viewer, key: CommandKey?
  ) async throws -> Handed {
    try Self.require(.administerAccounts, viewer, over: person)
    let password = try password(for: person.rawValue, key)
    let hash = try await signIn.passwords.make(password)
    _ = try await database.command(key) { tx in
      _ = try Self.account(person, in: tx)
      try StaffStore.setPassword(hash, temporary: true, of: person, in: tx)
      try Self.putOut(person, in: tx)
      try SignInActions.note("password_reset", person, by: viewer.actor, in: tx)
      return true
    }
    return Handed(person: person, password: password)
  }

  /// Shuts an account at once, or opens it again; sessions and tokens end either way.
  func setSuspended(
    _ isSuspended: Bool, _ person: Identifier<Person>, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try Self.require(.administerAccounts, viewer, over: person)
    _ = try await database.command(key) { tx in
      _ = try Self.account(person, in: tx)
      try StaffStore.setDisabled(isSuspended, person, in: tx)
      try Self.putOut(person, in: tx)
      let deed = isSuspended ? "disabled" : "enabled"
      try SignInActions.note(deed, person, by: viewer.actor, in: tx)
      return true
    }
  }

  /// Ends all sessions of somebody, for example when a phone is lost.
  func endSessions(
    of person: Identifier<Person>, by viewer: Viewer, key: CommandKey?
  ) async throws -> Int {
    try Self.require(.administerAccounts, viewer, over: person)
    return try await database.command(key) { tx in
      _ = try Self.account(person, in: tx)
      let count = try Sessions.closeAll(of: person, in: tx)
      try SignInActions.note(
        "sessions_ended", person, String(count), by: viewer.actor, in: tx)
      return count
    }
  }

  /// Takes a second factor away that its owner has lost.
  ///
  /// Not for whoever gives new passwords: one person alone must not be able to become another.
  func removeFactor(
    of person: Identifier<Person>, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try Self.require(.administerGrants, viewer, over: person)
    _ = try await database.command(key) { tx in
      _ = try Self.account(person, in: tx)
      guard try SecondFactorStore.remove(person, in: tx) else { throw Problem(.notNow) }
      try Sessions.closeAll(of: person, in: tx)
      try SignInActions.note("two_step_reset", person, by: viewer.actor, in: tx)
      return true
    }
  }

  static func require(
    _ permission: Permission, _ viewer: Viewer, over person: Identifier<Person>? = nil
  ) throws {
    guard viewer.can(permission) else { throw Problem(.notFound) }
    guard person == nil || person != viewer.person else {
      throw Problem(.notNow, "identity.own-account")
    }
  }

  static func account(
    _ person: Identifier<Person>, in tx: Transaction
  ) throws -> StaffStore.Account {
    guard let account = try StaffStore.find(person, in: tx) else { throw Problem(.notFound) }
    return account
  }

  private static func putOut(_ person: Identifier<Person>, in tx: Transaction) throws {
    try Sessions.closeAll(of: person, in: tx)
    try TokenStore.revokeAll(of: person, in: tx)
  }

  /// Made again by a repeated command, so that it need not be kept to be shown.
  private func password(for subject: String, _ key: CommandKey?) throws -> String {
    let bytes =
      try key.map {
        try DerivedSecret(keys: signIn.people.keys, key: $0).bytes("password:" + subject)
      } ?? database.world.randomBytes(TemporaryPassword.bytes)
    return TemporaryPassword.text(from: bytes)
  }
}
