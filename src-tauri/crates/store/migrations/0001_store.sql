-- The first schema. Never edited after release: a change is a new file with the next number.
-- Absence is 0, '' or x'' (never NULL), a row that is not there, or row 0 of casefile.

CREATE TABLE device (
  n  INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;

CREATE TABLE member_ref (
  n  INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;

-- Every code the journal uses: acts, kinds, categories, fields, agencies, reasons. Never anything about a person.
CREATE TABLE term (
  n    INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE casefile (
  n  INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;
INSERT INTO casefile (n, id) VALUES (0, zeroblob(16));

CREATE TABLE meta (
  only      INTEGER PRIMARY KEY CHECK (only = 1),
  store     BLOB NOT NULL CHECK (length(store) = 16),
  device    INTEGER NOT NULL REFERENCES device (n),
  made_at   INTEGER NOT NULL,
  draft_key BLOB NOT NULL CHECK (length(draft_key) = 32),
  act_seq   INTEGER NOT NULL,
  act_hash  BLOB NOT NULL CHECK (length(act_hash) = 32),
  beat_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  key  TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One sealed row for each author, form and subject, overwritten while somebody types. Not an act.
CREATE TABLE draft (
  n       INTEGER PRIMARY KEY,
  author  BLOB NOT NULL CHECK (length(author) = 16),
  form    TEXT NOT NULL,
  subject BLOB NOT NULL,
  at      INTEGER NOT NULL,
  sealed  BLOB NOT NULL,
  UNIQUE (author, form, subject)
) STRICT;

-- The journal.

CREATE TABLE act (
  n         INTEGER PRIMARY KEY,
  id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  device    INTEGER NOT NULL REFERENCES device (n),
  seq       INTEGER NOT NULL,
  name      INTEGER NOT NULL REFERENCES term (n),
  actor     INTEGER NOT NULL REFERENCES member_ref (n),
  agency    INTEGER NOT NULL REFERENCES term (n),
  at        INTEGER NOT NULL,
  subject   BLOB NOT NULL,
  reason    INTEGER NOT NULL REFERENCES term (n),
  agreement BLOB NOT NULL,
  root      INTEGER NOT NULL REFERENCES act (n),
  -- x'' where the act wrote no entries.
  entries   BLOB NOT NULL,
  previous  BLOB NOT NULL,
  -- Not part of the header: where the act is found from.
  casefile  INTEGER NOT NULL REFERENCES casefile (n)
) STRICT;
CREATE INDEX act_of_subject ON act (subject) WHERE length(subject) > 0;
CREATE INDEX act_of_case ON act (casefile) WHERE casefile > 0;

CREATE TABLE record (
  n          INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind       INTEGER NOT NULL REFERENCES term (n),
  casefile   INTEGER NOT NULL REFERENCES casefile (n),
  owner      INTEGER NOT NULL REFERENCES term (n),
  category   INTEGER NOT NULL REFERENCES term (n),
  made_at    INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  erased     INTEGER NOT NULL CHECK (erased IN (0, 1))
) STRICT;
CREATE INDEX record_of_case ON record (casefile, kind) WHERE casefile > 0;
CREATE INDEX record_of_kind ON record (kind);

CREATE TABLE record_key (
  record INTEGER PRIMARY KEY REFERENCES record (n),
  key    BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE entry (
  n          INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  -- Written just before its act, which counts it.
  act        INTEGER NOT NULL REFERENCES act (n) DEFERRABLE INITIALLY DEFERRED,
  device     INTEGER NOT NULL REFERENCES device (n),
  record     INTEGER NOT NULL REFERENCES record (n),
  category   INTEGER NOT NULL REFERENCES term (n),
  owner      INTEGER NOT NULL REFERENCES term (n),
  seq        INTEGER NOT NULL,
  author     INTEGER NOT NULL REFERENCES member_ref (n),
  agency     INTEGER NOT NULL REFERENCES term (n),
  at         INTEGER NOT NULL,
  field      INTEGER NOT NULL REFERENCES term (n),
  definition INTEGER NOT NULL,
  parents    BLOB NOT NULL CHECK (length(parents) % 16 = 0),
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  -- x'' for the first of its stream.
  previous   BLOB NOT NULL
) STRICT;
-- Without it every act that is closed would look through all entries for those that waited for it.
CREATE INDEX entry_of_act ON entry (act);
CREATE UNIQUE INDEX entry_of_stream ON entry (record, device, category, owner, seq);

CREATE TABLE payload (
  entry  INTEGER PRIMARY KEY REFERENCES entry (n),
  salt   BLOB NOT NULL CHECK (length(salt) = 16),
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE head (
  record INTEGER NOT NULL REFERENCES record (n),
  field  INTEGER NOT NULL REFERENCES term (n),
  entry  INTEGER NOT NULL REFERENCES entry (n),
  PRIMARY KEY (record, field, entry)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER act_stands BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'an act is never changed'); END;
CREATE TRIGGER act_stays BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'an act is never removed'); END;
CREATE TRIGGER entry_stands BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;

-- Index tables: what lists and searches need, handed over by the caller. Everything here can be made again.

CREATE TABLE case_row (
  casefile              INTEGER PRIMARY KEY REFERENCES casefile (n),
  reference             TEXT NOT NULL UNIQUE,
  received_at           INTEGER NOT NULL,
  state                 TEXT NOT NULL,
  level                 TEXT NOT NULL,
  level_place           INTEGER NOT NULL,
  level_judged_at       INTEGER NOT NULL,
  relationship          TEXT NOT NULL,
  source                TEXT NOT NULL,
  headline              TEXT NOT NULL,
  victim_label          TEXT NOT NULL,
  perpetrator_label     TEXT NOT NULL,
  victim_initials       TEXT NOT NULL,
  perpetrator_initials  TEXT NOT NULL,
  listed_for            BLOB NOT NULL,
  listed_why            TEXT NOT NULL,
  restricted            INTEGER NOT NULL CHECK (restricted IN (0, 1)),
  last_incident_at      INTEGER NOT NULL,
  incidents_count       INTEGER NOT NULL,
  open_actions          INTEGER NOT NULL,
  agencies_asked        INTEGER NOT NULL,
  agencies_replied      INTEGER NOT NULL,
  changed_at            INTEGER NOT NULL
) STRICT;
CREATE INDEX case_received ON case_row (received_at);
CREATE INDEX case_changed ON case_row (changed_at);
CREATE INDEX case_level ON case_row (level_place, changed_at);
CREATE INDEX case_last_incident ON case_row (last_incident_at);
CREATE INDEX case_state ON case_row (state, level);
CREATE INDEX case_listed ON case_row (listed_for) WHERE length(listed_for) > 0;

CREATE TABLE timeline_row (
  record     INTEGER PRIMARY KEY REFERENCES record (n),
  casefile   INTEGER NOT NULL REFERENCES casefile (n),
  at         INTEGER NOT NULL,
  what       TEXT NOT NULL,
  headline   TEXT NOT NULL,
  agency     TEXT NOT NULL,
  severity   INTEGER NOT NULL,
  is_contact INTEGER NOT NULL CHECK (is_contact IN (0, 1))
) STRICT;
CREATE INDEX timeline_of_case ON timeline_row (casefile, at, record, what, severity, is_contact);

CREATE TABLE action_row (
  record       INTEGER PRIMARY KEY REFERENCES record (n),
  casefile     INTEGER NOT NULL REFERENCES casefile (n),
  owner_agency TEXT NOT NULL,
  owner_person TEXT NOT NULL,
  due_on       TEXT NOT NULL,
  status       TEXT NOT NULL,
  is_open      INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  done_at      INTEGER NOT NULL,
  text         TEXT NOT NULL
) STRICT;
CREATE INDEX action_of_case ON action_row (casefile, is_open);
CREATE INDEX action_open_due ON action_row (due_on) WHERE is_open = 1;
CREATE INDEX action_open_agency ON action_row (owner_agency, due_on) WHERE is_open = 1;

CREATE TABLE check_row (
  record     INTEGER PRIMARY KEY REFERENCES record (n),
  casefile   INTEGER NOT NULL REFERENCES casefile (n),
  agency     TEXT NOT NULL,
  asked_at   INTEGER NOT NULL,
  replied_at INTEGER NOT NULL,
  reply      TEXT NOT NULL
) STRICT;
CREATE INDEX check_of_case ON check_row (casefile);
CREATE INDEX check_unanswered ON check_row (agency, asked_at) WHERE replied_at = 0;

CREATE TABLE alert_row (
  record     INTEGER NOT NULL REFERENCES record (n),
  kind       TEXT NOT NULL,
  casefile   INTEGER NOT NULL REFERENCES casefile (n),
  on_day     TEXT NOT NULL,
  words_code TEXT NOT NULL,
  is_done    INTEGER NOT NULL CHECK (is_done IN (0, 1)),
  PRIMARY KEY (record, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_due ON alert_row (on_day) WHERE is_done = 0;
CREATE INDEX alert_of_case ON alert_row (casefile);

-- Which records belong to which other record: agenda items to a meeting, replies to a question.
CREATE TABLE link_row (
  target   BLOB NOT NULL CHECK (length(target) = 16),
  relation TEXT NOT NULL,
  record   INTEGER NOT NULL REFERENCES record (n),
  PRIMARY KEY (target, relation, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_of_record ON link_row (record);

CREATE TABLE key_row (
  key_text TEXT NOT NULL,
  key_kind TEXT NOT NULL,
  record   INTEGER NOT NULL REFERENCES record (n),
  casefile INTEGER NOT NULL REFERENCES casefile (n),
  PRIMARY KEY (key_text, key_kind, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_of_record ON key_row (record);

-- Names and longer text are searched apart, so that a name is not buried under accounts that mention it. Nothing is
-- ranked by length, so lengths are not kept; a block of the index fits into a page beside SQLCipher's 80 bytes.
CREATE TABLE find_name_row (
  record   INTEGER PRIMARY KEY REFERENCES record (n),
  casefile INTEGER NOT NULL REFERENCES casefile (n),
  kind     TEXT NOT NULL,
  text     TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE find_name USING fts5 (
  text, content = 'find_name_row', content_rowid = 'record', prefix = '2 3',
  columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO find_name (find_name, rank) VALUES ('pgsz', 3900);
INSERT INTO find_name (find_name, rank) VALUES ('secure-delete', 1);

CREATE TABLE find_text_row (
  record   INTEGER PRIMARY KEY REFERENCES record (n),
  casefile INTEGER NOT NULL REFERENCES casefile (n),
  kind     TEXT NOT NULL,
  text     TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE find_text USING fts5 (
  text, content = 'find_text_row', content_rowid = 'record', prefix = '3',
  columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO find_text (find_text, rank) VALUES ('pgsz', 3900);
INSERT INTO find_text (find_text, rank) VALUES ('secure-delete', 1);
