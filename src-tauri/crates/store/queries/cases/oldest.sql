SELECT casefile.id AS case_id, case_row.reference, case_row.received_at, case_row.state, case_row.level, case_row.level_place, case_row.level_judged_at,
  case_row.relationship, case_row.source, case_row.headline, case_row.victim_label, case_row.perpetrator_label,
  case_row.victim_initials, case_row.perpetrator_initials, case_row.listed_for, case_row.listed_why, case_row.restricted,
  case_row.last_incident_at, case_row.incidents_count, case_row.open_actions, case_row.agencies_asked,
  case_row.agencies_replied, case_row.changed_at
FROM case_row JOIN casefile ON casefile.n = case_row.casefile
WHERE (?1 IS NULL OR case_row.state IN (SELECT value FROM json_each(?1)))
  AND (?2 IS NULL OR case_row.level IN (SELECT value FROM json_each(?2)))
  AND case_row.received_at >= ?3
ORDER BY case_row.received_at, case_row.casefile
LIMIT ?4 OFFSET ?5
