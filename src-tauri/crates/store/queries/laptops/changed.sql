SELECT record.id
FROM record
WHERE record.n IN (
  SELECT entry.record
  -- What came since the last word is little beside the journal; another index would be read whole.
  FROM entry INDEXED BY entry_of_act
  WHERE entry.act > ?1 AND entry.device <> COALESCE((SELECT n FROM device WHERE id = ?2), 0)
  UNION
  SELECT moved.record FROM moved INDEXED BY moved_by_act WHERE moved.act > ?1
)
ORDER BY record.n
