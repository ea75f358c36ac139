INSERT INTO key_row (key_text, key_kind, record, casefile) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (key_text, key_kind, record) DO UPDATE SET casefile = excluded.casefile
