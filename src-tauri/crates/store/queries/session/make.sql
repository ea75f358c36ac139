CREATE VIRTUAL TABLE opened USING fts5 (
  text, record UNINDEXED, casefile UNINDEXED, kind UNINDEXED, prefix = '3', tokenize = "unicode61 remove_diacritics 2"
);
