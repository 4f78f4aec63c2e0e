import Kernel

extension IdentityMigrations {
  /// How a person reads: language, letters, colours and density as the cookie says them; null until
  /// they choose.
  static let reading = Migration(
    "016_reading", "ALTER TABLE people ADD COLUMN reads_as TEXT")
}
