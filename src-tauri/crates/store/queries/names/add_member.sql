INSERT INTO member_ref (id) VALUES (?1)
