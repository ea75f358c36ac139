SELECT place, sealed
FROM attachment_chunk
WHERE attachment = ?1
ORDER BY place
