INSERT OR IGNORE INTO held_back (laptop, record, why, entries, at, digest, frame) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
