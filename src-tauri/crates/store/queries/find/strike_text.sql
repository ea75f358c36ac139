INSERT INTO find_text (find_text, rowid, text) VALUES ('delete', ?1, ?2)
