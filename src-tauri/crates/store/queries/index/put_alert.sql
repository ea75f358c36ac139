INSERT INTO alert_row (record, kind, casefile, on_day, words_code, is_done) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (record, kind) DO UPDATE SET casefile = excluded.casefile, on_day = excluded.on_day,
  words_code = excluded.words_code, is_done = excluded.is_done
