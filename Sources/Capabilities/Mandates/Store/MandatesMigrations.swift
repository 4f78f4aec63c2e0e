import Kernel

enum MandatesMigrations {
  static let all = [
    mandates, consents, ConsentTexts.shipped, RealNameStore.migration, MandateWindowStore.migration,
    RealNameStore.children,
  ]

  private static let mandates = Migration(
    "001_mandates",
    """
    CREATE TABLE mandates (
      id TEXT PRIMARY KEY,
      principal TEXT,
      delegate TEXT,
      relation TEXT NOT NULL CHECK (relation IN
        ('spouse', 'parent', 'child', 'guardian', 'other')),
      basis TEXT NOT NULL CHECK (basis IN ('own_will', 'minor', 'incapacity')),
      asked_by TEXT NOT NULL CHECK (asked_by IN ('principal', 'delegate')),
      invited TEXT,
      invited_hash TEXT,
      invited_masked TEXT,
      typed_name TEXT,
      code TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'expired', 'revoked')),
      asked_at BIGINT NOT NULL,
      until_at BIGINT NOT NULL,
      confirmed_at BIGINT,
      proof TEXT CHECK (proof IN ('own_device', 'window')),
      document TEXT,
      verified_by TEXT,
      ended_at BIGINT,
      end_reason TEXT,
      consent_version BIGINT,
      version BIGINT NOT NULL
    )
    """,
    """
    CREATE INDEX mandates_by_principal ON mandates (principal, state) WHERE principal IS NOT NULL
    """,
    "CREATE INDEX mandates_by_delegate ON mandates (delegate, state) WHERE delegate IS NOT NULL",
    """
    CREATE INDEX mandates_by_invited ON mandates (invited_hash, state)
    WHERE invited_hash IS NOT NULL
    """,
    """
    CREATE INDEX mandates_open_by_end ON mandates (until_at) WHERE state IN ('pending', 'active')
    """,
    """
    CREATE INDEX mandates_pending_by_age ON mandates (asked_at) WHERE state = 'pending'
    """,
    """
    CREATE TABLE mandate_scopes (
      mandate TEXT NOT NULL REFERENCES mandates (id),
      scope TEXT NOT NULL,
      is_allowed BOOLEAN NOT NULL,
      changed_at BIGINT NOT NULL,
      PRIMARY KEY (mandate, scope)
    )
    """,
    """
    CREATE TABLE mandate_entries (
      mandate TEXT NOT NULL REFERENCES mandates (id),
      id TEXT NOT NULL,
      at BIGINT NOT NULL,
      actor TEXT,
      role TEXT NOT NULL CHECK (role IN ('principal', 'delegate', 'window', 'system')),
      move TEXT NOT NULL,
      detail TEXT,
      PRIMARY KEY (mandate, id)
    )
    """,
    """
    CREATE TABLE mandate_wards (
      person TEXT PRIMARY KEY,
      number_hash TEXT NOT NULL UNIQUE,
      number_masked TEXT NOT NULL,
      born_on TEXT NOT NULL,
      created_at BIGINT NOT NULL
    )
    """)

  private static let consents = Migration(
    "002_consents",
    """
    CREATE TABLE consent_texts (
      purpose TEXT NOT NULL,
      version BIGINT NOT NULL,
      valid_from BIGINT NOT NULL,
      is_new_use BOOLEAN NOT NULL,
      is_sensitive BOOLEAN NOT NULL,
      kinds TEXT NOT NULL,
      recipient TEXT,
      quiet_days BIGINT NOT NULL,
      title_zh TEXT NOT NULL,
      title_en TEXT NOT NULL,
      why_zh TEXT NOT NULL,
      why_en TEXT NOT NULL,
      effect_zh TEXT NOT NULL,
      effect_en TEXT NOT NULL,
      PRIMARY KEY (purpose, version)
    )
    """,
    """
    CREATE TABLE consents (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      given_by TEXT NOT NULL,
      purpose TEXT NOT NULL,
      version BIGINT NOT NULL,
      kinds TEXT NOT NULL,
      recipient TEXT,
      decision TEXT NOT NULL CHECK (decision IN ('given', 'refused')),
      decided_at BIGINT NOT NULL,
      withdrawn_at BIGINT,
      FOREIGN KEY (purpose, version) REFERENCES consent_texts (purpose, version)
    )
    """,
    "CREATE INDEX consents_by_person ON consents (person, purpose, decided_at)",
    "CREATE INDEX consents_by_giver ON consents (given_by)")
}
