import Kernel

enum NotificationsMigrations {
  static let all = [messages]

  private static let messages = Migration(
    "001_messages",
    """
    CREATE TABLE messages (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      level TEXT NOT NULL,
      template TEXT NOT NULL,
      codes TEXT NOT NULL,
      subject TEXT NOT NULL,
      dedupe_key TEXT NOT NULL UNIQUE,
      created_at BIGINT NOT NULL,
      read_at BIGINT,
      delivery TEXT NOT NULL CHECK (delivery IN
        ('none', 'waiting', 'sending', 'sent', 'delivered', 'failed', 'withheld')),
      tries BIGINT NOT NULL,
      reference TEXT,
      sent_at BIGINT,
      delivered_at BIGINT,
      failed_reason TEXT
    )
    """,
    "CREATE INDEX messages_by_person ON messages (person, created_at, id)",
    "CREATE INDEX messages_unread ON messages (person) WHERE read_at IS NULL",
    "CREATE INDEX messages_undelivered ON messages (id) WHERE delivery IN ('waiting', 'sending')",
    """
    CREATE TABLE message_opt_outs (
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      PRIMARY KEY (person, kind)
    )
    """)
}
