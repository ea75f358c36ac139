SELECT record.id AS record, line.at, line.what, line.headline, line.agency, line.severity, line.is_contact
FROM (
  SELECT * FROM timeline_row
  WHERE casefile = (SELECT n FROM casefile WHERE id = ?1)
    AND (at, record) < (?2, coalesce((SELECT n FROM record WHERE id = ?3), 9223372036854775807))
    AND (?4 IS NULL OR what IN (SELECT value FROM json_each(?4)))
    AND severity >= ?5
    AND is_contact >= ?6
  ORDER BY at DESC, record DESC
  LIMIT ?7
) AS line
JOIN record ON record.n = line.record
ORDER BY line.at DESC, line.record DESC
