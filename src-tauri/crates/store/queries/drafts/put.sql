INSERT INTO draft (author, form, subject, at, sealed) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (author, form, subject) DO UPDATE SET at = excluded.at, sealed = excluded.sealed
