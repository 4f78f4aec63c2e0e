import Kernel

enum IdentityMigrations {
  static let all = [
    people, signIn, roles, tokens, messagePermissions, directoryRole, windowRoles, privacyRole,
    caseRoles, twoStep, accounts, limits, auditChecks, intakeRoles, weChat, reading, leaderRoles,
    posts, codesByBrowser, APIKeyStore.migration, supervisionRoles, coverRoles,
  ]

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
      is_on_duty BOOLEAN NOT NULL,
      is_disabled BOOLEAN NOT NULL
    )
    """)

  private static let signIn = Migration(
    "002_sign_in",
    """
    CREATE TABLE phone_codes (
      phone_hash TEXT PRIMARY KEY,
      code_hash TEXT NOT NULL,
      sent_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      tries BIGINT NOT NULL,
      sends BIGINT NOT NULL,
      window_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE sign_in_brakes (
      name_hash TEXT PRIMARY KEY,
      failures BIGINT NOT NULL,
      last_at BIGINT NOT NULL,
      locked_until BIGINT NOT NULL
    )
    """,
    "CREATE INDEX sign_in_brakes_by_age ON sign_in_brakes (last_at)")

  private static let roles = Migration(
    "003_roles",
    """
    CREATE TABLE roles (
      code TEXT NOT NULL,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      permissions TEXT NOT NULL,
      valid_from BIGINT NOT NULL,
      valid_until BIGINT NOT NULL,
      PRIMARY KEY (code, valid_from)
    )
    """,
    shippedRoles,
    """
    CREATE TABLE role_grants (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL REFERENCES people (id),
      role TEXT NOT NULL,
      scope_kind TEXT NOT NULL CHECK (scope_kind IN ('own', 'area', 'unit', 'everything')),
      scope_value TEXT NOT NULL,
      valid_from BIGINT NOT NULL,
      valid_until BIGINT NOT NULL,
      granted_by TEXT NOT NULL
    )
    """,
    "CREATE INDEX role_grants_by_person ON role_grants (person)",
    "CREATE INDEX role_grants_by_scope ON role_grants (scope_kind, scope_value)")

  private static let tokens = Migration(
    "004_tokens",
    """
    CREATE TABLE api_tokens (
      token_hash TEXT PRIMARY KEY,
      label TEXT NOT NULL UNIQUE,
      person TEXT REFERENCES people (id),
      permissions TEXT,
      scope_kind TEXT NOT NULL CHECK (scope_kind IN ('own', 'area', 'unit', 'everything')),
      scope_value TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      revoked_at BIGINT
    )
    """)

  /// Who writes the sentences people are told, and who sends again what did not arrive.
  private static let messagePermissions = Migration(
    "005_message_permissions",
    """
    UPDATE roles SET permissions = permissions || ' notifications.resend notifications.templates'
    WHERE code = 'system_admin' AND valid_until = 9000000000000000
    """,
    """
    UPDATE roles SET permissions = permissions || ' notifications.resend'
    WHERE code = 'district_operator' AND valid_until = 9000000000000000
    """)

  /// Since 26 November 2026 the system administrator keeps the directory too (docs/rules.md §1).
  private static let directoryRole = Migration(
    "006_directory_role",
    """
    UPDATE roles SET permissions = 'directory.administer ' || permissions
    WHERE code = 'system_admin' AND valid_until = 9000000000000000
      AND permissions NOT LIKE '%directory.administer%'
    """)

  /// The roles of 24 November 2026 (docs/rules.md §1); residents need none.
  ///
  /// The last three may not read what cases say, and nobody holds one of them with another role.
  private static let shippedRoles: SQL = """
    INSERT INTO roles (code, name_zh, name_en, permissions, valid_from, valid_until) VALUES
    ('grid_worker', '网格员', 'Grid worker', 'service_requests.patrol', 0, 9000000000000000),
    ('community_worker', '社区工作者', 'Community worker',
      'service_requests.patrol service_requests.search', 0, 9000000000000000),
    ('street_operator', '街道调度员', 'Street dispatcher',
      'service_requests.dispatch service_requests.reveal_contact service_requests.search',
      0, 9000000000000000),
    ('operator_chief', '街道值班主任', 'Dispatch chief',
      'service_requests.approve service_requests.search', 0, 9000000000000000),
    ('district_operator', '区指挥中心', 'District operations centre',
      'service_requests.dispatch service_requests.reveal_contact service_requests.search',
      0, 9000000000000000),
    ('department_handler', '承办单位经办人', 'Department handler',
      'service_requests.handle service_requests.reveal_contact', 0, 9000000000000000),
    ('supervision_officer', '督查员', 'Supervision officer',
      'service_requests.reveal_contact service_requests.search service_requests.supervise',
      0, 9000000000000000),
    ('system_admin', '系统管理员', 'System administrator', 'identity.accounts', 0, 9000000000000000),
    ('security_admin', '安全管理员', 'Security administrator', 'identity.grants',
      0, 9000000000000000),
    ('auditor', '审计员', 'Auditor', 'identity.audit', 0, 9000000000000000)
    """
}
