public import Kernel

/// The engine's tables, shared by every capability that has cases.
///
/// Events and limits have no foreign key: one function writes them with their case, and the check
/// would cost every filing two look-ups. Each index is paid by every filing too, so the queue's are
/// partial: what is closed leaves them.
public enum CaseMigrations {
  public static let all = MigrationSet(
    owner: "casework",
    [cases, course, people, files, endings, recent, seasons, changes, ladder, places, parts, late])

  private static let cases = Migration(
    "001_cases",
    """
    CREATE TABLE cases (
      id TEXT PRIMARY KEY,
      ref BIGINT NOT NULL UNIQUE,
      no TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      request_kind TEXT NOT NULL,
      source TEXT NOT NULL,
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      class_code TEXT NOT NULL,
      service TEXT NOT NULL,
      item TEXT,
      urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'urgent', 'emergency')),
      area TEXT NOT NULL,
      address TEXT NOT NULL,
      latitude DOUBLE PRECISION,
      longitude DOUBLE PRECISION,
      geocell TEXT,
      reporter TEXT,
      contact_sealed TEXT,
      contact_hash TEXT,
      contact_masked TEXT,
      is_anonymous BOOLEAN NOT NULL,
      hides_from_handler BOOLEAN NOT NULL,
      duplicate_of TEXT REFERENCES cases (id),
      supporters BIGINT NOT NULL,
      lead_unit TEXT,
      level TEXT,
      state TEXT NOT NULL CHECK (state IN (
        'submitted', 'merged', 'refused', 'withdrawn', 'accepted', 'filed', 'solved_on_site',
        'dispatched', 'objection', 'in_progress', 'extension_asked', 'parked', 'escalated',
        'reported', 'verifying', 'closed', 'reopened')),
      version BIGINT NOT NULL,
      confidentiality TEXT NOT NULL CHECK (confidentiality IN ('public', 'internal', 'restricted')),
      outcome TEXT,
      result_text TEXT,
      is_imported BOOLEAN NOT NULL,
      is_open BOOLEAN NOT NULL,
      submitted_at BIGINT NOT NULL,
      state_since BIGINT NOT NULL,
      closed_at BIGINT,
      due_at BIGINT NOT NULL,
      warn_at BIGINT NOT NULL,
      needs_review BOOLEAN NOT NULL,
      details TEXT NOT NULL
    )
    """,
    "CREATE INDEX cases_by_reporter ON cases (reporter, ref) WHERE reporter IS NOT NULL",
    "CREATE INDEX cases_by_contact ON cases (contact_hash) WHERE contact_hash IS NOT NULL",
    "CREATE INDEX cases_open_by_time ON cases (due_at, ref) WHERE is_open",
    """
    CREATE INDEX cases_open_by_area
    ON cases (area, kind, confidentiality, state, due_at, warn_at) WHERE is_open
    """,
    """
    CREATE INDEX cases_open_by_unit ON cases (lead_unit, due_at, ref)
    WHERE is_open AND lead_unit IS NOT NULL
    """,
    "CREATE INDEX cases_open_near ON cases (geocell) WHERE is_open AND geocell IS NOT NULL",
    """
    CREATE INDEX cases_to_verify ON cases (due_at, ref)
    WHERE state IN ('reported', 'solved_on_site', 'verifying')
    """,
    "CREATE INDEX cases_to_review ON cases (ref) WHERE needs_review",
    "CREATE INDEX cases_by_closing ON cases (closed_at) WHERE closed_at IS NOT NULL",
    "CREATE INDEX cases_merged ON cases (duplicate_of) WHERE duplicate_of IS NOT NULL")

  private static let course = Migration(
    "002_course",
    """
    CREATE TABLE case_events (
      case_id TEXT NOT NULL,
      id TEXT NOT NULL,
      at BIGINT NOT NULL,
      actor TEXT NOT NULL,
      role TEXT NOT NULL,
      move TEXT NOT NULL,
      from_state TEXT,
      to_state TEXT NOT NULL,
      version BIGINT NOT NULL,
      words TEXT,
      is_public BOOLEAN NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (case_id, id)
    )\(.clustered)
    """,
    """
    CREATE TABLE case_limits (
      case_id TEXT NOT NULL,
      duty TEXT NOT NULL,
      round BIGINT NOT NULL,
      amount BIGINT NOT NULL,
      unit TEXT NOT NULL,
      warn_percent BIGINT NOT NULL,
      counting TEXT NOT NULL,
      started_at BIGINT NOT NULL,
      pauses TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN (
        'running', 'paused', 'met', 'missed', 'passed', 'dropped')),
      owner TEXT NOT NULL,
      due_at BIGINT,
      warn_at BIGINT,
      finished_at BIGINT,
      alarm TEXT NOT NULL,
      alarm_at BIGINT,
      PRIMARY KEY (case_id, duty, round)
    )\(.clustered)
    """,
    "CREATE INDEX case_limits_alarms ON case_limits (alarm_at) WHERE alarm_at IS NOT NULL")

  private static let people = Migration(
    "003_people",
    """
    CREATE TABLE case_supporters (
      case_id TEXT NOT NULL REFERENCES cases (id),
      person TEXT NOT NULL,
      at BIGINT NOT NULL,
      PRIMARY KEY (case_id, person)
    )\(.clustered)
    """,
    "CREATE INDEX case_supporters_by_person ON case_supporters (person, case_id)",
    """
    CREATE TABLE case_units (
      case_id TEXT NOT NULL REFERENCES cases (id),
      unit TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('lead', 'co', 'past')),
      since BIGINT NOT NULL,
      PRIMARY KEY (case_id, unit)
    )\(.clustered)
    """,
    "CREATE INDEX case_units_by_unit ON case_units (unit, case_id)")

  private static let files = Migration(
    "004_files",
    """
    CREATE TABLE case_attachments (
      case_id TEXT NOT NULL REFERENCES cases (id),
      file TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('before', 'after', 'voice', 'paper')),
      added_by TEXT NOT NULL,
      added_at BIGINT NOT NULL,
      PRIMARY KEY (case_id, file)
    )\(.clustered)
    """,
    "CREATE INDEX case_attachments_by_file ON case_attachments (file)")

  /// For what is kept for a time only, counted from the end: refused and withdrawn ones too.
  private static let endings = Migration(
    "005_endings",
    "CREATE INDEX cases_over ON cases (state_since, id) WHERE NOT is_open")

  /// For what happened last; filings, of which there are most, do not pay for it.
  private static let recent = Migration(
    "006_recent",
    "CREATE INDEX case_events_moves ON case_events (id) WHERE move <> 'submit'")

  /// Before what time of the year it has to be done; few have one, so no index is paid for it.
  private static let seasons = Migration(
    "007_seasons",
    "ALTER TABLE cases ADD COLUMN season TEXT",
    "ALTER TABLE cases ADD COLUMN season_on TEXT")

  /// When the platform passes a case up; a first look at what runs already sets it right.
  private static let ladder = Migration(
    "009_ladder",
    "ALTER TABLE case_limits ADD COLUMN climb_at BIGINT",
    """
    UPDATE case_limits SET climb_at = due_at + 1
    WHERE state = 'running' AND duty IN ('accept', 'dispatch', 'handle') AND due_at IS NOT NULL
    """,
    "CREATE INDEX case_limits_climbs ON case_limits (climb_at) WHERE climb_at IS NOT NULL")

  /// For what may be the same as what is being reported: old ones are left out within the index, so
  /// that a place where much is open costs no look at each of them.
  private static let places = Migration(
    "010_open_places",
    "DROP INDEX cases_open_near",
    """
    CREATE INDEX cases_open_near ON cases (geocell, ref) WHERE is_open AND geocell IS NOT NULL
    """,
    """
    CREATE INDEX cases_open_at ON cases (area, address, ref) WHERE is_open AND address <> ''
    """)

  /// What a case was split into; few are, so the index is partial.
  private static let parts = Migration(
    "011_parts",
    "ALTER TABLE cases ADD COLUMN parent TEXT",
    "CREATE INDEX cases_parts ON cases (parent) WHERE parent IS NOT NULL")

  /// The first deadline missed by those who had a duty before it was handed on.
  ///
  /// What was handed on before is filled in, one level after the other: the ladder has five.
  private static let late = Migration(
    "012_late",
    "ALTER TABLE case_limits ADD COLUMN late_since BIGINT",
    handedOn, handedOn, handedOn, handedOn,
    """
    UPDATE cases SET due_at = (
      SELECT MIN(COALESCE(l.late_since, l.due_at)) FROM case_limits l
      WHERE l.case_id = cases.id AND l.state = 'running' AND l.duty NOT IN ('rate', 'answer'))
    WHERE is_open AND id IN (
      SELECT l.case_id FROM case_limits l WHERE l.state = 'running' AND l.late_since IS NOT NULL)
    """)

  private static let handedOn: SQL = """
    UPDATE case_limits SET late_since = (
      SELECT COALESCE(p.late_since, CASE WHEN p.state = 'missed' THEN p.due_at END)
      FROM case_limits p
      WHERE p.case_id = case_limits.case_id AND p.duty = case_limits.duty
        AND p.round = case_limits.round - 1 AND p.finished_at = case_limits.started_at)
    WHERE round > 1 AND duty IN ('accept', 'dispatch', 'handle')
    """
}
