public import Kernel

/// What an API token is for.
public struct TokenTerms: Sendable, Hashable {
  /// Names it in lists and audits; unique for ever.
  public let label: String
  /// What it may do at most; nil leaves a person's token all that the person may.
  public let permissions: Set<Permission>?
  /// How far a token without a person reaches.
  public let scope: Scope
  public let days: Int64

  public init(
    label: String, permissions: Set<Permission>? = nil, scope: Scope = .own, days: Int64 = 365
  ) {
    self.label = label
    self.permissions = permissions
    self.scope = scope
    self.days = days
  }
}
