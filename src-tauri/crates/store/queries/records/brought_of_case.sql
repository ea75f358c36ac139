SELECT record.n, record.id, record.kind, casefile.id AS casefile, record.owner, record.category, record.made_at, record.changed_at,
  record.erased, record_key.key, head.field, entry.id AS entry, entry.field AS entry_field, entry.author, payload.sealed
FROM record JOIN casefile ON casefile.n = record.casefile
LEFT JOIN record_key ON record_key.record = record.n
JOIN head ON head.record = record.n
LEFT JOIN entry ON entry.n = head.entry
LEFT JOIN payload ON payload.entry = head.entry
WHERE record.casefile = (SELECT n FROM casefile WHERE id = ?1) AND record.casefile > 0
  AND (
    EXISTS (SELECT 1 FROM brought WHERE brought.record = record.n)
    OR EXISTS (SELECT 1 FROM side_by_side WHERE side_by_side.record = record.n)
  )
ORDER BY record.n, head.field, entry.id
