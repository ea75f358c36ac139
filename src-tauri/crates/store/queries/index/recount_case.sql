UPDATE case_row SET
  incidents_count = (SELECT count(*) FROM timeline_row WHERE casefile = ?1 AND what = 'incident'),
  last_incident_at = coalesce((SELECT max(at) FROM timeline_row WHERE casefile = ?1 AND what = 'incident'), 0),
  open_actions = (SELECT count(*) FROM action_row WHERE casefile = ?1 AND is_open = 1),
  agencies_asked = (SELECT count(DISTINCT agency) FROM check_row WHERE casefile = ?1),
  agencies_replied = (SELECT count(DISTINCT agency) FROM check_row WHERE casefile = ?1 AND replied_at > 0)
WHERE casefile = ?1
