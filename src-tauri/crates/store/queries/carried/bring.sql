INSERT INTO brought (entry, record, import) VALUES (?1, ?2, ?3)
ON CONFLICT (entry) DO UPDATE SET import = excluded.import
