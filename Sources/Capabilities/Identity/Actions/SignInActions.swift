import Civics
import Kernel

/// Signing in and out: residents by a code to their phone, staff by name and password.
struct SignInActions: Sendable {
  let database: Database
  let people: PersonStore
  let sender: CodeSender
  var passwords = PasswordWork()
  var rules = SignInRules()

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
