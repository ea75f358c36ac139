SELECT (SELECT count(*) FROM record) - (
  SELECT count(DISTINCT set_aside.record)
  FROM set_aside
  WHERE NOT EXISTS (SELECT 1 FROM head WHERE head.record = set_aside.record)
)
