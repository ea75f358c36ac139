INSERT INTO opened (record, casefile, kind, text) VALUES (?1, ?2, ?3, ?4)
