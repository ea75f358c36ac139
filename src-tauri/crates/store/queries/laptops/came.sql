SELECT entry.id, brought.import
FROM brought JOIN entry ON entry.n = brought.entry
WHERE brought.record = (SELECT n FROM record WHERE id = ?1)
ORDER BY brought.entry
