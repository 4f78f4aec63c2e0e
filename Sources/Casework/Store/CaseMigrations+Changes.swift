import Kernel

extension CaseMigrations {
  /// For programs that ask what has changed, and for what they filed themselves.
  ///
  /// Filings of people pay for neither. A client's key stands in the history as who submitted it,
  /// `key:` in front (docs/adr/0025).
  static let changes = Migration(
    "008_changes",
    "CREATE INDEX case_events_by_time ON case_events (at, id) WHERE move <> 'submit'",
    """
    CREATE INDEX case_events_of_keys ON case_events (actor, case_id)
    WHERE move = 'submit' AND substr(actor, 1, 4) = 'key:'
    """)
}
