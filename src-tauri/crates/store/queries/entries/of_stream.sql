SELECT entry.n, entry.id, entry.act, entry.device, record.id AS record, entry.category, entry.owner, entry.seq, entry.author,
  entry.agency, entry.at, entry.field, entry.definition, entry.parents, entry.commitment, entry.previous
FROM entry JOIN record ON record.n = entry.record
WHERE entry.record = ?1 AND entry.device = ?2 AND entry.category = ?3 AND entry.owner = ?4
ORDER BY entry.seq
