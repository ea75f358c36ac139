SELECT entry.id, set_aside.why
FROM set_aside JOIN entry ON entry.n = set_aside.entry
WHERE set_aside.record = (SELECT n FROM record WHERE id = ?1)
ORDER BY set_aside.entry
