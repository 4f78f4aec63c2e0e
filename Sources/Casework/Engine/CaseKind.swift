public import Kernel

/// What one capability's cases are: its code, the letter in their numbers, and who may what.
public struct CaseKind: Sendable, Hashable {
  public let code: String
  public let module: Character
  public let permissions: CasePermissions

  public init(code: String, module: Character, permissions: CasePermissions) {
    self.code = code
    self.module = module
    self.permissions = permissions
  }
}

/// The capability's permissions by what they are for; code never names a role of people.
public struct CasePermissions: Sendable, Hashable {
  /// Looking only.
  public let see: Permission
  public let operate: Permission
  public let checkOnSite: Permission
  public let handle: Permission
  public let approve: Permission
  public let supervise: Permission
  /// On top of another one: restricted cases too.
  public let seeRestricted: Permission
  public let revealContact: Permission

  public init(
    see: Permission, operate: Permission, checkOnSite: Permission, handle: Permission,
    approve: Permission, supervise: Permission, seeRestricted: Permission,
    revealContact: Permission
  ) {
    self.see = see
    self.operate = operate
    self.checkOnSite = checkOnSite
    self.handle = handle
    self.approve = approve
    self.supervise = supervise
    self.seeRestricted = seeRestricted
    self.revealContact = revealContact
  }

  /// Those that let a case be seen in their scope.
  var sighted: Set<Permission> { [see, operate, checkOnSite, handle, approve, supervise] }
}
