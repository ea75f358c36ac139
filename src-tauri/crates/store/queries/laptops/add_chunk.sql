INSERT OR IGNORE INTO attachment_chunk (attachment, place, sealed) SELECT n, ?2, ?3 FROM attachment WHERE id = ?1
