SELECT MAX(entry.at) AS at
FROM record JOIN head ON head.record = record.n JOIN entry ON entry.n = head.entry
WHERE record.id = ?1
