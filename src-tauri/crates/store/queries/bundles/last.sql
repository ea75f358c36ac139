SELECT partner, agreement, direction, sequence, bundle, hash, at
FROM bundle_line
WHERE partner = ?1 AND agreement = ?2 AND direction = ?3
ORDER BY sequence DESC
LIMIT 1
