SELECT record.id AS record, casefile.id AS casefile, coalesce(case_row.reference, '') AS reference,
  check_row.agency, check_row.asked_at, check_row.replied_at, check_row.reply
FROM check_row JOIN record ON record.n = check_row.record JOIN casefile ON casefile.n = check_row.casefile
LEFT JOIN case_row ON case_row.casefile = check_row.casefile
WHERE check_row.agency = ?1 AND check_row.replied_at = 0
ORDER BY check_row.asked_at
LIMIT ?2
