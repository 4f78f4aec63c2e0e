public import Kernel

/// A named set of abilities, kept as data and dated: code asks for permissions, never for a role.
public struct Role: Sendable, Hashable {
  /// Stored with the grant; never changes.
  public let code: String
  public let chinese: String
  public let english: String
  public let permissions: Set<Permission>
  /// Whoever holds it signs in with a second factor.
  public let isTwoStep: Bool

  public init(
    code: String, chinese: String, english: String, permissions: Set<Permission>,
    isTwoStep: Bool = false
  ) {
    self.isTwoStep = isTwoStep
    self.code = code
    self.chinese = chinese
    self.english = english
    self.permissions = permissions
  }
}

extension Permission {
  /// Making, disabling and renewing accounts and tokens.
  static let administerAccounts = Permission(rawValue: "identity.accounts")
  /// Giving and taking roles; another person than who makes accounts.
  static let administerGrants = Permission(rawValue: "identity.grants")
  static let readAudit = Permission(rawValue: "identity.audit")
}
