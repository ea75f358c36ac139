SELECT record.n, record.casefile, record.owner, record.category, record.erased, record_key.key
FROM record LEFT JOIN record_key ON record_key.record = record.n
WHERE record.id = ?1
