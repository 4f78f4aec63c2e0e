import Kernel

/// What a staff password has to be (GB/T 22239-2019 §8.1.4.1: complexity).
enum PasswordRule {
  enum Fault: Error, Hashable, Sendable {
    case tooShort, tooLong, tooSimple, holdsLogin
  }

  static let shortest = 10
  static let longest = 128

  /// Ten characters of three kinds, or sixteen of any: long phrases are as good.
  static func check(_ password: String, login: LoginName) throws(Fault) {
    guard password.count >= shortest else { throw .tooShort }
    guard password.count <= longest, password.utf8.count <= longest * 4 else { throw .tooLong }
    guard !password.lowercased().contains(login.rawValue) else { throw .holdsLogin }
    guard kinds(password) >= 3 || password.count >= 16 else { throw .tooSimple }
    guard Set(password).count >= 5 else { throw .tooSimple }
  }

  private static func kinds(_ password: String) -> Int {
    let tests: [(Character) -> Bool] = [
      { $0.isLowercase }, { $0.isUppercase }, { $0.isNumber },
      { !$0.isLowercase && !$0.isUppercase && !$0.isNumber },
    ]
    return tests.count { password.contains(where: $0) }
  }
}

extension PasswordRule.Fault: ProblemConvertible {
  var problem: Problem {
    switch self {
    case .tooShort:
      Problem(
        field: "password", "identity.password-short",
        values: ["n": String(PasswordRule.shortest)])
    case .tooLong: Problem(field: "password", "identity.password-long")
    case .tooSimple: Problem(field: "password", "identity.password-simple")
    case .holdsLogin: Problem(field: "password", "identity.password-login")
    }
  }
}
