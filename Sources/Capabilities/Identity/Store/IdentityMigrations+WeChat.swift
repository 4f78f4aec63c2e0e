import Kernel

extension IdentityMigrations {
  /// Who signs in from WeChat, and those on their way from the shell into its web-view.
  static let weChat = Migration(
    "015_wechat",
    """
    CREATE TABLE wechat_links (
      person TEXT PRIMARY KEY REFERENCES people (id),
      openid_sealed TEXT NOT NULL,
      openid_hash TEXT NOT NULL UNIQUE,
      linked_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE wechat_handovers (
      token_hash TEXT PRIMARY KEY,
      openid_sealed TEXT NOT NULL,
      openid_hash TEXT NOT NULL,
      visit_hash TEXT,
      expires_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX wechat_handovers_by_openid ON wechat_handovers (openid_hash)",
    "CREATE INDEX wechat_handovers_by_visit ON wechat_handovers (visit_hash)",
    "CREATE INDEX wechat_handovers_by_end ON wechat_handovers (expires_at)")
}
