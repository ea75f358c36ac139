SELECT record.id, record.casefile, casefile.id AS case_id
FROM record JOIN casefile ON casefile.n = record.casefile
WHERE record.n = ?1
