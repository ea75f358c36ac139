INSERT OR IGNORE INTO side_by_side (record)
SELECT head.record FROM head WHERE head.record = ?1
GROUP BY head.record, head.field HAVING count(*) > 1
