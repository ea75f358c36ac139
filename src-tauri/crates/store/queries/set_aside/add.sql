INSERT OR IGNORE INTO set_aside (entry, record, why, act) VALUES (?1, ?2, ?3, ?4)
