SELECT record.id AS record, casefile.id AS casefile, hit.kind, hit.text
FROM (SELECT rowid FROM find_name WHERE find_name MATCH ?1 ORDER BY rowid DESC LIMIT ?2) AS found
JOIN find_name_row AS hit ON hit.record = found.rowid
JOIN record ON record.n = hit.record
JOIN casefile ON casefile.n = hit.casefile
ORDER BY hit.record DESC
