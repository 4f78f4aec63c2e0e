import Kernel

extension DirectoryMigrations {
  static let shifts = Migration(
    "004_shifts",
    """
    CREATE TABLE duty_shifts (
      code TEXT PRIMARY KEY,
      station TEXT NOT NULL,
      holder TEXT NOT NULL,
      english TEXT,
      phone TEXT,
      days TEXT NOT NULL,
      times TEXT NOT NULL,
      first_on TEXT,
      last_on TEXT,
      version BIGINT NOT NULL,
      changed_at BIGINT NOT NULL,
      ended_on TEXT
    )
    """)
}
