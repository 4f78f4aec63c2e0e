import Kernel

extension IdentityMigrations {
  /// Codes belong to the browser that asked for them, and how many were asked for stands apart.
  ///
  /// A code of before is good for some minutes only, and is let go.
  static let codesByBrowser = Migration(
    "019_codes_by_browser",
    "DROP TABLE phone_codes",
    """
    CREATE TABLE browser_codes (
      phone_hash TEXT NOT NULL,
      browser_hash TEXT NOT NULL,
      code_hash TEXT NOT NULL,
      sent_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      tries BIGINT NOT NULL,
      PRIMARY KEY (phone_hash, browser_hash)
    )
    """,
    """
    CREATE TABLE code_sends (
      name_hash TEXT PRIMARY KEY,
      phone_hash TEXT NOT NULL,
      sends BIGINT NOT NULL,
      window_at BIGINT NOT NULL,
      last_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX code_sends_by_phone ON code_sends (phone_hash)")
}
