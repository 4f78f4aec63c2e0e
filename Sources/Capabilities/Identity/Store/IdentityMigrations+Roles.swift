import Kernel

extension IdentityMigrations {
  /// Community workers and street dispatchers sit at the windows (docs/rules.md §10).
  static let windowRoles = Migration(
    "007_window_roles",
    """
    UPDATE roles SET permissions = permissions || ' mandates.window'
    WHERE code IN ('community_worker', 'street_operator') AND valid_until = 9000000000000000
    """)

  /// Whoever answers for personal data (个人信息保护负责人, PIPL article 52).
  static let privacyRole = Migration(
    "008_privacy_role",
    """
    INSERT INTO roles (code, name_zh, name_en, permissions, valid_from, valid_until) VALUES
    ('privacy_officer', '个人信息保护员', 'Privacy officer', 'rights.work', 0, 9000000000000000)
    """)
}
