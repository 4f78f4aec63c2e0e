import Kernel

extension IdentityMigrations {
  /// A second factor, its codes on paper, and which roles ask for one.
  static let twoStep = Migration(
    "010_two_step",
    """
    CREATE TABLE second_factors (
      person TEXT PRIMARY KEY REFERENCES people (id),
      secret_sealed TEXT NOT NULL,
      last_step BIGINT NOT NULL,
      enrolled_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE recovery_codes (
      person TEXT NOT NULL REFERENCES people (id),
      code_hash TEXT NOT NULL,
      made_at BIGINT NOT NULL,
      used_at BIGINT,
      PRIMARY KEY (person, code_hash)
    )
    """,
    "ALTER TABLE roles ADD COLUMN is_two_step BOOLEAN NOT NULL DEFAULT FALSE",
    """
    UPDATE roles SET is_two_step = TRUE WHERE code IN ('system_admin', 'security_admin', 'auditor')
    """)

  /// Passwords handed over by an administrator, and since when a password is the one it is.
  static let accounts = Migration(
    "011_temporary_passwords",
    "ALTER TABLE staff_accounts ADD COLUMN is_temporary BOOLEAN NOT NULL DEFAULT FALSE",
    "ALTER TABLE staff_accounts ADD COLUMN password_at BIGINT NOT NULL DEFAULT 0")

  static let limits = Migration(
    "012_sign_in_limits",
    """
    CREATE TABLE sign_in_limits (
      name TEXT NOT NULL,
      value BIGINT NOT NULL,
      valid_from BIGINT NOT NULL,
      valid_until BIGINT NOT NULL,
      decided_by TEXT NOT NULL,
      PRIMARY KEY (name, valid_from)
    )
    """)

  /// What the last walks over the audit's chains found.
  static let auditChecks = Migration(
    "013_audit_checks",
    """
    CREATE TABLE audit_checks (
      id TEXT PRIMARY KEY,
      asked_by TEXT NOT NULL,
      started_at BIGINT NOT NULL,
      finished_at BIGINT,
      entries BIGINT NOT NULL,
      lanes BIGINT NOT NULL,
      checkpoints BIGINT NOT NULL,
      faults TEXT NOT NULL
    )
    """,
    "CREATE INDEX audit_checks_by_start ON audit_checks (started_at)")
}
