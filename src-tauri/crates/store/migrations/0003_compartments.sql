-- Walls inside the one file: keys of compartments sealed to their members, and records whose own key lies under one.

CREATE TABLE compartment (
  n     INTEGER PRIMARY KEY,
  id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  code  TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL CHECK (epoch > 0)
) STRICT;

CREATE TABLE compartment_grant (
  compartment INTEGER NOT NULL REFERENCES compartment (n),
  epoch       INTEGER NOT NULL,
  member      BLOB NOT NULL CHECK (length(member) = 16),
  enc         BLOB NOT NULL CHECK (length(enc) = 32),
  sealed      BLOB NOT NULL CHECK (length(sealed) = 48),
  granter     BLOB NOT NULL CHECK (length(granter) = 16),
  public      BLOB NOT NULL CHECK (length(public) = 32),
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  signature   BLOB NOT NULL CHECK (length(signature) = 64),
  PRIMARY KEY (compartment, epoch, member)
) STRICT, WITHOUT ROWID;

-- The record's own key under the compartment's. Gone with the row when the record is erased.
CREATE TABLE sealed_record (
  record      INTEGER PRIMARY KEY REFERENCES record (n),
  compartment INTEGER NOT NULL REFERENCES compartment (n),
  epoch       INTEGER NOT NULL,
  wrapped     BLOB NOT NULL CHECK (length(wrapped) = 60)
) STRICT;
CREATE INDEX sealed_in ON sealed_record (compartment);
