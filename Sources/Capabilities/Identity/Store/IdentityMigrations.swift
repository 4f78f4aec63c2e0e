import Kernel

enum IdentityMigrations {
  static let all = [people, access]

  private static let people = Migration(
    "001_people",
    """
    CREATE TABLE people (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      phone_sealed TEXT,
      phone_hash TEXT UNIQUE,
      phone_masked TEXT,
      created_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE staff_accounts (
      person TEXT PRIMARY KEY REFERENCES people (id),
      login TEXT NOT NULL UNIQUE,
      password TEXT NOT NULL,
      post TEXT NOT NULL,
      is_disabled BOOLEAN NOT NULL,
      failures BIGINT NOT NULL,
      locked_until BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE phone_codes (
      phone_hash TEXT PRIMARY KEY,
      code_hash TEXT NOT NULL,
      sent_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      tries BIGINT NOT NULL
    )
    """)

  private static let access = Migration(
    "002_access",
    """
    CREATE TABLE role_grants (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL REFERENCES people (id),
      role TEXT NOT NULL,
      scope_kind TEXT NOT NULL CHECK (scope_kind IN ('own', 'area', 'unit', 'everything')),
      scope_value TEXT NOT NULL,
      granted_at BIGINT NOT NULL,
      UNIQUE (person, role, scope_kind, scope_value)
    )
    """,
    """
    CREATE TABLE api_tokens (
      token_hash TEXT PRIMARY KEY,
      label TEXT NOT NULL UNIQUE,
      person TEXT REFERENCES people (id),
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      revoked_at BIGINT
    )
    """)
}
