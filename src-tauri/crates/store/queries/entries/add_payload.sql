INSERT INTO payload (entry, salt, sealed) VALUES (?1, ?2, ?3)
