SELECT record.n, record.id FROM record JOIN record_key ON record_key.record = record.n WHERE record.casefile = ?1 ORDER BY record.n
