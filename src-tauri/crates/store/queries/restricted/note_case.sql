INSERT OR IGNORE INTO casefile (n, id) VALUES (?1, ?2)
