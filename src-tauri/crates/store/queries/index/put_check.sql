INSERT INTO check_row (record, casefile, agency, asked_at, replied_at, reply) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (record) DO UPDATE SET casefile = excluded.casefile, agency = excluded.agency, asked_at = excluded.asked_at,
  replied_at = excluded.replied_at, reply = excluded.reply
