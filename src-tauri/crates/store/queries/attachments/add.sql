INSERT INTO attachment (id, record, added_at) VALUES (?1, ?2, ?3)
