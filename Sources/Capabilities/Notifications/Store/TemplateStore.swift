import Kernel

/// Every statement about `message_templates`.
enum TemplateStore {
  /// All of them: some dozen sentences.
  static func book(in db: some Reading) throws -> TemplateBook {
    TemplateBook(
      try db.rows(
        """
        SELECT template, valid_on, chinese, english, made_by, made_at FROM message_templates
        """
      ).map { row in
        TemplateBook.Edition(
          template: try row.get("template"), validOn: try row.get("valid_on"),
          chinese: try row.get("chinese"), english: try row.get("english"),
          madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
      })
  }

  /// One wording a day: what was written for the same day before is replaced.
  static func put(_ edition: TemplateBook.Edition, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO message_templates (template, valid_on, chinese, english, made_by, made_at)
      VALUES (\(edition.template), \(edition.validOn), \(edition.chinese), \(edition.english),
        \(edition.madeBy), \(edition.madeAt))
      ON CONFLICT (template, valid_on) DO UPDATE SET chinese = excluded.chinese,
        english = excluded.english, made_by = excluded.made_by, made_at = excluded.made_at
      """)
  }
}
