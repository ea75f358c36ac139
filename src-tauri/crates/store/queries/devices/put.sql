INSERT INTO known_device (device, partner, name, added_at, revoked_at, revoked_after) VALUES (?1, ?2, ?3, ?4, 0, 0)
ON CONFLICT (device) DO UPDATE SET name = excluded.name
