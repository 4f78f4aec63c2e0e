import Kernel

enum SupervisionMigrations {
  static let all = [facts, weeks, bulletins, formulas, proposals]

  /// One row a request, and what they come to by day: both can be made again from the requests
  /// (`linli supervision rebuild`).
  ///
  /// Tallies are sums that one more or one less is added to; `place` is the community, so that a
  /// street's people read their street's sums.
  private static let facts = Migration(
    "001_facts",
    """
    CREATE TABLE supervision_facts (
      id TEXT PRIMARY KEY,
      number TEXT NOT NULL,
      service TEXT NOT NULL,
      item TEXT,
      class_code TEXT NOT NULL,
      request_kind TEXT NOT NULL,
      area TEXT NOT NULL,
      state TEXT NOT NULL,
      is_open BOOLEAN NOT NULL,
      is_imported BOOLEAN NOT NULL,
      is_proactive BOOLEAN NOT NULL,
      is_restricted BOOLEAN NOT NULL,
      is_duplicate BOOLEAN NOT NULL,
      unit TEXT,
      first_unit TEXT,
      outcome TEXT,
      closing TEXT,
      ground TEXT,
      submitted_at BIGINT NOT NULL,
      dispatched_at BIGINT,
      contact_due_at BIGINT,
      contacted_at BIGINT,
      handle_due_at BIGINT,
      handled_at BIGINT,
      closed_at BIGINT,
      due_at BIGINT,
      is_contacted BOOLEAN,
      is_solved BOOLEAN,
      is_satisfied BOOLEAN,
      return_count BIGINT NOT NULL,
      reassignment_count BIGINT NOT NULL,
      escalation_count BIGINT NOT NULL,
      rework_count BIGINT NOT NULL,
      supporter_count BIGINT NOT NULL,
      excluded TEXT,
      is_valid BOOLEAN NOT NULL,
      marks BIGINT NOT NULL
    )
    """,
    "CREATE INDEX supervision_facts_submitted ON supervision_facts (submitted_at)",
    """
    CREATE INDEX supervision_facts_dispatched ON supervision_facts (dispatched_at)
    WHERE dispatched_at IS NOT NULL
    """,
    """
    CREATE INDEX supervision_facts_contact ON supervision_facts (contact_due_at)
    WHERE contact_due_at IS NOT NULL
    """,
    """
    CREATE INDEX supervision_facts_handled ON supervision_facts (handled_at)
    WHERE handled_at IS NOT NULL
    """,
    """
    CREATE INDEX supervision_facts_closed ON supervision_facts (closed_at)
    WHERE closed_at IS NOT NULL
    """,
    """
    CREATE INDEX supervision_facts_due ON supervision_facts (due_at, id)
    WHERE is_open AND due_at IS NOT NULL
    """,
    "CREATE INDEX supervision_facts_state ON supervision_facts (state) WHERE is_open",
    """
    CREATE TABLE supervision_tallies (
      axis TEXT NOT NULL,
      measure TEXT NOT NULL,
      day_on TEXT NOT NULL,
      place TEXT NOT NULL,
      code TEXT NOT NULL,
      n BIGINT NOT NULL,
      PRIMARY KEY (axis, measure, day_on, place, code)
    )\(.clustered)
    """)

  /// A week as it froze: its sums with the formula that made them, and the requests behind each.
  private static let weeks = Migration(
    "002_weeks",
    """
    CREATE TABLE supervision_weeks (
      week_on TEXT PRIMARY KEY,
      formula_on TEXT NOT NULL,
      formula TEXT NOT NULL,
      figures TEXT NOT NULL,
      members BIGINT NOT NULL,
      hash TEXT NOT NULL,
      frozen_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE supervision_week_cases (
      week_on TEXT NOT NULL,
      id TEXT NOT NULL,
      number TEXT NOT NULL,
      unit TEXT NOT NULL,
      area TEXT NOT NULL,
      class_code TEXT NOT NULL,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      marks BIGINT NOT NULL,
      excluded TEXT,
      is_restricted BOOLEAN NOT NULL,
      submitted_at BIGINT NOT NULL,
      PRIMARY KEY (week_on, id)
    )\(.clustered)
    """)

  /// What people write about a week, and what a meeting has decided.
  private static let bulletins = Migration(
    "003_bulletins",
    """
    CREATE TABLE supervision_bulletins (
      week_on TEXT PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('draft', 'signed', 'published')),
      version BIGINT NOT NULL,
      overview TEXT NOT NULL,
      praise TEXT NOT NULL,
      urge TEXT NOT NULL,
      plan TEXT NOT NULL,
      editors TEXT NOT NULL,
      edited_as TEXT,
      edited_at BIGINT,
      signed_by TEXT,
      signed_as TEXT,
      signed_at BIGINT,
      published_at BIGINT,
      is_missed BOOLEAN NOT NULL,
      is_shown BOOLEAN NOT NULL,
      items TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE supervision_items (
      id TEXT PRIMARY KEY,
      week_on TEXT NOT NULL,
      request TEXT,
      number TEXT,
      matter TEXT NOT NULL,
      unit TEXT NOT NULL,
      due_on TEXT NOT NULL,
      measure TEXT NOT NULL,
      result TEXT,
      done_on TEXT,
      made_by TEXT NOT NULL,
      made_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX supervision_items_left ON supervision_items (week_on) WHERE done_on IS NULL",
    "CREATE INDEX supervision_items_by_week ON supervision_items (week_on)")

  private static let formulas = Migration(
    "004_formulas",
    """
    CREATE TABLE supervision_formulas (
      valid_on TEXT PRIMARY KEY,
      formula TEXT NOT NULL,
      made_by TEXT NOT NULL,
      made_at BIGINT NOT NULL
    )
    """)

  /// Which unit the dispatch catalogue named when a request was first sent out.
  private static let proposals = Migration(
    "005_proposals", "ALTER TABLE supervision_facts ADD COLUMN proposed_unit TEXT")
}
