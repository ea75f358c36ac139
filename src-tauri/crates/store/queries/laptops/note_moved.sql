INSERT INTO moved (record, act) VALUES (?1, ?2)
ON CONFLICT (record) DO UPDATE SET act = excluded.act
