import Kernel

enum RightsMigrations {
  static let all = [requests, retention, extensions]

  private static let requests = Migration(
    "001_rights",
    """
    CREATE TABLE rights_requests (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('view', 'copy', 'correction', 'deletion', 'restriction',
        'explanation', 'withdrawal', 'closure')),
      words TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused', 'cancelled')),
      asked_at BIGINT NOT NULL,
      due_at BIGINT NOT NULL,
      decided_at BIGINT,
      decided_by TEXT,
      answer TEXT,
      outcome TEXT,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX rights_requests_by_person ON rights_requests (person, asked_at)",
    "CREATE INDEX rights_requests_open ON rights_requests (due_at, id) WHERE state = 'open'",
    "CREATE INDEX rights_requests_by_decision ON rights_requests (decided_at) WHERE state <> 'open'",
    """
    CREATE TABLE rights_limits (
      kind TEXT NOT NULL,
      valid_from BIGINT NOT NULL,
      days BIGINT NOT NULL,
      source TEXT NOT NULL,
      PRIMARY KEY (kind, valid_from)
    )
    """,
    shippedLimits,
    """
    CREATE TABLE rights_restrictions (
      person TEXT PRIMARY KEY,
      request TEXT NOT NULL REFERENCES rights_requests (id),
      since_at BIGINT NOT NULL
    )
    """)

  private static let extensions = Migration(
    "003_extensions", "ALTER TABLE rights_requests ADD COLUMN extension_reason TEXT")

  private static let retention = Migration(
    "002_retention",
    """
    CREATE TABLE retention_periods (
      class TEXT NOT NULL,
      valid_from BIGINT NOT NULL,
      days BIGINT NOT NULL,
      source TEXT NOT NULL,
      PRIMARY KEY (class, valid_from)
    )
    """,
    shippedPeriods,
    """
    CREATE TABLE retention_runs (
      id TEXT PRIMARY KEY,
      class TEXT NOT NULL,
      days BIGINT NOT NULL,
      taken BIGINT NOT NULL,
      finished_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX retention_runs_by_time ON retention_runs (finished_at)")

  /// PIPL says "in time"; fifteen working days is the rule for apps of November 2019.
  private static let shippedLimits: SQL = """
    INSERT INTO rights_limits (kind, valid_from, days, source) VALUES
    ('view', 0, 15, 'PIPL Art. 45'), ('copy', 0, 15, 'PIPL Art. 45'),
    ('correction', 0, 15, 'PIPL Art. 46'), ('deletion', 0, 15, 'PIPL Art. 47'),
    ('restriction', 0, 15, 'PIPL Art. 44'), ('explanation', 0, 15, 'PIPL Art. 48'),
    ('withdrawal', 0, 15, 'PIPL Art. 15'), ('closure', 0, 15, 'CAC notice 2019-191 Art. 6')
    """

  /// docs/rules.md §11; sharing and consent are proved for three years (PIPL article 56).
  private static let shippedPeriods: SQL = """
    INSERT INTO retention_periods (class, valid_from, days, source) VALUES
    ('reporter', 0, 365, 'design'), ('matter', 0, 1095, 'design'),
    ('mandate', 0, 1095, 'PIPL Art. 56'), ('consent', 0, 1095, 'PIPL Art. 56'),
    ('rights_request', 0, 1095, 'PIPL Art. 56')
    """
}
