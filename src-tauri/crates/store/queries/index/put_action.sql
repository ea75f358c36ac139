INSERT INTO action_row (record, casefile, owner_agency, owner_person, due_on, status, is_open, done_at, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (record) DO UPDATE SET casefile = excluded.casefile, owner_agency = excluded.owner_agency,
  owner_person = excluded.owner_person, due_on = excluded.due_on, status = excluded.status, is_open = excluded.is_open,
  done_at = excluded.done_at, text = excluded.text
