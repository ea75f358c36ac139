INSERT INTO attachment_key (attachment, wrapped, about) VALUES (?1, ?2, ?3)
