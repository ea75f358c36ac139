SELECT record.id AS record, casefile.id AS casefile, coalesce(case_row.reference, '') AS reference,
  alert_row.on_day, alert_row.kind, alert_row.words_code, alert_row.is_done
FROM alert_row JOIN record ON record.n = alert_row.record JOIN casefile ON casefile.n = alert_row.casefile
LEFT JOIN case_row ON case_row.casefile = alert_row.casefile
WHERE alert_row.is_done = 0 AND alert_row.on_day <= ?1 AND (alert_row.kind <> 'safe_contact_changed' OR alert_row.on_day >= ?2)
ORDER BY abs(julianday(alert_row.on_day) - julianday(?2)), alert_row.on_day, alert_row.record
LIMIT ?3
