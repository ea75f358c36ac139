SELECT entry.n, entry.id FROM head JOIN entry ON entry.n = head.entry
WHERE head.record = ?1 AND head.field = ?2
ORDER BY entry.n
