INSERT INTO find_name_row (record, casefile, kind, text) VALUES (?1, ?2, ?3, ?4)
