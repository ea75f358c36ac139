INSERT INTO term (text) VALUES (?1)
