INSERT INTO find_name (rowid, text) VALUES (?1, ?2)
