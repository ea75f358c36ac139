SELECT entry.n, entry.id, entry.act, entry.device, record.id AS record, entry.category, entry.owner, entry.seq, entry.author,
  entry.agency, entry.at, entry.field, entry.definition, entry.parents, entry.commitment, entry.previous
FROM entry JOIN record ON record.n = entry.record
ORDER BY entry.n
