import Kernel

extension NotificationsMigrations {
  /// Browsers that show notices, and one more channel in the table of deliveries.
  ///
  /// A check cannot be changed in place on both engines: the table is made anew.
  static let push = Migration(
    "006_push",
    """
    CREATE TABLE push_subscriptions (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      endpoint_hash TEXT NOT NULL UNIQUE,
      subscription_sealed TEXT NOT NULL,
      language TEXT NOT NULL CHECK (language IN ('zh-Hans', 'en')),
      added_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX push_subscriptions_by_person ON push_subscriptions (person, added_at, id)",
    """
    CREATE TABLE push_keys (
      name TEXT PRIMARY KEY,
      secret_sealed TEXT NOT NULL,
      made_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE message_deliveries_wider (
      id TEXT PRIMARY KEY,
      message TEXT NOT NULL,
      step BIGINT NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('sms', 'flash', 'voice', 'mini', 'mail', 'push')),
      state TEXT NOT NULL CHECK (state IN
        ('waiting', 'sending', 'sent', 'delivered', 'failed', 'withheld')),
      tries BIGINT NOT NULL,
      created_at BIGINT NOT NULL,
      reference TEXT,
      sent_at BIGINT,
      delivered_at BIGINT,
      failed_reason TEXT,
      ordered_by TEXT,
      UNIQUE (message, step)
    )
    """,
    """
    INSERT INTO message_deliveries_wider (id, message, step, channel, state, tries, created_at,
      reference, sent_at, delivered_at, failed_reason, ordered_by)
    SELECT id, message, step, channel, state, tries, created_at, reference, sent_at, delivered_at,
      failed_reason, ordered_by FROM message_deliveries
    """,
    "DROP TABLE message_deliveries",
    "ALTER TABLE message_deliveries_wider RENAME TO message_deliveries",
    "CREATE INDEX message_deliveries_by_age ON message_deliveries (created_at, id)",
    """
    CREATE INDEX message_deliveries_failed ON message_deliveries (created_at, id)
    WHERE state = 'failed'
    """)
}
