import Kernel

extension IdentityMigrations {
  /// Those who accept reports read what becomes public, and decide on its photos (docs/adr/0030).
  static let coverRoles = Migration(
    "022_cover_roles",
    """
    UPDATE roles SET permissions = permissions || ' service_requests.cover_photos'
    WHERE code IN ('street_operator', 'district_operator', 'operator_chief')
      AND valid_until = 9000000000000000
    """)
}
