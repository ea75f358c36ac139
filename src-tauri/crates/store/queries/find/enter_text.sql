INSERT INTO find_text (rowid, text) VALUES (?1, ?2)
