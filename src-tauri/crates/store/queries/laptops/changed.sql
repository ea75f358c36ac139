SELECT record.id
FROM record
WHERE record.n IN (
  SELECT entry.record FROM entry WHERE entry.act > ?1 AND entry.device <> COALESCE((SELECT n FROM device WHERE id = ?2), 0)
  UNION
  SELECT moved.record FROM moved WHERE moved.act > ?1
)
ORDER BY record.n
