SELECT record.id AS record, line.at, line.what, line.headline, line.agency, line.severity, line.is_contact
FROM (
  SELECT * FROM timeline_row
  WHERE casefile = (SELECT n FROM casefile WHERE id = ?1)
    -- Where the line before stands is read here: of what a record says it need not follow.
    AND (at, record) < (
      coalesce((SELECT at FROM timeline_row WHERE record = (SELECT n FROM record WHERE id = ?2)), 9223372036854775807),
      coalesce((SELECT n FROM record WHERE id = ?2), 9223372036854775807)
    )
    AND (?3 IS NULL OR what IN (SELECT value FROM json_each(?3)))
    AND severity >= ?4
    AND is_contact >= ?5
  ORDER BY at DESC, record DESC
  LIMIT ?6
) AS line
JOIN record ON record.n = line.record
ORDER BY line.at DESC, line.record DESC
