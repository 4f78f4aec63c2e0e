import Kernel

/// Every statement on `supervision_formulas`.
enum FormulaStore {
  /// All of them: a handful.
  static func book(in db: some Reading) throws -> FormulaBook {
    FormulaBook(
      try db.rows("SELECT valid_on, formula, made_by, made_at FROM supervision_formulas").map {
        row in
        FormulaEdition(
          validOn: try row.get("valid_on"),
          formula: try JSONText.decode(Formula.self, from: try row.get("formula")),
          madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
      })
  }

  /// False where none begins on that day.
  static func withdraw(_ day: LocalDate, in tx: Transaction) throws -> Bool {
    try tx.run("DELETE FROM supervision_formulas WHERE valid_on = \(day)") == 1
  }

  /// One formula a day: what was decided for the same day before is replaced.
  static func put(_ edition: FormulaEdition, by actor: String, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO supervision_formulas (valid_on, formula, made_by, made_at)
      VALUES (\(edition.validOn), \(try JSONText.encode(edition.formula)), \(actor), \(tx.now))
      ON CONFLICT (valid_on) DO UPDATE SET formula = excluded.formula,
        made_by = excluded.made_by, made_at = excluded.made_at
      """)
  }
}
