INSERT INTO find_name (find_name, rowid, text) VALUES ('delete', ?1, ?2)
