import Contracts
import Kernel

/// Every statement about `messages` as people read them.
enum MessageStore {
  /// Whether it is new: the same thing is told to a person once.
  static func insert(_ message: Message, in tx: Transaction) throws -> Bool {
    try tx.run(
      """
      INSERT INTO messages (id, person, kind, level, template, codes, subject, dedupe_key,
        created_at)
      VALUES (\(message.id), \(message.to), \(message.kind), \(message.level),
        \(message.template), \(try JSONText.encode(message.codes)), \(message.subject),
        \(message.dedupeKey), \(message.at))
      ON CONFLICT (dedupe_key) DO NOTHING
      """) == 1
  }

  struct Line: Sendable {
    let message: Message
    let isRead: Bool
    let acknowledgedAt: Timestamp?
  }

  /// The newest first, from `after` on, at most `limit`.
  static func newest(
    to person: Identifier<Person>, after: MessageCursor? = nil, unreadOnly: Bool = false,
    limit: Int, in db: some Reading
  ) throws -> [Line] {
    var parts: [SQL] = ["person = \(person)"]
    if unreadOnly { parts.append("read_at IS NULL") }
    if let after { parts.append("(created_at, id) < (\(after.at), \(after.id))") }
    return try db.rows(
      """
      SELECT \(columns), read_at, acknowledged_at FROM messages
      WHERE \(SQL.all(parts)) ORDER BY created_at DESC, id DESC LIMIT \(limit)
      """
    ).map { row in
      Line(
        message: try Message(row),
        isRead: try row.get("read_at", as: Timestamp?.self) != nil,
        acknowledgedAt: try row.get("acknowledged_at"))
    }
  }

  /// Nil for somebody else's.
  static func find(
    _ id: Identifier<Message>, to person: Identifier<Person>, in db: some Reading
  ) throws -> Message? {
    try db.row("SELECT \(columns) FROM messages WHERE id = \(id) AND person = \(person)")
      .map { try Message($0) }
  }

  static func unread(by person: Identifier<Person>, in db: some Reading) throws -> Int {
    Int(
      try db.number(
        "SELECT COUNT(*) FROM messages WHERE person = \(person) AND read_at IS NULL"))
  }

  /// Of several people in one statement; who has none is not there.
  static func unread(
    by people: Set<Identifier<Person>>, in db: some Reading
  ) throws -> [Identifier<Person>: Int] {
    let rows = try db.rows(
      """
      SELECT person, COUNT(*) AS n FROM messages
      WHERE person IN \(list: people.sorted()) AND read_at IS NULL GROUP BY person
      """)
    let counts = try rows.map { row -> (Identifier<Person>, Int) in
      (try row.get("person"), try row.get("n"))
    }
    return Dictionary(counts, uniquingKeysWith: { first, _ in first })
  }

  /// Whether there was anything to see.
  static func markRead(by person: Identifier<Person>, in tx: Transaction) throws -> Bool {
    try tx.run(
      "UPDATE messages SET read_at = \(tx.now) WHERE person = \(person) AND read_at IS NULL") > 0
  }

  /// The person says that they know; the first time stands.
  ///
  /// Whether there is such a message of theirs.
  static func acknowledge(
    _ id: Identifier<Message>, by person: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      UPDATE messages SET acknowledged_at = \(tx.now), read_at = COALESCE(read_at, \(tx.now))
      WHERE id = \(id) AND person = \(person) AND kind = 'notice' AND acknowledged_at IS NULL
      """) == 1
  }

  static func isAcknowledged(
    _ id: Identifier<Message>, by person: Identifier<Person>, in db: some Reading
  ) throws -> Bool {
    try db.number(
      """
      SELECT COUNT(*) FROM messages
      WHERE id = \(id) AND person = \(person) AND kind = 'notice' AND acknowledged_at IS NOT NULL
      """) == 1
  }

  /// Kinds the person wants no texts of.
  static func optOuts(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> Set<Message.Kind> {
    Set(
      try db.rows("SELECT kind FROM message_opt_outs WHERE person = \(person)")
        .map { try $0.get("kind", as: Message.Kind.self) })
  }

  static func setOptOut(
    _ isOut: Bool, _ kind: Message.Kind, of person: Identifier<Person>, in tx: Transaction
  ) throws {
    if isOut {
      try tx.run(
        """
        INSERT INTO message_opt_outs (person, kind) VALUES (\(person), \(kind))
        ON CONFLICT (person, kind) DO NOTHING
        """)
    } else {
      try tx.run("DELETE FROM message_opt_outs WHERE person = \(person) AND kind = \(kind)")
    }
  }

  static let columns: SQL = """
    id, person, kind, level, template, codes, subject, created_at, dedupe_key
    """

  /// Read messages go after a year, unread ones after two (`[design]`).
  static func sweep(in tx: Transaction) throws {
    try tx.run(
      """
      DELETE FROM messages WHERE (read_at IS NOT NULL AND created_at < \(tx.now.adding(days: -365)))
        OR created_at < \(tx.now.adding(days: -730))
      """)
    try tx.run(
      """
      DELETE FROM message_deliveries WHERE created_at < \(tx.now.adding(days: -365))
        AND message NOT IN (SELECT id FROM messages)
      """)
  }
}

extension Message {
  init(_ row: Row) throws {
    self.init(
      id: try row.get("id"), to: try row.get("person"), kind: try row.get("kind"),
      level: try row.get("level"), template: try row.get("template"),
      codes: try JSONText.decode(Codes.self, from: try row.get("codes")),
      subject: try row.get("subject"), at: try row.get("created_at"),
      dedupeKey: try row.get("dedupe_key"))
  }
}
