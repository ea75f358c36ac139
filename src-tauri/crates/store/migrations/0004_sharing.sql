-- Sharing: what another unit sent and how far it stands, files beside records, and whose devices and bundles are known.

-- Entries that stand in no head: an import that was taken back. They stay in the journal and can be brought back.
CREATE TABLE set_aside (
  entry  INTEGER PRIMARY KEY REFERENCES entry (n),
  record INTEGER NOT NULL REFERENCES record (n),
  why    INTEGER NOT NULL REFERENCES term (n),
  -- Written just before its act is closed, as an entry is.
  act    INTEGER NOT NULL REFERENCES act (n) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX set_aside_of_record ON set_aside (record);
-- Without it every act that is closed would look through all of them for those that waited for it.
CREATE INDEX set_aside_of_act ON set_aside (act);

-- Which import brought an entry of another unit.
CREATE TABLE brought (
  entry  INTEGER PRIMARY KEY REFERENCES entry (n),
  record INTEGER NOT NULL REFERENCES record (n),
  import BLOB NOT NULL CHECK (length(import) = 16)
) STRICT;
CREATE INDEX brought_of_record ON brought (record);
CREATE INDEX brought_by_import ON brought (import);

-- A file beside a record. That it was stays for ever; what it was goes with its key.
CREATE TABLE attachment (
  n        INTEGER PRIMARY KEY,
  id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  record   INTEGER NOT NULL REFERENCES record (n),
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_of_record ON attachment (record);

-- Its own key under its record's, and its name, kind, length and hash under that. Gone with the row when it is erased.
CREATE TABLE attachment_key (
  attachment INTEGER PRIMARY KEY REFERENCES attachment (n),
  wrapped    BLOB NOT NULL CHECK (length(wrapped) = 60),
  about      BLOB NOT NULL
) STRICT;

CREATE TABLE attachment_chunk (
  n          INTEGER PRIMARY KEY,
  attachment INTEGER NOT NULL REFERENCES attachment (n),
  place      INTEGER NOT NULL CHECK (place >= 0),
  sealed     BLOB NOT NULL,
  UNIQUE (attachment, place)
) STRICT;

CREATE TRIGGER attachment_stands BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'an attachment is never changed'); END;
CREATE TRIGGER attachment_stays BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'an attachment is never removed'); END;
CREATE TRIGGER chunk_stands BEFORE UPDATE ON attachment_chunk BEGIN SELECT RAISE(ABORT, 'an attachment is never changed'); END;

-- The bundles of each line: one to or from a partner under one agreement (x'' for none), numbered from 1.
CREATE TABLE bundle_line (
  partner   BLOB NOT NULL CHECK (length(partner) = 16),
  agreement BLOB NOT NULL CHECK (length(agreement) IN (0, 16)),
  direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
  sequence  INTEGER NOT NULL CHECK (sequence > 0),
  bundle    BLOB NOT NULL CHECK (length(bundle) = 16),
  hash      BLOB NOT NULL CHECK (length(hash) = 32),
  at        INTEGER NOT NULL,
  PRIMARY KEY (partner, agreement, direction, sequence)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX bundle_of_line ON bundle_line (bundle, direction, partner, agreement);

CREATE TRIGGER bundle_stands BEFORE UPDATE ON bundle_line BEGIN SELECT RAISE(ABORT, 'a bundle is never changed'); END;
CREATE TRIGGER bundle_stays BEFORE DELETE ON bundle_line BEGIN SELECT RAISE(ABORT, 'a bundle is never removed'); END;

-- Whose a device is, as far as this unit was told. A device may be met in the journal before it stands here.
CREATE TABLE known_device (
  device        INTEGER PRIMARY KEY REFERENCES device (n),
  -- The partner's record; x'' for a device of our own unit.
  partner       BLOB NOT NULL CHECK (length(partner) IN (0, 16)),
  name          TEXT NOT NULL,
  added_at      INTEGER NOT NULL,
  -- 0 while it is trusted.
  revoked_at    INTEGER NOT NULL,
  -- The last bundle of its line that may still bring something new from it.
  revoked_after INTEGER NOT NULL
) STRICT;
CREATE INDEX device_of_partner ON known_device (partner);
