INSERT INTO find_text_row (record, casefile, kind, text) VALUES (?1, ?2, ?3, ?4)
