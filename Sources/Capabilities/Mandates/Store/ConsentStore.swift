import Contracts
import Kernel

/// Every statement about `consents` and `consent_texts`.
enum ConsentStore {
  /// All texts valid by now, by purpose, in the order of their versions.
  static func texts(at now: Timestamp, in db: some Reading) throws -> [ConsentPurpose:
    [ConsentText]]
  {
    let rows = try db.rows(
      """
      SELECT purpose, version, valid_from, is_new_use, is_sensitive, kinds, recipient, quiet_days,
        title_zh, title_en, why_zh, why_en, effect_zh, effect_en
      FROM consent_texts WHERE valid_from <= \(now) ORDER BY purpose, version
      """)
    return Dictionary(grouping: try rows.map(ConsentText.init(row:)), by: \.purpose)
  }

  /// Every purpose's texts with the person's newest word, in one question.
  static func books(
    of person: Identifier<Person>, at now: Timestamp, in db: some Reading
  ) throws -> [ConsentPurpose: ConsentBook] {
    let rows = try db.rows(
      """
      SELECT t.purpose, t.version, t.valid_from, t.is_new_use, t.is_sensitive, t.kinds,
        t.recipient, t.quiet_days, t.title_zh, t.title_en, t.why_zh, t.why_en, t.effect_zh,
        t.effect_en, c.id, c.person, c.given_by, c.version AS said_version, c.decision,
        c.decided_at, c.withdrawn_at
      FROM consent_texts t
      LEFT JOIN consents c ON c.purpose = t.purpose AND c.person = \(person) AND NOT EXISTS (
        SELECT 1 FROM consents l WHERE l.person = c.person AND l.purpose = c.purpose
          AND (l.decided_at > c.decided_at OR (l.decided_at = c.decided_at AND l.id > c.id)))
      WHERE t.valid_from <= \(now) ORDER BY t.purpose, t.version
      """)
    return try Dictionary(grouping: rows) { try $0.get("purpose", as: ConsentPurpose.self) }
      .mapValues { rows in
        let last = try rows.first.flatMap { row -> Consent? in
          try row.get("id", as: String?.self) == nil
            ? nil : try Consent(row, version: "said_version")
        }
        return ConsentBook(texts: try rows.map(ConsentText.init(row:)), last: last)
      }
  }

  /// The newest word to each purpose.
  static func newest(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> [ConsentPurpose: Consent] {
    let rows = try db.rows(
      """
      SELECT id, person, given_by, purpose, version, decision, decided_at, withdrawn_at
      FROM consents WHERE person = \(person) ORDER BY decided_at, id
      """)
    return Dictionary(
      try rows.map { row in
        let consent = try Consent(row)
        return (consent.purpose, consent)
      }, uniquingKeysWith: { _, later in later })
  }

  static func insert(
    _ decision: Consent.Decision, to text: ConsentText, of person: Identifier<Person>,
    by giver: Identifier<Person>, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO consents (id, person, given_by, purpose, version, kinds, recipient, decision,
        decided_at)
      VALUES (\(tx.newID()), \(person), \(giver), \(text.purpose), \(text.version),
        \(text.kinds.map(\.rawValue).joined(separator: " ")), \(text.recipient), \(decision), \(tx.now))
      """)
  }

  /// Whether there was one to take back.
  static func withdraw(_ id: Identifier<Consent>, in tx: Transaction) throws -> Bool {
    try tx.run(
      """
      UPDATE consents SET withdrawn_at = \(tx.now)
      WHERE id = \(id) AND decision = 'given' AND withdrawn_at IS NULL
      """) == 1
  }
}

extension ConsentText {
  init(row: Row) throws {
    self.init(
      purpose: try row.get("purpose"), version: try row.get("version"),
      validFrom: try row.get("valid_from"), isNewUse: try row.get("is_new_use"),
      isSensitive: try row.get("is_sensitive"),
      kinds: try row.get("kinds", as: String.self).split(separator: " ").map { code in
        guard let kind = Kind(rawValue: String(code)) else {
          throw StoreError.other("consent_texts.kinds holds \(code)")
        }
        return kind
      },
      recipient: try row.get("recipient"), quietDays: try row.get("quiet_days"),
      chinese: Sentences(
        title: try row.get("title_zh"), why: try row.get("why_zh"),
        effect: try row.get("effect_zh")),
      english: Sentences(
        title: try row.get("title_en"), why: try row.get("why_en"),
        effect: try row.get("effect_en")))
  }
}
