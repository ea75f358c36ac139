INSERT OR IGNORE INTO head (record, field, entry) VALUES (?1, ?2, ?3)
