INSERT OR IGNORE INTO link_row (target, relation, record) VALUES (?1, ?2, ?3)
