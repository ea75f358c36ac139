SELECT record.id AS record, casefile.id AS casefile, coalesce(case_row.reference, '') AS reference, action_row.owner_agency,
  action_row.owner_person, action_row.due_on, action_row.status, action_row.is_open, action_row.done_at, action_row.text
FROM action_row JOIN record ON record.n = action_row.record JOIN casefile ON casefile.n = action_row.casefile
LEFT JOIN case_row ON case_row.casefile = action_row.casefile
WHERE action_row.is_open = 1 AND action_row.due_on <= ?1
ORDER BY action_row.due_on, action_row.record
LIMIT ?2
