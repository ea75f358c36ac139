INSERT INTO record_key (record, key) VALUES (?1, ?2)
