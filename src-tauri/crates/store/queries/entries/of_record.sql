SELECT entry.n, entry.id, entry.act, entry.device, record.id AS record, entry.category, entry.owner, entry.seq, entry.author,
  entry.agency, entry.at, entry.field, entry.definition, entry.parents, entry.commitment, entry.previous,
  payload.salt, payload.sealed, record_key.key, EXISTS (SELECT 1 FROM set_aside WHERE set_aside.entry = entry.n) AS set_aside,
  EXISTS (SELECT 1 FROM head WHERE head.record = entry.record AND head.field = entry.field AND head.entry = entry.n) AS stands
FROM entry JOIN record ON record.n = entry.record
LEFT JOIN payload ON payload.entry = entry.n
LEFT JOIN record_key ON record_key.record = entry.record
WHERE record.id = ?1
ORDER BY entry.n
