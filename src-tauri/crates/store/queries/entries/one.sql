SELECT entry.n, entry.id, entry.act, entry.device, record.id AS record, entry.category, entry.owner, entry.seq, entry.author,
  entry.agency, entry.at, entry.field, entry.definition, entry.parents, entry.commitment, entry.previous,
  entry.record AS record_n, EXISTS (SELECT 1 FROM set_aside WHERE set_aside.entry = entry.n) AS set_aside
FROM entry JOIN record ON record.n = entry.record
WHERE entry.id = ?1
