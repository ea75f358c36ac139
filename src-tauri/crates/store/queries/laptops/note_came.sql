INSERT OR IGNORE INTO brought (entry, record, import) SELECT n, record, ?2 FROM entry WHERE id = ?1
