import Kernel

enum DirectoryMigrations {
  static let all = [places, calendar, registers, shifts, rules]

  private static let places = Migration(
    "001_directory",
    """
    CREATE TABLE units (
      code TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      english TEXT,
      phone TEXT NOT NULL,
      duties TEXT NOT NULL,
      area TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE areas (
      code TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      english TEXT,
      latitude DOUBLE PRECISION,
      longitude DOUBLE PRECISION,
      border TEXT,
      phone TEXT
    )
    """)

  private static let calendar = Migration(
    "002_holidays",
    """
    CREATE TABLE holiday_tables (
      year BIGINT PRIMARY KEY,
      content TEXT NOT NULL,
      changed_at BIGINT NOT NULL
    )
    """)
}
