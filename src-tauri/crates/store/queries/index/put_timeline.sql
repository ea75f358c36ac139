INSERT INTO timeline_row (record, casefile, at, what, headline, agency, severity, is_contact) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (record) DO UPDATE SET casefile = excluded.casefile, at = excluded.at, what = excluded.what,
  headline = excluded.headline, agency = excluded.agency, severity = excluded.severity, is_contact = excluded.is_contact
