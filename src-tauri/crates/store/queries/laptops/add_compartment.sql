INSERT INTO compartment (id, code, epoch) VALUES (?1, ?2, ?3)
