DELETE FROM attachment_key WHERE attachment = ?1
