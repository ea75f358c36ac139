SELECT partner, agreement, direction, sequence, bundle, hash, at
FROM bundle_line
WHERE bundle = ?1 AND direction = ?2
