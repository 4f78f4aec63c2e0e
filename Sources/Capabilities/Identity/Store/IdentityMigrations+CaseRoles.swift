import Kernel

extension IdentityMigrations {
  /// Since 26 November 2026 whoever a case can be sent to can work on it (docs/rules.md §4).
  ///
  /// A dispatch to a grid, a community, a street or the district, and every escalation, goes to the
  /// people of that level; the operations centre works for the leaders. What is restricted is the
  /// centre's, the chief's and supervision's, besides whoever has it on the desk.
  static let caseRoles = Migration(
    "009_case_roles",
    """
    UPDATE roles
    SET permissions = permissions || ' service_requests.handle service_requests.reveal_contact'
    WHERE code IN ('grid_worker', 'community_worker') AND valid_until = 9000000000000000
    """,
    """
    UPDATE roles SET permissions = permissions || ' service_requests.handle'
    WHERE code IN ('street_operator', 'district_operator') AND valid_until = 9000000000000000
    """,
    """
    UPDATE roles SET permissions = permissions || ' service_requests.restricted'
    WHERE code IN ('district_operator', 'operator_chief', 'supervision_officer')
      AND valid_until = 9000000000000000
    """)

  /// Those who answer the 12345 line or sit at a window file for others (docs/rules.md §4).
  static let intakeRoles = Migration(
    "014_intake_roles",
    """
    UPDATE roles SET permissions = permissions || ' service_requests.take_in'
    WHERE code IN ('district_operator', 'operator_chief', 'street_operator', 'community_worker')
      AND valid_until = 9000000000000000
    """)

  /// The chief works for the leaders, who are not the desk that passed the case up to them.
  static let leaderRoles = Migration(
    "017_leader_roles",
    """
    UPDATE roles
    SET permissions = permissions || ' service_requests.handle service_requests.reveal_contact'
    WHERE code = 'operator_chief' AND valid_until = 9000000000000000
    """)
}
