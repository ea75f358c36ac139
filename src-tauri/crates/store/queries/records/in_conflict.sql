SELECT record.n, record.id, record.kind, casefile.id AS casefile, record.owner, record.category, record.made_at, record.changed_at,
  record.erased, record_key.key, head.field, entry.id AS entry, entry.field AS entry_field, entry.author, payload.sealed
FROM (
  SELECT * FROM record
  WHERE n IN (
    SELECT head.record FROM head
    -- What nobody else brought has one head for each field: our own corrections name every head there is.
    WHERE head.record IN (SELECT brought.record FROM brought UNION SELECT side_by_side.record FROM side_by_side)
    GROUP BY head.record, head.field HAVING count(*) > 1
  )
  ORDER BY n
) AS record JOIN casefile ON casefile.n = record.casefile
LEFT JOIN record_key ON record_key.record = record.n
LEFT JOIN head ON head.record = record.n
LEFT JOIN entry ON entry.n = head.entry
LEFT JOIN payload ON payload.entry = head.entry
ORDER BY record.n, head.field, entry.id
