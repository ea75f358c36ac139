-- Checkpoints of the log: the Merkle frontier, and who signed it. Not acts; never changed, never removed.

CREATE TABLE checkpoint (
  size      INTEGER PRIMARY KEY CHECK (size > 0),
  at        INTEGER NOT NULL,
  why       TEXT NOT NULL,
  root      BLOB NOT NULL CHECK (length(root) = 32),
  frontier  BLOB NOT NULL CHECK (length(frontier) % 32 = 0),
  signer    BLOB NOT NULL CHECK (length(signer) = 16),
  public    BLOB NOT NULL CHECK (length(public) = 32),
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

CREATE TRIGGER checkpoint_stands BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never removed'); END;
