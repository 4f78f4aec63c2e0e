import Kernel

extension DirectoryMigrations {
  static let registers = Migration(
    "003_registers",
    "ALTER TABLE units ADD COLUMN kind TEXT NOT NULL DEFAULT 'department'",
    "ALTER TABLE units ADD COLUMN credit TEXT",
    "ALTER TABLE units ADD COLUMN parent TEXT",
    "ALTER TABLE units ADD COLUMN hours TEXT",
    "ALTER TABLE units ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE units ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE units ADD COLUMN ended_on TEXT",
    "ALTER TABLE areas ADD COLUMN holes TEXT",
    "ALTER TABLE areas ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE areas ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE areas ADD COLUMN ended_on TEXT",
    "ALTER TABLE holiday_tables ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE holiday_tables ADD COLUMN ended_on TEXT",
    """
    CREATE TABLE duty_posts (
      code TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      english TEXT,
      phone TEXT NOT NULL,
      office TEXT,
      area TEXT,
      duties TEXT,
      version BIGINT NOT NULL,
      changed_at BIGINT NOT NULL,
      ended_on TEXT
    )
    """,
    """
    CREATE TABLE directory_changes (
      id TEXT PRIMARY KEY,
      register TEXT NOT NULL,
      code TEXT NOT NULL,
      version BIGINT NOT NULL,
      deed TEXT NOT NULL,
      actor TEXT NOT NULL,
      is_imported BOOLEAN NOT NULL,
      before TEXT,
      after TEXT NOT NULL,
      at BIGINT NOT NULL,
      UNIQUE (register, code, version)
    )
    """,
    """
    CREATE TABLE directory_imports (
      id TEXT PRIMARY KEY,
      file_name TEXT NOT NULL,
      content TEXT NOT NULL,
      is_complete BOOLEAN NOT NULL,
      created_by TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      done_at BIGINT
    )
    """,
    "CREATE INDEX directory_imports_by_age ON directory_imports (created_at)")
}
