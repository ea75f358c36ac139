SELECT record.n, record.id, record.kind, record.casefile, casefile.id AS case_id, record.owner, record.category, record.erased,
  record_key.key, EXISTS (SELECT 1 FROM head WHERE head.record = record.n) AS stands
FROM record JOIN casefile ON casefile.n = record.casefile
LEFT JOIN record_key ON record_key.record = record.n
WHERE record.id = ?1
