import Kernel

/// What a staff password has to be: long, and none that everybody tries first.
///
/// No rule about capitals and signs: they make people write `Password1!`, which `CommonPassword`
/// refuses (NIST SP 800-63B-4 §3.1.1.2; GB/T 22239-2019 §8.1.4.1 asks for complexity, which a length
/// and a list meet better).
enum PasswordRule {
  enum Fault: Error, Hashable, Sendable {
    case tooShort(Int64)
    case tooLong, tooCommon, tooUniform, holdsLogin
  }

  static let longest = 128

  /// `shortest`: characters, by the site's limits.
  static func check(_ password: String, login: LoginName, shortest: Int64) throws(Fault) {
    guard password.count >= shortest else { throw .tooShort(shortest) }
    guard password.count <= longest, password.utf8.count <= longest * 4 else { throw .tooLong }
    guard !password.lowercased().contains(login.rawValue) else { throw .holdsLogin }
    guard Set(password).count >= 5 else { throw .tooUniform }
    guard !CommonPassword.isCommon(password) else { throw .tooCommon }
  }
}

extension PasswordRule.Fault: ProblemConvertible {
  var problem: Problem {
    switch self {
    case .tooShort(let n):
      Problem(field: "password", "identity.password-short", values: ["n": String(n)])
    case .tooLong: Problem(field: "password", "identity.password-long")
    case .tooCommon: Problem(field: "password", "identity.password-common")
    case .tooUniform: Problem(field: "password", "identity.password-uniform")
    case .holdsLogin: Problem(field: "password", "identity.password-login")
    }
  }
}
