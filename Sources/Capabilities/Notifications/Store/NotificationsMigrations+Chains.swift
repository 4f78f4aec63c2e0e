import Kernel

extension NotificationsMigrations {
  /// Chains that administrators put in the place of the shipped ones, from a day on.
  static let chains = Migration(
    "005_chains",
    """
    CREATE TABLE message_chains (
      kind TEXT NOT NULL,
      level TEXT NOT NULL,
      valid_on TEXT NOT NULL,
      steps TEXT NOT NULL,
      made_by TEXT NOT NULL,
      made_at BIGINT NOT NULL,
      PRIMARY KEY (kind, level, valid_on)
    )
    """)
}
