import Kernel

/// How far somebody has come in signing in, sealed into the form of the next step.
///
/// It opens nothing by itself: each step looks at the account again, and a password that was
/// changed meanwhile makes it worthless.
struct StaffPass: Sendable, Codable {
  let person: Identifier<Person>
  /// Hash of the stored password that fitted.
  let password: String
  /// Milliseconds since 1970.
  let at: Int64
  /// How the second factor was shown, if it was: `totp` or `recovery`.
  let second: String?

  static let minutes: Int64 = 10
  private static let place = Sealed.Place(table: "sign_in", column: "pass", row: "form")

  init(_ account: StaffStore.Account, second: String?, at now: Timestamp) {
    person = account.person
    password = Self.mark(of: account)
    at = now.rawValue
    self.second = second
  }

  func sealed(with keys: SecretKeys) throws -> String {
    try Sealed(sealing: try JSONText.encode(self), in: Self.place, keys: keys).rawValue
  }

  /// Nil for one that is not ours or too old.
  static func read(_ text: String, at now: Timestamp, keys: SecretKeys) -> StaffPass? {
    guard let opened = try? Sealed(rawValue: text).open(in: place, keys: keys),
      let pass = try? JSONText.decode(StaffPass.self, from: opened),
      now < Timestamp(milliseconds: pass.at).adding(minutes: minutes)
    else { return nil }
    return pass
  }

  /// Whether the account is still the one that the password fitted.
  func fits(_ account: StaffStore.Account) -> Bool {
    !account.isDisabled && ConstantTime.equal(password, Self.mark(of: account))
  }

  private static func mark(of account: StaffStore.Account) -> String {
    String(Hex.encode(SHA256.hash(account.password)).prefix(32))
  }
}

/// What comes next in signing in.
enum StaffStep: Sendable {
  case signedIn(SignInActions.Opened)
  /// The code of the authenticator, or one on paper.
  case code(pass: String)
  /// Another password than the one handed over.
  case change(pass: String)
  /// Setting up a second factor, which a role asks for.
  case enrol(pass: String)
}
