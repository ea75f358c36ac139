SELECT EXISTS (SELECT 1 FROM head WHERE head.record = record.n)
FROM record
WHERE record.id = ?1
