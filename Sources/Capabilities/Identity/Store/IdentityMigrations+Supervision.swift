import Kernel

extension IdentityMigrations {
  /// Who reads figures, writes the weekly bulletin, signs it, and decides how weeks are counted
  /// (docs/rules.md §12): the chief signs what supervision and the operations centre write.
  static let supervisionRoles = Migration(
    "021_supervision_roles",
    """
    UPDATE roles SET permissions = permissions || ' supervision.read'
    WHERE code IN ('district_operator', 'operator_chief', 'street_operator', 'supervision_officer')
      AND valid_until = 9000000000000000
    """,
    """
    UPDATE roles SET permissions = permissions || ' supervision.edit'
    WHERE code IN ('district_operator', 'supervision_officer') AND valid_until = 9000000000000000
    """,
    """
    UPDATE roles SET permissions = permissions || ' supervision.sign'
    WHERE code = 'operator_chief' AND valid_until = 9000000000000000
    """,
    """
    UPDATE roles SET permissions = permissions || ' supervision.formula'
    WHERE code = 'supervision_officer' AND valid_until = 9000000000000000
    """)
}
