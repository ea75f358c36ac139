SELECT record.id FROM link_row JOIN record ON record.n = link_row.record
WHERE link_row.target = ?1 AND link_row.relation = ?2
ORDER BY record.n
