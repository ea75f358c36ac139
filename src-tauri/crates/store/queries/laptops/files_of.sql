SELECT attachment.n, attachment.id, attachment.added_at, attachment_key.wrapped, attachment_key.about
FROM attachment JOIN attachment_key ON attachment_key.attachment = attachment.n
WHERE attachment.record = ?1
ORDER BY attachment.n
