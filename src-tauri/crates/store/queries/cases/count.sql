SELECT count(*) FROM case_row
WHERE (?1 IS NULL OR state IN (SELECT value FROM json_each(?1)))
  AND (?2 IS NULL OR level IN (SELECT value FROM json_each(?2)))
  AND received_at >= ?3
