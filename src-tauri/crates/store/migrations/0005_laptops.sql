-- Laptops of one unit: the files between them, what another laptop has to be told beside new entries, and what came and cannot stand.

-- Files to and from another laptop of our unit, numbered from 1 each way.
CREATE TABLE laptop_file (
  laptop       INTEGER NOT NULL REFERENCES device (n),
  direction    TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
  sequence     INTEGER NOT NULL CHECK (sequence > 0),
  bundle       BLOB NOT NULL CHECK (length(bundle) = 16),
  previous     BLOB NOT NULL CHECK (length(previous) = 32),
  hash         BLOB NOT NULL CHECK (length(hash) = 32),
  -- By the clock of whoever sealed it.
  sealed_at    INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  -- The last act of ours that a sent one holds; 0 of a received one.
  through      INTEGER NOT NULL,
  -- Entries it brought: of a received one those that were new, of a sent one our own.
  changes      INTEGER NOT NULL,
  -- When the other laptop took a sent one in, by its own word; 0 until that came.
  confirmed_at INTEGER NOT NULL,
  PRIMARY KEY (laptop, direction, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER laptop_file_stays BEFORE DELETE ON laptop_file BEGIN SELECT RAISE(ABORT, 'a file is never removed'); END;

-- Records that were sealed, put under another key or erased after their last entry, with the act that did it.
CREATE TABLE moved (
  record INTEGER PRIMARY KEY REFERENCES record (n),
  act    INTEGER NOT NULL
) STRICT;
CREATE INDEX moved_by_act ON moved (act);

-- Records in which values of two laptops stood side by side when they came. Few: lists of what is to be settled look here.
CREATE TABLE side_by_side (
  record INTEGER PRIMARY KEY REFERENCES record (n)
) STRICT;

-- What came from another laptop and stands in nothing: it waits for somebody who may open it, or for a person to look.
CREATE TABLE held_back (
  n       INTEGER PRIMARY KEY,
  laptop  INTEGER NOT NULL REFERENCES device (n),
  record  BLOB NOT NULL CHECK (length(record) = 16),
  why     INTEGER NOT NULL REFERENCES term (n),
  entries INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  digest  BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  frame   BLOB NOT NULL
) STRICT;
