INSERT INTO case_row (casefile, reference, received_at, state, level, level_place, level_judged_at, relationship, source, headline,
  victim_label, perpetrator_label, victim_initials, perpetrator_initials, listed_for, listed_why, restricted, last_incident_at,
  incidents_count, open_actions, agencies_asked, agencies_replied, changed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
ON CONFLICT (casefile) DO UPDATE SET
  reference = excluded.reference, received_at = excluded.received_at, state = excluded.state, level = excluded.level,
  level_place = excluded.level_place, level_judged_at = excluded.level_judged_at, relationship = excluded.relationship,
  source = excluded.source, headline = excluded.headline, victim_label = excluded.victim_label,
  perpetrator_label = excluded.perpetrator_label, victim_initials = excluded.victim_initials,
  perpetrator_initials = excluded.perpetrator_initials, listed_for = excluded.listed_for, listed_why = excluded.listed_why,
  restricted = excluded.restricted, last_incident_at = excluded.last_incident_at, incidents_count = excluded.incidents_count,
  open_actions = excluded.open_actions, agencies_asked = excluded.agencies_asked,
  agencies_replied = excluded.agencies_replied, changed_at = excluded.changed_at
