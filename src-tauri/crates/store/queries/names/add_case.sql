INSERT INTO casefile (id) VALUES (?1)
