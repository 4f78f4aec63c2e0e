import Kernel

enum NotificationsMigrations {
  static let all = [messages, deliveries, templates, addresses, chains, push, neighbours, alerts]

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

  /// Deliveries get a table of their own: a message may go out by several channels.
  private static let deliveries = Migration(
    "002_deliveries",
    """
    CREATE TABLE message_deliveries (
      id TEXT PRIMARY KEY,
      message TEXT NOT NULL,
      step BIGINT NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('sms', 'flash', 'voice', 'mini', 'mail')),
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
    INSERT INTO message_deliveries (id, message, step, channel, state, tries, created_at, reference,
      sent_at, delivered_at, failed_reason)
    SELECT id, id, 1, 'sms', delivery, tries, created_at, reference, sent_at, delivered_at,
      failed_reason FROM messages WHERE delivery <> 'none'
    """,
    "DROP INDEX messages_undelivered",
    "ALTER TABLE messages DROP COLUMN delivery",
    "ALTER TABLE messages DROP COLUMN tries",
    "ALTER TABLE messages DROP COLUMN reference",
    "ALTER TABLE messages DROP COLUMN sent_at",
    "ALTER TABLE messages DROP COLUMN delivered_at",
    "ALTER TABLE messages DROP COLUMN failed_reason",
    "ALTER TABLE messages ADD COLUMN acknowledged_at BIGINT",
    "CREATE INDEX message_deliveries_by_age ON message_deliveries (created_at, id)",
    """
    CREATE INDEX message_deliveries_failed ON message_deliveries (created_at, id)
    WHERE state = 'failed'
    """)

  /// Sentences that administrators put in the place of the shipped ones, from a day on.
  private static let templates = Migration(
    "003_templates",
    """
    CREATE TABLE message_templates (
      template TEXT NOT NULL,
      valid_on TEXT NOT NULL,
      chinese TEXT NOT NULL,
      english TEXT NOT NULL,
      made_by TEXT NOT NULL,
      made_at BIGINT NOT NULL,
      PRIMARY KEY (template, valid_on)
    )
    """)

  /// Where people can be reached beside their telephone.
  private static let addresses = Migration(
    "004_addresses",
    """
    CREATE TABLE message_addresses (
      person TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('mini', 'mail')),
      address_sealed TEXT NOT NULL,
      address_masked TEXT NOT NULL,
      confirmed_at BIGINT NOT NULL,
      PRIMARY KEY (person, channel)
    )
    """,
    """
    CREATE TABLE message_address_codes (
      person TEXT PRIMARY KEY,
      id TEXT NOT NULL,
      address_sealed TEXT NOT NULL,
      address_masked TEXT NOT NULL,
      code_sealed TEXT NOT NULL,
      sent_at BIGINT NOT NULL,
      tries BIGINT NOT NULL,
      sends BIGINT NOT NULL,
      window_at BIGINT NOT NULL
    )
    """)
}
