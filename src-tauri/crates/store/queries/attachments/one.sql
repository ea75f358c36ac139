SELECT attachment.n, attachment.id, attachment.record AS record_n, record.id AS record, attachment.added_at,
  attachment_key.wrapped, attachment_key.about, record_key.key
FROM attachment JOIN record ON record.n = attachment.record
LEFT JOIN attachment_key ON attachment_key.attachment = attachment.n
LEFT JOIN record_key ON record_key.record = attachment.record
WHERE attachment.id = ?1 AND EXISTS (SELECT 1 FROM head WHERE head.record = attachment.record)
