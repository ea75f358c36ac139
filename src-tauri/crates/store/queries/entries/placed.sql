SELECT n, id, field, parents, EXISTS (SELECT 1 FROM set_aside WHERE set_aside.entry = entry.n) AS set_aside
FROM entry
WHERE record = ?1
