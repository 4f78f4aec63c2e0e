CREATE TABLE api_keys (
  key_hash TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);

CREATE TABLE api_tokens (
  token_hash TEXT PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,
  person TEXT REFERENCES people (id),
  permissions TEXT,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('own', 'area', 'unit', 'everything')),
  scope_value TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);

CREATE TABLE areas (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  english TEXT,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  border TEXT,
  phone TEXT
, holes TEXT, version BIGINT NOT NULL DEFAULT 1, changed_at BIGINT NOT NULL DEFAULT 0, ended_on TEXT);

CREATE TABLE audit_checkpoints (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  heads TEXT NOT NULL,
  seal TEXT NOT NULL
, number BIGINT, previous TEXT);

CREATE UNIQUE INDEX audit_checkpoints_by_number ON audit_checkpoints (number);

CREATE TABLE audit_checks (
  id TEXT PRIMARY KEY,
  asked_by TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  entries BIGINT NOT NULL,
  lanes BIGINT NOT NULL,
  checkpoints BIGINT NOT NULL,
  faults TEXT NOT NULL
);

CREATE INDEX audit_checks_by_start ON audit_checks (started_at);

CREATE TABLE audit_entries (
  lane BIGINT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (lane, number)
) WITHOUT ROWID;

CREATE INDEX audit_entries_by_time ON audit_entries (at);

CREATE TABLE browser_codes (
  phone_hash TEXT NOT NULL,
  browser_hash TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  PRIMARY KEY (phone_hash, browser_hash)
);

CREATE TABLE case_attachments (
  case_id TEXT NOT NULL REFERENCES cases (id),
  file TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('before', 'after', 'voice', 'paper')),
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, file)
) WITHOUT ROWID;

CREATE INDEX case_attachments_by_file ON case_attachments (file);

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
) WITHOUT ROWID;

CREATE INDEX case_events_by_time ON case_events (at, id) WHERE move <> 'submit';

CREATE INDEX case_events_moves ON case_events (id) WHERE move <> 'submit';

CREATE INDEX case_events_of_keys ON case_events (actor, case_id)
WHERE move = 'submit' AND substr(actor, 1, 4) = 'key:';

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
  alarm_at BIGINT, climb_at BIGINT, late_since BIGINT,
  PRIMARY KEY (case_id, duty, round)
) WITHOUT ROWID;

CREATE INDEX case_limits_alarms ON case_limits (alarm_at) WHERE alarm_at IS NOT NULL;

CREATE INDEX case_limits_climbs ON case_limits (climb_at) WHERE climb_at IS NOT NULL;

CREATE TABLE case_supporters (
  case_id TEXT NOT NULL REFERENCES cases (id),
  person TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (case_id, person)
) WITHOUT ROWID;

CREATE INDEX case_supporters_by_person ON case_supporters (person, case_id);

CREATE TABLE case_units (
  case_id TEXT NOT NULL REFERENCES cases (id),
  unit TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead', 'co', 'past')),
  since BIGINT NOT NULL,
  PRIMARY KEY (case_id, unit)
) WITHOUT ROWID;

CREATE INDEX case_units_by_unit ON case_units (unit, case_id);

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
, season TEXT, season_on TEXT, parent TEXT);

CREATE INDEX cases_by_closing ON cases (closed_at) WHERE closed_at IS NOT NULL;

CREATE INDEX cases_by_contact ON cases (contact_hash) WHERE contact_hash IS NOT NULL;

CREATE INDEX cases_by_reporter ON cases (reporter, ref) WHERE reporter IS NOT NULL;

CREATE INDEX cases_merged ON cases (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE INDEX cases_open_at ON cases (area, address, ref) WHERE is_open AND address <> '';

CREATE INDEX cases_open_by_area
ON cases (area, kind, confidentiality, state, due_at, warn_at) WHERE is_open;

CREATE INDEX cases_open_by_time ON cases (due_at, ref) WHERE is_open;

CREATE INDEX cases_open_by_unit ON cases (lead_unit, due_at, ref)
WHERE is_open AND lead_unit IS NOT NULL;

CREATE INDEX cases_open_near ON cases (geocell, ref) WHERE is_open AND geocell IS NOT NULL;

CREATE INDEX cases_over ON cases (state_since, id) WHERE NOT is_open;

CREATE INDEX cases_parts ON cases (parent) WHERE parent IS NOT NULL;

CREATE INDEX cases_to_review ON cases (ref) WHERE needs_review;

CREATE INDEX cases_to_verify ON cases (due_at, ref)
WHERE state IN ('reported', 'solved_on_site', 'verifying');

CREATE TABLE code_sends (
  name_hash TEXT PRIMARY KEY,
  phone_hash TEXT NOT NULL,
  sends BIGINT NOT NULL,
  window_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);

CREATE INDEX code_sends_by_phone ON code_sends (phone_hash);

CREATE TABLE commands (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  result TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (actor, key)
) WITHOUT ROWID;

CREATE INDEX commands_by_age ON commands (created_at);

CREATE TABLE consent_texts (
  purpose TEXT NOT NULL,
  version BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  is_new_use BOOLEAN NOT NULL,
  is_sensitive BOOLEAN NOT NULL,
  kinds TEXT NOT NULL,
  recipient TEXT,
  quiet_days BIGINT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  why_zh TEXT NOT NULL,
  why_en TEXT NOT NULL,
  effect_zh TEXT NOT NULL,
  effect_en TEXT NOT NULL,
  PRIMARY KEY (purpose, version)
);

CREATE TABLE consents (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  given_by TEXT NOT NULL,
  purpose TEXT NOT NULL,
  version BIGINT NOT NULL,
  kinds TEXT NOT NULL,
  recipient TEXT,
  decision TEXT NOT NULL CHECK (decision IN ('given', 'refused')),
  decided_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  FOREIGN KEY (purpose, version) REFERENCES consent_texts (purpose, version)
);

CREATE INDEX consents_by_giver ON consents (given_by);

CREATE INDEX consents_by_person ON consents (person, purpose, decided_at);

CREATE TABLE directory_changes (
  id TEXT PRIMARY KEY,
  register TEXT NOT NULL,
  code TEXT NOT NULL,
  version BIGINT NOT NULL,
  deed TEXT NOT NULL,
  actor TEXT NOT NULL,
  is_imported BOOLEAN NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  at BIGINT NOT NULL,
  UNIQUE (register, code, version)
);

CREATE TABLE directory_imports (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  content TEXT NOT NULL,
  is_complete BOOLEAN NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  done_at BIGINT
);

CREATE INDEX directory_imports_by_age ON directory_imports (created_at);

CREATE TABLE dispatch_rules (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  english TEXT,
  matter TEXT NOT NULL,
  place TEXT,
  days TEXT,
  daytimes TEXT,
  season TEXT,
  first_on TEXT,
  last_on TEXT,
  lead TEXT NOT NULL,
  co TEXT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  ended_on TEXT
);

CREATE TABLE duty_posts (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  english TEXT,
  phone TEXT NOT NULL,
  office TEXT,
  area TEXT,
  duties TEXT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  ended_on TEXT
);

CREATE TABLE duty_shifts (
  code TEXT PRIMARY KEY,
  station TEXT NOT NULL,
  holder TEXT NOT NULL,
  english TEXT,
  phone TEXT,
  days TEXT NOT NULL,
  times TEXT NOT NULL,
  first_on TEXT,
  last_on TEXT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  ended_on TEXT
);

CREATE TABLE filed_messages (
  file TEXT NOT NULL,
  id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  request_id TEXT NOT NULL,
  reply_hash TEXT,
  PRIMARY KEY (file, id)
) WITHOUT ROWID;

CREATE TABLE holiday_tables (
  year BIGINT PRIMARY KEY,
  content TEXT NOT NULL,
  changed_at BIGINT NOT NULL
, version BIGINT NOT NULL DEFAULT 1, ended_on TEXT);

CREATE TABLE hot_spot_cases (
  spot_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  PRIMARY KEY (spot_id, case_id)
) WITHOUT ROWID;

CREATE TABLE hot_spots (
  id TEXT PRIMARY KEY,
  place BIGINT NOT NULL,
  heat DOUBLE PRECISION NOT NULL,
  name TEXT NOT NULL,
  central_case TEXT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  voices BIGINT NOT NULL,
  days BIGINT NOT NULL,
  likes BIGINT NOT NULL,
  severity BIGINT NOT NULL,
  counted_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  parameters TEXT NOT NULL,
  unique_key TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'parked')),
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  last_error TEXT,
  finished_at BIGINT
);

CREATE INDEX jobs_by_end ON jobs (finished_at) WHERE state = 'done';

CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state IN ('waiting', 'running');

CREATE TABLE limit_tables (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  from_on TEXT NOT NULL,
  file_name TEXT NOT NULL,
  records TEXT NOT NULL,
  content TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  activated_at BIGINT
);

CREATE UNIQUE INDEX limit_tables_by_day ON limit_tables (from_on) WHERE activated_at IS NOT NULL;

CREATE TABLE mandate_entries (
  mandate TEXT NOT NULL REFERENCES mandates (id),
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT,
  role TEXT NOT NULL CHECK (role IN ('principal', 'delegate', 'window', 'system')),
  move TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (mandate, id)
);

CREATE TABLE mandate_scopes (
  mandate TEXT NOT NULL REFERENCES mandates (id),
  scope TEXT NOT NULL,
  is_allowed BOOLEAN NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (mandate, scope)
);

CREATE TABLE mandate_wards (
  person TEXT PRIMARY KEY,
  number_hash TEXT NOT NULL UNIQUE,
  number_masked TEXT NOT NULL,
  born_on TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE mandate_windows (
  mandate TEXT NOT NULL REFERENCES mandates (id),
  area TEXT NOT NULL,
  until_at BIGINT NOT NULL,
  PRIMARY KEY (mandate, area)
);

CREATE TABLE mandates (
  id TEXT PRIMARY KEY,
  principal TEXT,
  delegate TEXT,
  relation TEXT NOT NULL CHECK (relation IN
    ('spouse', 'parent', 'child', 'guardian', 'other')),
  basis TEXT NOT NULL CHECK (basis IN ('own_will', 'minor', 'incapacity')),
  asked_by TEXT NOT NULL CHECK (asked_by IN ('principal', 'delegate')),
  invited TEXT,
  invited_hash TEXT,
  invited_masked TEXT,
  typed_name TEXT,
  code TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'expired', 'revoked')),
  asked_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  proof TEXT CHECK (proof IN ('own_device', 'window')),
  document TEXT,
  verified_by TEXT,
  ended_at BIGINT,
  end_reason TEXT,
  consent_version BIGINT,
  version BIGINT NOT NULL
);

CREATE INDEX mandates_by_delegate ON mandates (delegate, state) WHERE delegate IS NOT NULL;

CREATE INDEX mandates_by_invited ON mandates (invited_hash, state)
WHERE invited_hash IS NOT NULL;

CREATE INDEX mandates_by_principal ON mandates (principal, state) WHERE principal IS NOT NULL;

CREATE INDEX mandates_open_by_end ON mandates (until_at) WHERE state IN ('pending', 'active');

CREATE INDEX mandates_pending_by_age ON mandates (asked_at) WHERE state = 'pending';

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
);

CREATE TABLE message_addresses (
  person TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('mini', 'mail')),
  address_sealed TEXT NOT NULL,
  address_masked TEXT NOT NULL,
  confirmed_at BIGINT NOT NULL,
  PRIMARY KEY (person, channel)
);

CREATE TABLE message_alerts (
  person TEXT NOT NULL,
  area TEXT NOT NULL,
  service TEXT NOT NULL,
  is_wide BOOLEAN NOT NULL,
  since_at BIGINT NOT NULL,
  PRIMARY KEY (person, area, service)
) WITHOUT ROWID;

CREATE INDEX message_alerts_by_area ON message_alerts (area, service, person);

CREATE TABLE message_chains (
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  valid_on TEXT NOT NULL,
  steps TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (kind, level, valid_on)
);

CREATE TABLE "message_deliveries" (
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
);

CREATE INDEX message_deliveries_by_age ON message_deliveries (created_at, id);

CREATE INDEX message_deliveries_failed ON message_deliveries (created_at, id)
WHERE state = 'failed';

CREATE TABLE message_opt_outs (
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (person, kind)
);

CREATE TABLE message_templates (
  template TEXT NOT NULL,
  valid_on TEXT NOT NULL,
  chinese TEXT NOT NULL,
  english TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (template, valid_on)
);

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
  read_at BIGINT, acknowledged_at BIGINT);

CREATE INDEX messages_by_person ON messages (person, created_at, id);

CREATE INDEX messages_unread ON messages (person) WHERE read_at IS NULL;

CREATE TABLE number_leases (
  series TEXT PRIMARY KEY,
  next_number BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  pending BOOLEAN NOT NULL
);

CREATE INDEX outbox_pending ON outbox (id) WHERE pending;

CREATE TABLE outbox_deliveries (
  event_id TEXT NOT NULL,
  subscriber TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'failing', 'parked')),
  attempts BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  last_error TEXT,
  PRIMARY KEY (event_id, subscriber)
) WITHOUT ROWID;

CREATE TABLE outside_questions (
  id TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  party TEXT NOT NULL,
  question TEXT NOT NULL,
  shown TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  answered_at BIGINT,
  revoked_at BIGINT
);

CREATE INDEX outside_questions_by_end ON outside_questions (expires_at);

CREATE INDEX outside_questions_by_request ON outside_questions (request, asked_at);

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  phone_sealed TEXT,
  phone_hash TEXT UNIQUE,
  phone_masked TEXT,
  created_at BIGINT NOT NULL
, reads_as TEXT);

CREATE TABLE photo_covers (
  case_id TEXT NOT NULL,
  file TEXT NOT NULL,
  covered TEXT NOT NULL,
  boxes TEXT NOT NULL,
  is_public BOOLEAN NOT NULL,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, file)
) WITHOUT ROWID;

CREATE INDEX photo_covers_by_copy ON photo_covers (covered);

CREATE TABLE photo_decisions (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  file TEXT NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('cover', 'publish', 'unpublish')),
  actor TEXT NOT NULL,
  post TEXT,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE INDEX photo_decisions_by_case ON photo_decisions (case_id, at);

CREATE TABLE push_keys (
  name TEXT PRIMARY KEY,
  secret_sealed TEXT NOT NULL,
  made_at BIGINT NOT NULL
);

CREATE TABLE push_subscriptions (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  endpoint_hash TEXT NOT NULL UNIQUE,
  subscription_sealed TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh-Hans', 'en')),
  added_at BIGINT NOT NULL
);

CREATE INDEX push_subscriptions_by_person ON push_subscriptions (person, added_at, id);

CREATE TABLE real_name_checks (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  name_sealed TEXT,
  number_sealed TEXT,
  number_masked TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN (
    'waiting', 'asking', 'matched', 'mismatched', 'no_record', 'failed')),
  tries BIGINT NOT NULL,
  reference TEXT,
  failed_reason TEXT,
  asked_at BIGINT NOT NULL,
  decided_at BIGINT
, child_until_at BIGINT);

CREATE INDEX real_name_checks_by_person ON real_name_checks (person, asked_at);

CREATE TABLE recovery_codes (
  person TEXT NOT NULL REFERENCES people (id),
  code_hash TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (person, code_hash)
);

CREATE TABLE report_drafts (
  owner TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE retention_periods (
  class TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  days BIGINT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (class, valid_from)
);

CREATE TABLE retention_runs (
  id TEXT PRIMARY KEY,
  class TEXT NOT NULL,
  days BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  finished_at BIGINT NOT NULL
);

CREATE INDEX retention_runs_by_time ON retention_runs (finished_at);

CREATE TABLE rights_limits (
  kind TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  days BIGINT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (kind, valid_from)
);

CREATE TABLE rights_requests (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('view', 'copy', 'correction', 'deletion', 'restriction',
    'explanation', 'withdrawal', 'closure')),
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused', 'cancelled')),
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  answer TEXT,
  outcome TEXT,
  version BIGINT NOT NULL
, extension_reason TEXT);

CREATE INDEX rights_requests_by_decision ON rights_requests (decided_at) WHERE state <> 'open';

CREATE INDEX rights_requests_by_person ON rights_requests (person, asked_at);

CREATE INDEX rights_requests_open ON rights_requests (due_at, id) WHERE state = 'open';

CREATE TABLE rights_restrictions (
  person TEXT PRIMARY KEY,
  request TEXT NOT NULL REFERENCES rights_requests (id),
  since_at BIGINT NOT NULL
);

CREATE TABLE role_grants (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('own', 'area', 'unit', 'everything')),
  scope_value TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  granted_by TEXT NOT NULL
);

CREATE INDEX role_grants_by_person ON role_grants (person);

CREATE INDEX role_grants_by_scope ON role_grants (scope_kind, scope_value);

CREATE TABLE roles (
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  permissions TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL, is_two_step BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (code, valid_from)
);

CREATE TABLE schedules (
  name TEXT PRIMARY KEY,
  next_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE schema_migrations (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at BIGINT NOT NULL,
  PRIMARY KEY (owner, name)
);

CREATE TABLE search_postings (
  kind TEXT NOT NULL,
  segment BIGINT NOT NULL,
  gram BIGINT NOT NULL,
  refs TEXT NOT NULL,
  PRIMARY KEY (kind, segment, gram)
) WITHOUT ROWID;

CREATE TABLE search_recent (
  kind TEXT NOT NULL,
  ref BIGINT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (kind, ref)
) WITHOUT ROWID;

CREATE TABLE search_segments (
  kind TEXT NOT NULL,
  segment BIGINT NOT NULL,
  first_ref BIGINT NOT NULL,
  last_ref BIGINT NOT NULL,
  PRIMARY KEY (kind, segment)
) WITHOUT ROWID;

CREATE TABLE second_factors (
  person TEXT PRIMARY KEY REFERENCES people (id),
  secret_sealed TEXT NOT NULL,
  last_step BIGINT NOT NULL,
  enrolled_at BIGINT NOT NULL
);

CREATE TABLE sent_files (
  file TEXT NOT NULL,
  sender TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (file, sender)
) WITHOUT ROWID;

CREATE INDEX sent_files_by_time ON sent_files (sent_at);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  is_strong BOOLEAN NOT NULL,
  started_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
, seen_at BIGINT NOT NULL DEFAULT 0, idle_minutes BIGINT NOT NULL DEFAULT 0, device TEXT NOT NULL DEFAULT '');

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_by_person ON sessions (person);

CREATE TABLE sign_in_brakes (
  name_hash TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
);

CREATE INDEX sign_in_brakes_by_age ON sign_in_brakes (last_at);

CREATE TABLE sign_in_limits (
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  PRIMARY KEY (name, valid_from)
);

CREATE TABLE staff_accounts (
  person TEXT PRIMARY KEY REFERENCES people (id),
  login TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  post TEXT NOT NULL,
  is_on_duty BOOLEAN NOT NULL,
  is_disabled BOOLEAN NOT NULL
, is_temporary BOOLEAN NOT NULL DEFAULT FALSE, password_at BIGINT NOT NULL DEFAULT 0, post_en TEXT);

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
);

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
, proposed_unit TEXT);

CREATE INDEX supervision_facts_closed ON supervision_facts (closed_at)
WHERE closed_at IS NOT NULL;

CREATE INDEX supervision_facts_contact ON supervision_facts (contact_due_at)
WHERE contact_due_at IS NOT NULL;

CREATE INDEX supervision_facts_dispatched ON supervision_facts (dispatched_at)
WHERE dispatched_at IS NOT NULL;

CREATE INDEX supervision_facts_due ON supervision_facts (due_at, id)
WHERE is_open AND due_at IS NOT NULL;

CREATE INDEX supervision_facts_handled ON supervision_facts (handled_at)
WHERE handled_at IS NOT NULL;

CREATE INDEX supervision_facts_state ON supervision_facts (state) WHERE is_open;

CREATE INDEX supervision_facts_submitted ON supervision_facts (submitted_at);

CREATE TABLE supervision_formulas (
  valid_on TEXT PRIMARY KEY,
  formula TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL
);

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
);

CREATE INDEX supervision_items_by_week ON supervision_items (week_on);

CREATE INDEX supervision_items_left ON supervision_items (week_on) WHERE done_on IS NULL;

CREATE TABLE supervision_tallies (
  axis TEXT NOT NULL,
  measure TEXT NOT NULL,
  day_on TEXT NOT NULL,
  place TEXT NOT NULL,
  code TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (axis, measure, day_on, place, code)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE supervision_weeks (
  week_on TEXT PRIMARY KEY,
  formula_on TEXT NOT NULL,
  formula TEXT NOT NULL,
  figures TEXT NOT NULL,
  members BIGINT NOT NULL,
  hash TEXT NOT NULL,
  frozen_at BIGINT NOT NULL
);

CREATE TABLE units (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  english TEXT,
  phone TEXT NOT NULL,
  duties TEXT NOT NULL,
  area TEXT NOT NULL
, kind TEXT NOT NULL DEFAULT 'department', credit TEXT, parent TEXT, hours TEXT, version BIGINT NOT NULL DEFAULT 1, changed_at BIGINT NOT NULL DEFAULT 0, ended_on TEXT);

CREATE TABLE wechat_handovers (
  token_hash TEXT PRIMARY KEY,
  openid_sealed TEXT NOT NULL,
  openid_hash TEXT NOT NULL,
  visit_hash TEXT,
  expires_at BIGINT NOT NULL
);

CREATE INDEX wechat_handovers_by_end ON wechat_handovers (expires_at);

CREATE INDEX wechat_handovers_by_openid ON wechat_handovers (openid_hash);

CREATE INDEX wechat_handovers_by_visit ON wechat_handovers (visit_hash);

CREATE TABLE wechat_links (
  person TEXT PRIMARY KEY REFERENCES people (id),
  openid_sealed TEXT NOT NULL,
  openid_hash TEXT NOT NULL UNIQUE,
  linked_at BIGINT NOT NULL
);
