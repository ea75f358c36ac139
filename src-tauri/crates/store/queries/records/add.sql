INSERT INTO record (id, kind, casefile, owner, category, made_at, changed_at, erased) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 0)
