DELETE FROM attachment_chunk WHERE attachment = ?1
