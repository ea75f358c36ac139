SELECT entry.id FROM entry
WHERE entry.device = (SELECT n FROM device WHERE id = ?1) AND entry.at >= ?2
  AND NOT EXISTS (SELECT 1 FROM set_aside WHERE set_aside.entry = entry.n)
ORDER BY entry.n
