import Kernel

/// Which roles one person may not hold together.
///
/// Administration, security and audit are three people, and none of them works on cases
/// (GB/T 22239-2019 level 3; docs/rules.md §1).
enum SeparationOfDuties {
  static let alone: Set<String> = ["system_admin", "security_admin", "auditor"]

  static func isKept(_ roles: some Collection<String>) -> Bool {
    let roles = Set(roles)
    return roles.isDisjoint(with: alone) || roles.count == 1
  }
}
