SELECT brought.import, entry.id
FROM brought JOIN entry ON entry.n = brought.entry
WHERE brought.record = (SELECT n FROM record WHERE id = ?1)
  AND NOT EXISTS (SELECT 1 FROM set_aside WHERE set_aside.entry = brought.entry)
ORDER BY brought.entry
