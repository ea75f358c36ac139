INSERT OR IGNORE INTO record (n, id, casefile, kind, owner, category, made_at, changed_at, erased) VALUES (?1, ?2, ?3, 0, 0, 0, 0, 0, 0)
