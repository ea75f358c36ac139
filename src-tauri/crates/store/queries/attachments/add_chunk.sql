INSERT INTO attachment_chunk (attachment, place, sealed) VALUES (?1, ?2, ?3)
