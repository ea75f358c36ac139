SELECT record.id AS record, entry.id, EXISTS (SELECT 1 FROM set_aside WHERE set_aside.entry = brought.entry) AS set_aside
FROM brought JOIN entry ON entry.n = brought.entry JOIN record ON record.n = brought.record
WHERE brought.import = ?1
ORDER BY brought.entry
