import Kernel

extension DirectoryMigrations {
  /// The dispatch catalogue (派单目录).
  static let rules = Migration(
    "005_rules",
    """
    CREATE TABLE dispatch_rules (
      code TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      english TEXT,
      matter TEXT NOT NULL,
      place TEXT,
      days TEXT,
      daytimes TEXT,
      season TEXT,
      first_on TEXT,
      last_on TEXT,
      lead TEXT NOT NULL,
      co TEXT,
      version BIGINT NOT NULL,
      changed_at BIGINT NOT NULL,
      ended_on TEXT
    )
    """)
}
