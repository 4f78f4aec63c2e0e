CREATE TABLE api_keys (
  key_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT,
  CONSTRAINT api_keys_name_key UNIQUE (name),
  CONSTRAINT api_keys_pkey PRIMARY KEY (key_hash)
);

CREATE TABLE api_tokens (
  token_hash TEXT NOT NULL,
  label TEXT NOT NULL,
  person TEXT,
  permissions TEXT,
  scope_kind TEXT NOT NULL,
  scope_value TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT,
  CONSTRAINT api_tokens_label_key UNIQUE (label),
  CONSTRAINT api_tokens_pkey PRIMARY KEY (token_hash),
  CONSTRAINT api_tokens_person_fkey FOREIGN KEY (person) REFERENCES people(id),
  CONSTRAINT api_tokens_scope_kind_check CHECK ((scope_kind = ANY (ARRAY['own'::text, 'area'::text, 'unit'::text, 'everything'::text])))
);

CREATE TABLE areas (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  english TEXT,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  border TEXT,
  phone TEXT,
  holes TEXT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  ended_on TEXT,
  CONSTRAINT areas_pkey PRIMARY KEY (code)
);

CREATE TABLE audit_checkpoints (
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  heads TEXT NOT NULL,
  seal TEXT NOT NULL,
  number BIGINT,
  previous TEXT,
  CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX audit_checkpoints_by_number ON audit_checkpoints USING btree (number);

CREATE TABLE audit_checks (
  id TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  entries BIGINT NOT NULL,
  lanes BIGINT NOT NULL,
  checkpoints BIGINT NOT NULL,
  faults TEXT NOT NULL,
  CONSTRAINT audit_checks_pkey PRIMARY KEY (id)
);

CREATE INDEX audit_checks_by_start ON audit_checks USING btree (started_at);

CREATE TABLE audit_entries (
  lane BIGINT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT audit_entries_pkey PRIMARY KEY (lane, number)
);

CREATE INDEX audit_entries_by_time ON audit_entries USING btree (at);

CREATE TABLE browser_codes (
  phone_hash TEXT NOT NULL,
  browser_hash TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  CONSTRAINT browser_codes_pkey PRIMARY KEY (phone_hash, browser_hash)
);

CREATE TABLE case_attachments (
  case_id TEXT NOT NULL,
  file TEXT NOT NULL,
  kind TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  CONSTRAINT case_attachments_pkey PRIMARY KEY (case_id, file),
  CONSTRAINT case_attachments_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT case_attachments_kind_check CHECK ((kind = ANY (ARRAY['before'::text, 'after'::text, 'voice'::text, 'paper'::text])))
);

CREATE INDEX case_attachments_by_file ON case_attachments USING btree (file);

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
  CONSTRAINT case_events_pkey PRIMARY KEY (case_id, id)
);

CREATE INDEX case_events_by_time ON case_events USING btree (at, id) WHERE (move <> 'submit'::text);

CREATE INDEX case_events_moves ON case_events USING btree (id) WHERE (move <> 'submit'::text);

CREATE INDEX case_events_of_keys ON case_events USING btree (actor, case_id) WHERE ((move = 'submit'::text) AND (substr(actor, 1, 4) = 'key:'::text));

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
  state TEXT NOT NULL,
  owner TEXT NOT NULL,
  due_at BIGINT,
  warn_at BIGINT,
  finished_at BIGINT,
  alarm TEXT NOT NULL,
  alarm_at BIGINT,
  climb_at BIGINT,
  late_since BIGINT,
  CONSTRAINT case_limits_pkey PRIMARY KEY (case_id, duty, round),
  CONSTRAINT case_limits_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'met'::text, 'missed'::text, 'passed'::text, 'dropped'::text])))
);

CREATE INDEX case_limits_alarms ON case_limits USING btree (alarm_at) WHERE (alarm_at IS NOT NULL);

CREATE INDEX case_limits_climbs ON case_limits USING btree (climb_at) WHERE (climb_at IS NOT NULL);

CREATE TABLE case_supporters (
  case_id TEXT NOT NULL,
  person TEXT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT case_supporters_pkey PRIMARY KEY (case_id, person),
  CONSTRAINT case_supporters_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);

CREATE INDEX case_supporters_by_person ON case_supporters USING btree (person, case_id);

CREATE TABLE case_units (
  case_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  since BIGINT NOT NULL,
  CONSTRAINT case_units_pkey PRIMARY KEY (case_id, unit),
  CONSTRAINT case_units_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  CONSTRAINT case_units_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'co'::text, 'past'::text])))
);

CREATE INDEX case_units_by_unit ON case_units USING btree (unit, case_id);

CREATE TABLE cases (
  id TEXT NOT NULL,
  ref BIGINT NOT NULL,
  no TEXT NOT NULL,
  kind TEXT NOT NULL,
  request_kind TEXT NOT NULL,
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  class_code TEXT NOT NULL,
  service TEXT NOT NULL,
  item TEXT,
  urgency TEXT NOT NULL,
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
  duplicate_of TEXT,
  supporters BIGINT NOT NULL,
  lead_unit TEXT,
  level TEXT,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  confidentiality TEXT NOT NULL,
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
  details TEXT NOT NULL,
  season TEXT,
  season_on TEXT,
  parent TEXT,
  CONSTRAINT cases_no_key UNIQUE (no),
  CONSTRAINT cases_ref_key UNIQUE (ref),
  CONSTRAINT cases_pkey PRIMARY KEY (id),
  CONSTRAINT cases_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES cases(id),
  CONSTRAINT cases_confidentiality_check CHECK ((confidentiality = ANY (ARRAY['public'::text, 'internal'::text, 'restricted'::text]))),
  CONSTRAINT cases_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'merged'::text, 'refused'::text, 'withdrawn'::text, 'accepted'::text, 'filed'::text, 'solved_on_site'::text, 'dispatched'::text, 'objection'::text, 'in_progress'::text, 'extension_asked'::text, 'parked'::text, 'escalated'::text, 'reported'::text, 'verifying'::text, 'closed'::text, 'reopened'::text]))),
  CONSTRAINT cases_urgency_check CHECK ((urgency = ANY (ARRAY['normal'::text, 'urgent'::text, 'emergency'::text])))
);

CREATE INDEX cases_by_closing ON cases USING btree (closed_at) WHERE (closed_at IS NOT NULL);

CREATE INDEX cases_by_contact ON cases USING btree (contact_hash) WHERE (contact_hash IS NOT NULL);

CREATE INDEX cases_by_reporter ON cases USING btree (reporter, ref) WHERE (reporter IS NOT NULL);

CREATE INDEX cases_merged ON cases USING btree (duplicate_of) WHERE (duplicate_of IS NOT NULL);

CREATE INDEX cases_open_at ON cases USING btree (area, address, ref) WHERE (is_open AND (address <> ''::text));

CREATE INDEX cases_open_by_area ON cases USING btree (area, kind, confidentiality, state, due_at, warn_at) WHERE is_open;

CREATE INDEX cases_open_by_time ON cases USING btree (due_at, ref) WHERE is_open;

CREATE INDEX cases_open_by_unit ON cases USING btree (lead_unit, due_at, ref) WHERE (is_open AND (lead_unit IS NOT NULL));

CREATE INDEX cases_open_near ON cases USING btree (geocell, ref) WHERE (is_open AND (geocell IS NOT NULL));

CREATE INDEX cases_over ON cases USING btree (state_since, id) WHERE (NOT is_open);

CREATE INDEX cases_parts ON cases USING btree (parent) WHERE (parent IS NOT NULL);

CREATE INDEX cases_to_review ON cases USING btree (ref) WHERE needs_review;

CREATE INDEX cases_to_verify ON cases USING btree (due_at, ref) WHERE (state = ANY (ARRAY['reported'::text, 'solved_on_site'::text, 'verifying'::text]));

CREATE TABLE code_sends (
  name_hash TEXT NOT NULL,
  phone_hash TEXT NOT NULL,
  sends BIGINT NOT NULL,
  window_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  CONSTRAINT code_sends_pkey PRIMARY KEY (name_hash)
);

CREATE INDEX code_sends_by_phone ON code_sends USING btree (phone_hash);

CREATE TABLE commands (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  result TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT commands_pkey PRIMARY KEY (actor, key)
);

CREATE INDEX commands_by_age ON commands USING btree (created_at);

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
  CONSTRAINT consent_texts_pkey PRIMARY KEY (purpose, version)
);

CREATE TABLE consents (
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  given_by TEXT NOT NULL,
  purpose TEXT NOT NULL,
  version BIGINT NOT NULL,
  kinds TEXT NOT NULL,
  recipient TEXT,
  decision TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  CONSTRAINT consents_pkey PRIMARY KEY (id),
  CONSTRAINT consents_purpose_version_fkey FOREIGN KEY (purpose, version) REFERENCES consent_texts(purpose, version),
  CONSTRAINT consents_decision_check CHECK ((decision = ANY (ARRAY['given'::text, 'refused'::text])))
);

CREATE INDEX consents_by_giver ON consents USING btree (given_by);

CREATE INDEX consents_by_person ON consents USING btree (person, purpose, decided_at);

CREATE TABLE directory_changes (
  id TEXT NOT NULL,
  register TEXT NOT NULL,
  code TEXT NOT NULL,
  version BIGINT NOT NULL,
  deed TEXT NOT NULL,
  actor TEXT NOT NULL,
  is_imported BOOLEAN NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT directory_changes_register_code_version_key UNIQUE (register, code, version),
  CONSTRAINT directory_changes_pkey PRIMARY KEY (id)
);

CREATE TABLE directory_imports (
  id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  content TEXT NOT NULL,
  is_complete BOOLEAN NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  done_at BIGINT,
  CONSTRAINT directory_imports_pkey PRIMARY KEY (id)
);

CREATE INDEX directory_imports_by_age ON directory_imports USING btree (created_at);

CREATE TABLE dispatch_rules (
  code TEXT NOT NULL,
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
  ended_on TEXT,
  CONSTRAINT dispatch_rules_pkey PRIMARY KEY (code)
);

CREATE TABLE duty_posts (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  english TEXT,
  phone TEXT NOT NULL,
  office TEXT,
  area TEXT,
  duties TEXT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  ended_on TEXT,
  CONSTRAINT duty_posts_pkey PRIMARY KEY (code)
);

CREATE TABLE duty_shifts (
  code TEXT NOT NULL,
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
  ended_on TEXT,
  CONSTRAINT duty_shifts_pkey PRIMARY KEY (code)
);

CREATE TABLE filed_messages (
  file TEXT NOT NULL,
  id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  request_id TEXT NOT NULL,
  reply_hash TEXT,
  CONSTRAINT filed_messages_pkey PRIMARY KEY (file, id)
);

CREATE TABLE holiday_tables (
  year BIGINT NOT NULL,
  content TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  ended_on TEXT,
  CONSTRAINT holiday_tables_pkey PRIMARY KEY (year)
);

CREATE TABLE hot_spot_cases (
  spot_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  CONSTRAINT hot_spot_cases_pkey PRIMARY KEY (spot_id, case_id)
);

CREATE TABLE hot_spots (
  id TEXT NOT NULL,
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
  counted_at BIGINT NOT NULL,
  CONSTRAINT hot_spots_pkey PRIMARY KEY (id)
);

CREATE TABLE jobs (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  parameters TEXT NOT NULL,
  unique_key TEXT,
  state TEXT NOT NULL,
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  last_error TEXT,
  finished_at BIGINT,
  CONSTRAINT jobs_unique_key_key UNIQUE (unique_key),
  CONSTRAINT jobs_pkey PRIMARY KEY (id),
  CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'parked'::text])))
);

CREATE INDEX jobs_by_end ON jobs USING btree (finished_at) WHERE (state = 'done'::text);

CREATE INDEX jobs_due ON jobs USING btree (run_at, id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE TABLE limit_tables (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  from_on TEXT NOT NULL,
  file_name TEXT NOT NULL,
  records TEXT NOT NULL,
  content TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  activated_at BIGINT,
  CONSTRAINT limit_tables_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX limit_tables_by_day ON limit_tables USING btree (from_on) WHERE (activated_at IS NOT NULL);

CREATE TABLE mandate_entries (
  mandate TEXT NOT NULL,
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT,
  role TEXT NOT NULL,
  move TEXT NOT NULL,
  detail TEXT,
  CONSTRAINT mandate_entries_pkey PRIMARY KEY (mandate, id),
  CONSTRAINT mandate_entries_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandates(id),
  CONSTRAINT mandate_entries_role_check CHECK ((role = ANY (ARRAY['principal'::text, 'delegate'::text, 'window'::text, 'system'::text])))
);

CREATE TABLE mandate_scopes (
  mandate TEXT NOT NULL,
  scope TEXT NOT NULL,
  is_allowed BOOLEAN NOT NULL,
  changed_at BIGINT NOT NULL,
  CONSTRAINT mandate_scopes_pkey PRIMARY KEY (mandate, scope),
  CONSTRAINT mandate_scopes_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandates(id)
);

CREATE TABLE mandate_wards (
  person TEXT NOT NULL,
  number_hash TEXT NOT NULL,
  number_masked TEXT NOT NULL,
  born_on TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT mandate_wards_number_hash_key UNIQUE (number_hash),
  CONSTRAINT mandate_wards_pkey PRIMARY KEY (person)
);

CREATE TABLE mandate_windows (
  mandate TEXT NOT NULL,
  area TEXT NOT NULL,
  until_at BIGINT NOT NULL,
  CONSTRAINT mandate_windows_pkey PRIMARY KEY (mandate, area),
  CONSTRAINT mandate_windows_mandate_fkey FOREIGN KEY (mandate) REFERENCES mandates(id)
);

CREATE TABLE mandates (
  id TEXT NOT NULL,
  principal TEXT,
  delegate TEXT,
  relation TEXT NOT NULL,
  basis TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  invited TEXT,
  invited_hash TEXT,
  invited_masked TEXT,
  typed_name TEXT,
  code TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  proof TEXT,
  document TEXT,
  verified_by TEXT,
  ended_at BIGINT,
  end_reason TEXT,
  consent_version BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT mandates_code_key UNIQUE (code),
  CONSTRAINT mandates_pkey PRIMARY KEY (id),
  CONSTRAINT mandates_asked_by_check CHECK ((asked_by = ANY (ARRAY['principal'::text, 'delegate'::text]))),
  CONSTRAINT mandates_basis_check CHECK ((basis = ANY (ARRAY['own_will'::text, 'minor'::text, 'incapacity'::text]))),
  CONSTRAINT mandates_proof_check CHECK ((proof = ANY (ARRAY['own_device'::text, 'window'::text]))),
  CONSTRAINT mandates_relation_check CHECK ((relation = ANY (ARRAY['spouse'::text, 'parent'::text, 'child'::text, 'guardian'::text, 'other'::text]))),
  CONSTRAINT mandates_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'active'::text, 'expired'::text, 'revoked'::text])))
);

CREATE INDEX mandates_by_delegate ON mandates USING btree (delegate, state) WHERE (delegate IS NOT NULL);

CREATE INDEX mandates_by_invited ON mandates USING btree (invited_hash, state) WHERE (invited_hash IS NOT NULL);

CREATE INDEX mandates_by_principal ON mandates USING btree (principal, state) WHERE (principal IS NOT NULL);

CREATE INDEX mandates_open_by_end ON mandates USING btree (until_at) WHERE (state = ANY (ARRAY['pending'::text, 'active'::text]));

CREATE INDEX mandates_pending_by_age ON mandates USING btree (asked_at) WHERE (state = 'pending'::text);

CREATE TABLE message_address_codes (
  person TEXT NOT NULL,
  id TEXT NOT NULL,
  address_sealed TEXT NOT NULL,
  address_masked TEXT NOT NULL,
  code_sealed TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  sends BIGINT NOT NULL,
  window_at BIGINT NOT NULL,
  CONSTRAINT message_address_codes_pkey PRIMARY KEY (person)
);

CREATE TABLE message_addresses (
  person TEXT NOT NULL,
  channel TEXT NOT NULL,
  address_sealed TEXT NOT NULL,
  address_masked TEXT NOT NULL,
  confirmed_at BIGINT NOT NULL,
  CONSTRAINT message_addresses_pkey PRIMARY KEY (person, channel),
  CONSTRAINT message_addresses_channel_check CHECK ((channel = ANY (ARRAY['mini'::text, 'mail'::text])))
);

CREATE TABLE message_alerts (
  person TEXT NOT NULL,
  area TEXT NOT NULL,
  service TEXT NOT NULL,
  is_wide BOOLEAN NOT NULL,
  since_at BIGINT NOT NULL,
  CONSTRAINT message_alerts_pkey PRIMARY KEY (person, area, service)
);

CREATE INDEX message_alerts_by_area ON message_alerts USING btree (area, service, person);

CREATE TABLE message_chains (
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  valid_on TEXT NOT NULL,
  steps TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  CONSTRAINT message_chains_pkey PRIMARY KEY (kind, level, valid_on)
);

CREATE TABLE message_deliveries (
  id TEXT NOT NULL,
  message TEXT NOT NULL,
  step BIGINT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  reference TEXT,
  sent_at BIGINT,
  delivered_at BIGINT,
  failed_reason TEXT,
  ordered_by TEXT,
  CONSTRAINT message_deliveries_wider_message_step_key UNIQUE (message, step),
  CONSTRAINT message_deliveries_wider_pkey PRIMARY KEY (id),
  CONSTRAINT message_deliveries_wider_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'flash'::text, 'voice'::text, 'mini'::text, 'mail'::text, 'push'::text]))),
  CONSTRAINT message_deliveries_wider_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'withheld'::text])))
);

CREATE INDEX message_deliveries_by_age ON message_deliveries USING btree (created_at, id);

CREATE INDEX message_deliveries_failed ON message_deliveries USING btree (created_at, id) WHERE (state = 'failed'::text);

CREATE TABLE message_opt_outs (
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  CONSTRAINT message_opt_outs_pkey PRIMARY KEY (person, kind)
);

CREATE TABLE message_templates (
  template TEXT NOT NULL,
  valid_on TEXT NOT NULL,
  chinese TEXT NOT NULL,
  english TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  CONSTRAINT message_templates_pkey PRIMARY KEY (template, valid_on)
);

CREATE TABLE messages (
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  template TEXT NOT NULL,
  codes TEXT NOT NULL,
  subject TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  read_at BIGINT,
  acknowledged_at BIGINT,
  CONSTRAINT messages_dedupe_key_key UNIQUE (dedupe_key),
  CONSTRAINT messages_pkey PRIMARY KEY (id)
);

CREATE INDEX messages_by_person ON messages USING btree (person, created_at, id);

CREATE INDEX messages_unread ON messages USING btree (person) WHERE (read_at IS NULL);

CREATE TABLE number_leases (
  series TEXT NOT NULL,
  next_number BIGINT NOT NULL,
  CONSTRAINT number_leases_pkey PRIMARY KEY (series)
);

CREATE TABLE outbox (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  pending BOOLEAN NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (id)
);

CREATE INDEX outbox_pending ON outbox USING btree (id) WHERE pending;

CREATE TABLE outbox_deliveries (
  event_id TEXT NOT NULL,
  subscriber TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  last_error TEXT,
  CONSTRAINT outbox_deliveries_pkey PRIMARY KEY (event_id, subscriber),
  CONSTRAINT outbox_deliveries_state_check CHECK ((state = ANY (ARRAY['done'::text, 'failing'::text, 'parked'::text])))
);

CREATE TABLE outside_questions (
  id TEXT NOT NULL,
  request TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  party TEXT NOT NULL,
  question TEXT NOT NULL,
  shown TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  answered_at BIGINT,
  revoked_at BIGINT,
  CONSTRAINT outside_questions_token_hash_key UNIQUE (token_hash),
  CONSTRAINT outside_questions_pkey PRIMARY KEY (id)
);

CREATE INDEX outside_questions_by_end ON outside_questions USING btree (expires_at);

CREATE INDEX outside_questions_by_request ON outside_questions USING btree (request, asked_at);

CREATE TABLE people (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  phone_sealed TEXT,
  phone_hash TEXT,
  phone_masked TEXT,
  created_at BIGINT NOT NULL,
  reads_as TEXT,
  CONSTRAINT people_phone_hash_key UNIQUE (phone_hash),
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

CREATE TABLE photo_covers (
  case_id TEXT NOT NULL,
  file TEXT NOT NULL,
  covered TEXT NOT NULL,
  boxes TEXT NOT NULL,
  is_public BOOLEAN NOT NULL,
  decided_at BIGINT NOT NULL,
  CONSTRAINT photo_covers_pkey PRIMARY KEY (case_id, file)
);

CREATE INDEX photo_covers_by_copy ON photo_covers USING btree (covered);

CREATE TABLE photo_decisions (
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  file TEXT NOT NULL,
  deed TEXT NOT NULL,
  actor TEXT NOT NULL,
  post TEXT,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT photo_decisions_pkey PRIMARY KEY (id),
  CONSTRAINT photo_decisions_deed_check CHECK ((deed = ANY (ARRAY['cover'::text, 'publish'::text, 'unpublish'::text])))
);

CREATE INDEX photo_decisions_by_case ON photo_decisions USING btree (case_id, at);

CREATE TABLE push_keys (
  name TEXT NOT NULL,
  secret_sealed TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  CONSTRAINT push_keys_pkey PRIMARY KEY (name)
);

CREATE TABLE push_subscriptions (
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  endpoint_hash TEXT NOT NULL,
  subscription_sealed TEXT NOT NULL,
  language TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  CONSTRAINT push_subscriptions_endpoint_hash_key UNIQUE (endpoint_hash),
  CONSTRAINT push_subscriptions_pkey PRIMARY KEY (id),
  CONSTRAINT push_subscriptions_language_check CHECK ((language = ANY (ARRAY['zh-Hans'::text, 'en'::text])))
);

CREATE INDEX push_subscriptions_by_person ON push_subscriptions USING btree (person, added_at, id);

CREATE TABLE real_name_checks (
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  name_sealed TEXT,
  number_sealed TEXT,
  number_masked TEXT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  reference TEXT,
  failed_reason TEXT,
  asked_at BIGINT NOT NULL,
  decided_at BIGINT,
  child_until_at BIGINT,
  CONSTRAINT real_name_checks_pkey PRIMARY KEY (id),
  CONSTRAINT real_name_checks_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'asking'::text, 'matched'::text, 'mismatched'::text, 'no_record'::text, 'failed'::text])))
);

CREATE INDEX real_name_checks_by_person ON real_name_checks USING btree (person, asked_at);

CREATE TABLE recovery_codes (
  person TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  used_at BIGINT,
  CONSTRAINT recovery_codes_pkey PRIMARY KEY (person, code_hash),
  CONSTRAINT recovery_codes_person_fkey FOREIGN KEY (person) REFERENCES people(id)
);

CREATE TABLE report_drafts (
  owner TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT report_drafts_pkey PRIMARY KEY (owner)
);

CREATE TABLE retention_periods (
  class TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  days BIGINT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT retention_periods_pkey PRIMARY KEY (class, valid_from)
);

CREATE TABLE retention_runs (
  id TEXT NOT NULL,
  class TEXT NOT NULL,
  days BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  finished_at BIGINT NOT NULL,
  CONSTRAINT retention_runs_pkey PRIMARY KEY (id)
);

CREATE INDEX retention_runs_by_time ON retention_runs USING btree (finished_at);

CREATE TABLE rights_limits (
  kind TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  days BIGINT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT rights_limits_pkey PRIMARY KEY (kind, valid_from)
);

CREATE TABLE rights_requests (
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  answer TEXT,
  outcome TEXT,
  version BIGINT NOT NULL,
  extension_reason TEXT,
  CONSTRAINT rights_requests_pkey PRIMARY KEY (id),
  CONSTRAINT rights_requests_kind_check CHECK ((kind = ANY (ARRAY['view'::text, 'copy'::text, 'correction'::text, 'deletion'::text, 'restriction'::text, 'explanation'::text, 'withdrawal'::text, 'closure'::text]))),
  CONSTRAINT rights_requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'granted'::text, 'refused'::text, 'cancelled'::text])))
);

CREATE INDEX rights_requests_by_decision ON rights_requests USING btree (decided_at) WHERE (state <> 'open'::text);

CREATE INDEX rights_requests_by_person ON rights_requests USING btree (person, asked_at);

CREATE INDEX rights_requests_open ON rights_requests USING btree (due_at, id) WHERE (state = 'open'::text);

CREATE TABLE rights_restrictions (
  person TEXT NOT NULL,
  request TEXT NOT NULL,
  since_at BIGINT NOT NULL,
  CONSTRAINT rights_restrictions_pkey PRIMARY KEY (person),
  CONSTRAINT rights_restrictions_request_fkey FOREIGN KEY (request) REFERENCES rights_requests(id)
);

CREATE TABLE role_grants (
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL,
  scope_value TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  granted_by TEXT NOT NULL,
  CONSTRAINT role_grants_pkey PRIMARY KEY (id),
  CONSTRAINT role_grants_person_fkey FOREIGN KEY (person) REFERENCES people(id),
  CONSTRAINT role_grants_scope_kind_check CHECK ((scope_kind = ANY (ARRAY['own'::text, 'area'::text, 'unit'::text, 'everything'::text])))
);

CREATE INDEX role_grants_by_person ON role_grants USING btree (person);

CREATE INDEX role_grants_by_scope ON role_grants USING btree (scope_kind, scope_value);

CREATE TABLE roles (
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  permissions TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  is_two_step BOOLEAN NOT NULL,
  CONSTRAINT roles_pkey PRIMARY KEY (code, valid_from)
);

CREATE TABLE schedules (
  name TEXT NOT NULL,
  next_at BIGINT NOT NULL,
  CONSTRAINT schedules_pkey PRIMARY KEY (name)
);

CREATE TABLE schema_migrations (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at BIGINT NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (owner, name)
);

CREATE TABLE search_postings (
  kind TEXT NOT NULL,
  segment BIGINT NOT NULL,
  gram BIGINT NOT NULL,
  refs TEXT NOT NULL,
  CONSTRAINT search_postings_pkey PRIMARY KEY (kind, segment, gram)
);

CREATE TABLE search_recent (
  kind TEXT NOT NULL,
  ref BIGINT NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT search_recent_pkey PRIMARY KEY (kind, ref)
);

CREATE TABLE search_segments (
  kind TEXT NOT NULL,
  segment BIGINT NOT NULL,
  first_ref BIGINT NOT NULL,
  last_ref BIGINT NOT NULL,
  CONSTRAINT search_segments_pkey PRIMARY KEY (kind, segment)
);

CREATE TABLE second_factors (
  person TEXT NOT NULL,
  secret_sealed TEXT NOT NULL,
  last_step BIGINT NOT NULL,
  enrolled_at BIGINT NOT NULL,
  CONSTRAINT second_factors_pkey PRIMARY KEY (person),
  CONSTRAINT second_factors_person_fkey FOREIGN KEY (person) REFERENCES people(id)
);

CREATE TABLE sent_files (
  file TEXT NOT NULL,
  sender TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  CONSTRAINT sent_files_pkey PRIMARY KEY (file, sender)
);

CREATE INDEX sent_files_by_time ON sent_files USING btree (sent_at);

CREATE TABLE sessions (
  token_hash TEXT NOT NULL,
  person TEXT NOT NULL,
  is_strong BOOLEAN NOT NULL,
  started_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  idle_minutes BIGINT NOT NULL,
  device TEXT NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (token_hash)
);

CREATE INDEX sessions_by_expiry ON sessions USING btree (expires_at);

CREATE INDEX sessions_by_person ON sessions USING btree (person);

CREATE TABLE sign_in_brakes (
  name_hash TEXT NOT NULL,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  CONSTRAINT sign_in_brakes_pkey PRIMARY KEY (name_hash)
);

CREATE INDEX sign_in_brakes_by_age ON sign_in_brakes USING btree (last_at);

CREATE TABLE sign_in_limits (
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  CONSTRAINT sign_in_limits_pkey PRIMARY KEY (name, valid_from)
);

CREATE TABLE staff_accounts (
  person TEXT NOT NULL,
  login TEXT NOT NULL,
  password TEXT NOT NULL,
  post TEXT NOT NULL,
  is_on_duty BOOLEAN NOT NULL,
  is_disabled BOOLEAN NOT NULL,
  is_temporary BOOLEAN NOT NULL,
  password_at BIGINT NOT NULL,
  post_en TEXT,
  CONSTRAINT staff_accounts_login_key UNIQUE (login),
  CONSTRAINT staff_accounts_pkey PRIMARY KEY (person),
  CONSTRAINT staff_accounts_person_fkey FOREIGN KEY (person) REFERENCES people(id)
);

CREATE TABLE supervision_bulletins (
  week_on TEXT NOT NULL,
  state TEXT NOT NULL,
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
  items TEXT NOT NULL,
  CONSTRAINT supervision_bulletins_pkey PRIMARY KEY (week_on),
  CONSTRAINT supervision_bulletins_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'signed'::text, 'published'::text])))
);

CREATE TABLE supervision_facts (
  id TEXT NOT NULL,
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
  marks BIGINT NOT NULL,
  proposed_unit TEXT,
  CONSTRAINT supervision_facts_pkey PRIMARY KEY (id)
);

CREATE INDEX supervision_facts_closed ON supervision_facts USING btree (closed_at) WHERE (closed_at IS NOT NULL);

CREATE INDEX supervision_facts_contact ON supervision_facts USING btree (contact_due_at) WHERE (contact_due_at IS NOT NULL);

CREATE INDEX supervision_facts_dispatched ON supervision_facts USING btree (dispatched_at) WHERE (dispatched_at IS NOT NULL);

CREATE INDEX supervision_facts_due ON supervision_facts USING btree (due_at, id) WHERE (is_open AND (due_at IS NOT NULL));

CREATE INDEX supervision_facts_handled ON supervision_facts USING btree (handled_at) WHERE (handled_at IS NOT NULL);

CREATE INDEX supervision_facts_state ON supervision_facts USING btree (state) WHERE is_open;

CREATE INDEX supervision_facts_submitted ON supervision_facts USING btree (submitted_at);

CREATE TABLE supervision_formulas (
  valid_on TEXT NOT NULL,
  formula TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  CONSTRAINT supervision_formulas_pkey PRIMARY KEY (valid_on)
);

CREATE TABLE supervision_items (
  id TEXT NOT NULL,
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
  made_at BIGINT NOT NULL,
  CONSTRAINT supervision_items_pkey PRIMARY KEY (id)
);

CREATE INDEX supervision_items_by_week ON supervision_items USING btree (week_on);

CREATE INDEX supervision_items_left ON supervision_items USING btree (week_on) WHERE (done_on IS NULL);

CREATE TABLE supervision_tallies (
  axis TEXT NOT NULL,
  measure TEXT NOT NULL,
  day_on TEXT NOT NULL,
  place TEXT NOT NULL,
  code TEXT NOT NULL,
  n BIGINT NOT NULL,
  CONSTRAINT supervision_tallies_pkey PRIMARY KEY (axis, measure, day_on, place, code)
);

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
  CONSTRAINT supervision_week_cases_pkey PRIMARY KEY (week_on, id)
);

CREATE TABLE supervision_weeks (
  week_on TEXT NOT NULL,
  formula_on TEXT NOT NULL,
  formula TEXT NOT NULL,
  figures TEXT NOT NULL,
  members BIGINT NOT NULL,
  hash TEXT NOT NULL,
  frozen_at BIGINT NOT NULL,
  CONSTRAINT supervision_weeks_pkey PRIMARY KEY (week_on)
);

CREATE TABLE units (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  english TEXT,
  phone TEXT NOT NULL,
  duties TEXT NOT NULL,
  area TEXT NOT NULL,
  kind TEXT NOT NULL,
  credit TEXT,
  parent TEXT,
  hours TEXT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  ended_on TEXT,
  CONSTRAINT units_pkey PRIMARY KEY (code)
);

CREATE TABLE wechat_handovers (
  token_hash TEXT NOT NULL,
  openid_sealed TEXT NOT NULL,
  openid_hash TEXT NOT NULL,
  visit_hash TEXT,
  expires_at BIGINT NOT NULL,
  CONSTRAINT wechat_handovers_pkey PRIMARY KEY (token_hash)
);

CREATE INDEX wechat_handovers_by_end ON wechat_handovers USING btree (expires_at);

CREATE INDEX wechat_handovers_by_openid ON wechat_handovers USING btree (openid_hash);

CREATE INDEX wechat_handovers_by_visit ON wechat_handovers USING btree (visit_hash);

CREATE TABLE wechat_links (
  person TEXT NOT NULL,
  openid_sealed TEXT NOT NULL,
  openid_hash TEXT NOT NULL,
  linked_at BIGINT NOT NULL,
  CONSTRAINT wechat_links_openid_hash_key UNIQUE (openid_hash),
  CONSTRAINT wechat_links_pkey PRIMARY KEY (person),
  CONSTRAINT wechat_links_person_fkey FOREIGN KEY (person) REFERENCES people(id)
);
