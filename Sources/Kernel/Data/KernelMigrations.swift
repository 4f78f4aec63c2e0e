/// The kernel's own tables: outbox, jobs, idempotency, audit, number leases, search.
public enum KernelMigrations {
  public static let all = MigrationSet(
    owner: "kernel",
    [outbox, jobs, commands, audit, leases, search, auditTimes, checkpointChain, doneJobs])

  private static let outbox = Migration(
    "001_outbox",
    """
    CREATE TABLE outbox (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      subject TEXT NOT NULL,
      payload TEXT NOT NULL,
      published_at BIGINT NOT NULL,
      pending BOOLEAN NOT NULL
    )
    """,
    "CREATE INDEX outbox_pending ON outbox (id) WHERE pending",
    """
    CREATE TABLE outbox_deliveries (
      event_id TEXT NOT NULL,
      subscriber TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('done', 'failing', 'parked')),
      attempts BIGINT NOT NULL,
      next_at BIGINT NOT NULL,
      last_error TEXT,
      PRIMARY KEY (event_id, subscriber)
    )\(.clustered)
    """)

  private static let jobs = Migration(
    "002_jobs",
    """
    CREATE TABLE jobs (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      parameters TEXT NOT NULL,
      unique_key TEXT UNIQUE,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'parked')),
      run_at BIGINT NOT NULL,
      attempts BIGINT NOT NULL,
      lease_until BIGINT NOT NULL,
      last_error TEXT,
      finished_at BIGINT
    )
    """,
    "CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state IN ('waiting', 'running')",
    """
    CREATE TABLE schedules (
      name TEXT PRIMARY KEY,
      next_at BIGINT NOT NULL
    )\(.clustered)
    """)

  private static let commands = Migration(
    "003_commands",
    """
    CREATE TABLE commands (
      actor TEXT NOT NULL,
      key TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      result TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      PRIMARY KEY (actor, key)
    )\(.clustered)
    """,
    "CREATE INDEX commands_by_age ON commands (created_at)")

  private static let audit = Migration(
    "004_audit",
    """
    CREATE TABLE audit_entries (
      lane BIGINT NOT NULL,
      number BIGINT NOT NULL,
      at BIGINT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (lane, number)
    )\(.clustered)
    """,
    """
    CREATE TABLE audit_checkpoints (
      id TEXT PRIMARY KEY,
      at BIGINT NOT NULL,
      heads TEXT NOT NULL,
      seal TEXT NOT NULL
    )
    """)

  private static let leases = Migration(
    "005_number_leases",
    """
    CREATE TABLE number_leases (
      series TEXT PRIMARY KEY,
      next_number BIGINT NOT NULL
    )\(.clustered)
    """)

  private static let search = Migration(
    "006_search",
    """
    CREATE TABLE search_recent (
      kind TEXT NOT NULL,
      ref BIGINT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (kind, ref)
    )\(.clustered)
    """,
    """
    CREATE TABLE search_segments (
      kind TEXT NOT NULL,
      segment BIGINT NOT NULL,
      first_ref BIGINT NOT NULL,
      last_ref BIGINT NOT NULL,
      PRIMARY KEY (kind, segment)
    )\(.clustered)
    """,
    """
    CREATE TABLE search_postings (
      kind TEXT NOT NULL,
      segment BIGINT NOT NULL,
      gram BIGINT NOT NULL,
      refs TEXT NOT NULL,
      PRIMARY KEY (kind, segment, gram)
    )\(.clustered)
    """)

  /// Auditors ask by time, across all chains.
  private static let auditTimes = Migration(
    "007_audit_times",
    "CREATE INDEX audit_entries_by_time ON audit_entries (at)")

  private static let checkpointChain = Migration(
    "008_checkpoint_chain",
    "ALTER TABLE audit_checkpoints ADD COLUMN number BIGINT",
    "ALTER TABLE audit_checkpoints ADD COLUMN previous TEXT",
    "CREATE UNIQUE INDEX audit_checkpoints_by_number ON audit_checkpoints (number)")

  private static let doneJobs = Migration(
    "009_done_jobs",
    "CREATE INDEX jobs_by_end ON jobs (finished_at) WHERE state = 'done'")
}
