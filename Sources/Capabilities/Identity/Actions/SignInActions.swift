import Civics
import Kernel

/// Signing in and out: residents by a code to their phone, staff by name, password and, where one
/// is set up or asked for, a second factor.
struct SignInActions: Sendable {
  let database: Database
  let people: PersonStore
  let sender: CodeSender
  var passwords = PasswordWork()
  /// In the demo nobody is made to set up a second factor; who has one is asked for it.
  var isDemo = false

  var factors: SecondFactorStore { SecondFactorStore(keys: people.keys) }
  var brakes: BrakeBook { BrakeBook(keys: people.keys) }

  /// Where somebody signs in from and what on.
  struct Origin: Sendable {
    /// The address, for the brake; nil counts nothing.
    var address: String?
    /// As `DeviceWords` codes it.
    var device = ""
  }

  /// A session that has begun.
  struct Opened: Sendable, Hashable {
    let token: String
    let hours: Int64
    /// Where this person's work begins.
    let start: String
  }

  func signOut(_ token: String, by viewer: Viewer) async throws {
    try await database.write { tx in
      try Sessions.close(token, in: tx)
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "identity.signed_out", subject: "person:" + viewer.actor))
    }
  }

  /// The session that the browser had before it signed in anew, perhaps as somebody else.
  func endSession(_ token: String?) async throws {
    guard let token else { return }
    try await database.write { try Sessions.close(token, in: $0) }
  }

  func open(
    for person: Identifier<Person>, _ terms: SessionTerms, strong: Bool, from origin: Origin,
    start: String = "/", token: String? = nil, in tx: Transaction
  ) throws -> Opened {
    let token = try Sessions.open(
      for: person, hours: terms.hours, idleMinutes: terms.idleMinutes, strong: strong,
      device: origin.device, as: token, in: tx)
    return Opened(token: token, hours: terms.hours, start: start)
  }

  /// What failures are filed under while nobody is known by what was typed: a keyed hash.
  static func subject(_ kind: String, _ hash: String) -> String { "\(kind):\(hash.suffix(22))" }

  static func noteRefusal(
    _ deed: String, _ subject: String, _ why: String, in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(actor: "visitor", action: "identity.\(deed)", subject: subject, detail: why))
  }

  static func noteSignIn(
    _ person: Identifier<Person>, by way: String, in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: person.rawValue, action: "identity.signed_in",
        subject: "person:" + person.rawValue, detail: way))
  }
}
